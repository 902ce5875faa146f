"""A dossier as Leap2A: sections are pages, evidence is entries, principles are abilities; files lie beside the feed."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from coppice.kernel.listed import listed
from coppice.portfolios.documents.dossier import Claim, Dossier, Entry, Section
from coppice.portfolios.documents.names import file_names
from coppice.portfolios.documents.packing import add_bytes, add_file
from coppice.portfolios.leap2a.element import Writer
from coppice.portfolios.leap2a.items import is_uuid
from coppice.portfolios.leap2a.names import ATOM, CATEGORIES, COPPICE, LEAP2, RDF, VERSION
from coppice.portfolios.leap2a.telling import facts_of, relations_of, text_of_entry, text_of_section

FEED = "leap2a.xml"
SPACES = {None: ATOM, "rdf": RDF, "leap2": LEAP2, "categories": CATEGORIES, "coppice": COPPICE}
EPOCH = "1970-01-01T00:00:00+00:00"


def write_leap2a(dossier: Dossier, target: Path) -> list[str]:
    """A ZIP with the feed and the files. Answers with what Leap2A has no place for."""
    paths = {identifier: f"files/{name}" for identifier, name in file_names(dossier).items()}
    with zipfile.ZipFile(target, "w") as archive:
        add_bytes(archive, FEED, feed_of(dossier, paths))
        for file in dossier.files:
            add_file(archive, paths[file.id], file)
    remarks, versions = len(dossier.remarks), len(dossier.versions)
    left = [_("{n} comments").format(n=remarks)] if remarks else []
    left += [_("{n} kept versions").format(n=versions)] if versions else []
    said = _("Leap2A has no place for {named}; the complete archive has them.")
    return [said.format(named=listed(left))] if left else []


def feed_of(dossier: Dossier, paths: Mapping[str, str]) -> bytes:
    """The feed as UTF-8; `paths` says where each file lies beside it. The same dossier gives the same bytes."""
    return Feed(dossier, paths).written()


class Feed:
    """Writes one feed. Ids of the database are for good; others hold within this state of this portfolio."""

    def __init__(self, dossier: Dossier, paths: Mapping[str, str]) -> None:
        self.dossier, self.paths = dossier, paths
        told = f"{dossier.person}\n{dossier.title}\n{dossier.created}\n{dossier.changed}"
        self.space = f"urn:coppice:{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:16]}:"
        self.writer = Writer({**SPACES, "portfolio": self.space}, self.paths, dossier)
        self.names = {entry.id: self._entry_id(entry) for entry in dossier.entries}

    def written(self) -> bytes:
        dossier, root = self.dossier, self.writer.root
        self.writer.add(root, f"{{{LEAP2}}}version", VERSION)
        self.writer.add(root, "id", self.space + "feed")
        self.writer.add(root, "title", dossier.title)
        self.writer.add(root, "updated", dossier.changed or EPOCH)
        self.writer.add(root, "generator", "Coppice")
        self.writer.add(self.writer.add(root, "author"), "name", dossier.person)
        self._portfolio()
        for order, section in enumerate(dossier.sections, 1):
            self._section(section, order)
        for entry in dossier.entries:
            self._entry(entry)
        for claim in {claim.code: claim for section in dossier.sections for claim in section.claims}.values():
            self._ability(claim)
        return self.writer.bytes()

    def _portfolio(self) -> None:
        dossier = self.dossier
        made = self.writer.entry("portfolio:whole", dossier.title, "selection", dossier.changed, dossier.created)
        self.writer.category(made, "categories:selection_type#", "Website")
        self.writer.fact(made, _("Written for"), dossier.scheme)
        for order, section in enumerate(dossier.sections, 1):
            self.writer.relation(made, "has_part", self._id(section.id), order=order)

    def _section(self, section: Section, order: int) -> None:
        title = f"{section.code} {section.heading}".strip()
        made = self.writer.entry(self._id(section.id), title, "selection", self.dossier.changed)
        self.writer.content(made, text_of_section(section))
        self.writer.category(made, "categories:selection_type#", "Webpage")
        self.writer.category(made, "urn:coppice:section", section.code, str(section.number))
        self.writer.relation(made, "is_part_of", "portfolio:whole", order=order)
        for place, citation in enumerate(section.evidence, 1):
            if citation.entry in self.names:
                self.writer.relation(made, "has_evidence", self.names[citation.entry], citation.note, order=place)
        for claim in section.claims:
            self.writer.category(made, "urn:coppice:code", claim.code, claim.title)
            self.writer.relation(made, "is_evidence_of", self._ability_id(claim))

    def _entry(self, entry: Entry) -> None:
        told: Mapping[str, Any] = _told(entry)
        kind = str(told.get("kind") or "entry")
        updated = str(told.get("updated") or entry.created or self.dossier.changed)
        made = self.writer.entry(self.names[entry.id], entry.title, kind, updated, entry.created)
        self.writer.content(made, text_of_entry(entry))
        self.writer.date(made, "start", entry.happened)
        self.writer.date(made, "end", str(entry.fields.get("ended_on") or ""))
        for tool in _strings(entry.fields.get("tools")):
            self.writer.category(made, "", tool)
        for code in entry.codes:
            self.writer.category(made, "urn:coppice:code", code)
        for label, words, known in facts_of(entry, told):
            self.writer.fact(made, label, words, known=known)
        for link in entry.links:
            self.writer.link(made, link.url, link.title)
        for name in entry.files:
            self.writer.enclosure(made, name)
        self._relations(made, entry, told)

    def _relations(self, made: etree._Element, entry: Entry, told: Mapping[str, Any]) -> None:
        for section in self.dossier.sections:
            if any(citation.entry == entry.id for citation in section.evidence):
                self.writer.relation(made, "is_evidence_of", self._id(section.id))
        for name, target, label in relations_of(told):
            self.writer.relation(made, name, target, label)

    def _ability(self, claim: Claim) -> None:
        made = self.writer.entry(
            self._ability_id(claim), f"{claim.code} {claim.title}".strip(), "ability", self.dossier.changed
        )
        for section in self.dossier.sections:
            if claim.code in {each.code for each in section.claims}:
                self.writer.relation(made, "has_evidence", self._id(section.id))

    def _id(self, identifier: str) -> str:
        return f"urn:uuid:{identifier}" if is_uuid(identifier) else f"portfolio:{identifier}"

    def _entry_id(self, entry: Entry) -> str:
        """What another system called it stays its id."""
        return str(_told(entry).get("id") or self._id(entry.id))

    def _ability_id(self, claim: Claim) -> str:
        return f"urn:coppice:framework:{self.dossier.framework}:{self.dossier.framework_version}:{claim.code}"


def _told(entry: Entry) -> Mapping[str, Any]:
    origin = entry.fields.get("origin")
    told = origin.get("told") if isinstance(origin, dict) else None
    return told if isinstance(told, dict) else {}


def _strings(value: Any) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []
