"""One entry of the feed: every element in it becomes a part of the item or a fact beside it, and is counted."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_noop
from lxml import etree

from coppice.portfolios.documents.canonical import files_mentioned
from coppice.portfolios.documents.dossier import WebLink
from coppice.portfolios.leap2a import dates, layouts
from coppice.portfolios.leap2a.finding import Finding
from coppice.portfolios.leap2a.items import Fact, Item, Relation
from coppice.portfolios.leap2a.names import short, term, whole
from coppice.portfolios.leap2a.saying import attribute, size, words
from coppice.portfolios.leap2a.texts import Reading, words_of
from coppice.portfolios.leap2a.wording import FIELDS, POINTS, SCHEMES

TITLE, LONGEST_FACT, MOST_FACTS = 200, 4000, 400
SECTION, CODE = "urn:coppice:section", "urn:coppice:code"
ELSEWHERE = {"alternate", "via", "self", "edit", "license"}


@dataclass
class EntryReader:
    """Reads one entry. `handled` says for each kind of element what takes it in, and as what it is counted."""

    element: etree._Element
    finding: Finding
    counted: Counter[str]
    feed_author: str = ""
    found: dict[str, Any] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    links: list[WebLink] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def item(self) -> Item:
        self.counted["items themselves"] += 1
        for child in self.element:
            self._take(child)
        return self._made()

    def _take(self, child: etree._Element) -> None:
        name = short(child.tag)
        taken_as, handler = self._handled().get(name, ("", self._unknown))
        if not taken_as:
            taken_as = "kept in words" if name in FIELDS else "not understood"
        self.counted[taken_as] += size(child)
        handler(child)

    def _handled(self) -> dict[str, tuple[str, Callable[[etree._Element], None]]]:
        return {
            "atom:id": ("ids", lambda child: None),
            "atom:title": ("titles and texts", self._title),
            "atom:updated": ("dates", self._moment),
            "atom:published": ("dates", self._moment),
            "atom:summary": ("titles and texts", self._text),
            "atom:content": ("titles and texts", self._text),
            "atom:link": ("links and relations", self._link),
            "thr:in-reply-to": ("links and relations", self._answer),
            "rdf:type": ("kinds", self._kind),
            "atom:category": ("kinds", self._category),
            "atom:author": ("people", self._person),
            "atom:contributor": ("people", self._person),
            "leap2:date": ("dates", self._date),
            "leap2:persondata": ("kept in words", self._persondata),
            "mahara:artefactplugin": ("kept in words", self._plugin),
            "mahara:view": ("kept in words", self._layout),
            "coppice:fact": ("kept in words", self._fact),
        }

    def _title(self, child: etree._Element) -> None:
        written = " ".join(words_of(Reading({}, lambda _: None).text(child)).split())
        self.found["title"] = written[:TITLE]
        if len(written) > TITLE:
            self._say(gettext_noop("Full title"), written)

    def _moment(self, child: etree._Element) -> None:
        name, written = short(child.tag).removeprefix("atom:"), child.text or ""
        self.found[name] = dates.moment(written)
        if written.strip() and not self.found[name]:
            self._say(gettext_noop("A date that we could not read"), written, known=False)

    def _text(self, child: etree._Element) -> None:
        reading = Reading(self.finding.prefixes, self.finding.file_id_for)
        self.texts[short(child.tag)] = reading.text(child)
        self.facts += reading.facts
        self.relations += reading.relations
        if source := child.get("src"):
            self._enclose(source, "")

    def _link(self, child: etree._Element) -> None:
        href, label = (child.get("href") or "").strip(), attribute(child, "label") or child.get("title") or ""
        named = term(child.get("rel") or "alternate", self.finding.prefixes)
        if not href:
            self._unknown(child)
        elif named == "enclosure":
            self._enclose(href, label)
        elif self.finding.is_item(href) or named not in ELSEWHERE | {"related"}:
            target = whole(href, self.finding.prefixes)
            self.relations.append(Relation(named, target, label[:2000], attribute(child, "display_order")))
        elif href.startswith(("http://", "https://")) and len(href) <= 500:
            self.links.append(WebLink(href, label[:200]))
        else:
            self._say(f"An address ({named})", href, known=False)

    def _enclose(self, href: str, label: str) -> None:
        if name := self.finding.file_for(href):
            self.files.append(name)
            self.finding.called[name] = label or self.finding.called.get(name, "")
        if self.finding.is_item(href):
            self.relations.append(Relation("enclosure", whole(href, self.finding.prefixes), label[:2000]))
        elif not name:
            self._say(gettext_noop("A file that was not in the export"), href, known=False)

    def _answer(self, child: etree._Element) -> None:
        self.relations.append(Relation("in-reply-to", whole(child.get("ref") or "", self.finding.prefixes)))

    def _kind(self, child: etree._Element) -> None:
        resource = attribute(child, "resource") or child.text
        self.found["kind"] = term(str(resource or ""), self.finding.prefixes)[:60]

    def _category(self, child: etree._Element) -> None:
        scheme, said = (child.get("scheme") or "").rstrip("#/"), child.get("label") or child.get("term") or ""
        named, value = scheme.rpartition("/")[2].rpartition(":")[2], child.get("term") or ""
        if scheme == SECTION:
            self.found["section"] = f"{value}:{child.get('label') or '1'}"
            return
        if scheme == CODE:
            self.codes.append(value[:100])
            return
        self.found["is_page"] = self.found.get("is_page") or (named, value.lower()) == ("selection_type", "webpage")
        self.found["is_collection"] = self.found.get("is_collection") or (
            (named, value.lower()) == ("selection_type", "website")
        )
        term_said = said if said == value or not value else f"{said} ({value})"
        self._say(
            SCHEMES.get(named, gettext_noop("Tag") if not scheme else named.replace("_", " ").capitalize()), term_said
        )

    def _person(self, child: etree._Element) -> None:
        parts = {short(part.tag): " ".join((part.text or "").split()) for part in child}
        name = parts.get("atom:name", "")
        if (uri := parts.get("atom:uri")) and self.finding.is_item(uri):
            role = short(child.tag).removeprefix("atom:")
            self.relations.append(Relation(role, whole(uri, self.finding.prefixes), name))
        elif name != self.feed_author or set(parts) - {"atom:name"}:
            self._say(
                gettext_noop("By") if child.tag.endswith("author") else gettext_noop("With"),
                ", ".join(filter(None, parts.values())),
            )

    def _date(self, child: etree._Element) -> None:
        written, label = (child.text or "").strip(), attribute(child, "label").strip()
        point = attribute(child, "point") or "start"
        read = dates.day(written)
        if read and point in {"start", "end"}:
            self.found.setdefault(point, read)
        if label or not read or point not in {"start", "end"} or len(written) < len("2010-01-01"):
            self._say(POINTS.get(point, f"Date ({point})"), label or written, known=bool(read or label))

    def _persondata(self, child: etree._Element) -> None:
        named = (
            attribute(child, "label")
            or attribute(child, "field").replace("_", " ").capitalize()
            or gettext_noop("About")
        )
        service = attribute(child, "service")
        self._say(named, f"{words(child)} ({service})" if service else words(child))

    def _plugin(self, child: etree._Element) -> None:
        self._say(
            gettext_noop("In Mahara"),
            f"{attribute(child, 'type').removeprefix('pseudo:')} ({attribute(child, 'plugin')})",
        )

    def _layout(self, child: etree._Element) -> None:
        self.found["is_page"] = True
        self.facts += layouts.facts(child)
        self.texts["layout"] = layouts.text(child, Reading(self.finding.prefixes, self.finding.file_id_for))

    def _fact(self, child: etree._Element) -> None:
        self._say(child.get("label") or gettext_noop("Fact"), child.text or "", known=child.get("known") != "no")

    def _unknown(self, child: etree._Element) -> None:
        name = short(child.tag)
        named = FIELDS.get(name) or name.rpartition(":")[2].replace("_", " ").capitalize()
        self._say(attribute(child, "label") or named, words(child), known=name in FIELDS)

    def _say(self, label: str, said: str, *, known: bool = True) -> None:
        said = " ".join(said.split())
        if said or not known:
            self.facts.append(Fact(label[:120], said[:LONGEST_FACT], known))

    def _made(self) -> Item:
        found = self.found
        html = self._whole_text()
        identifier = (self.element.findtext("{*}id") or "").strip()
        names = [*self.files, *filter(None, map(self.finding.name_of, files_mentioned(html)))]
        title = found.get("title") or words_of(html)[:80].strip()
        made = identifier or f"missing:{_print_of(title, html)}"
        if not identifier:
            self._say(gettext_noop("Its id"), gettext_noop("The export gave none, so it is known again by its words."))
        return Item(
            id=whole(made, self.finding.prefixes), kind=found.get("kind") or "entry", title=title, html=html,
            published=found.get("published", ""), updated=found.get("updated", ""),
            starts=found.get("start", ""), ends=found.get("end", ""), relations=tuple(dict.fromkeys(self.relations)),
            links=tuple(dict.fromkeys(self.links)), files=tuple(dict.fromkeys(names)),
            facts=tuple(dict.fromkeys(self.facts))[:MOST_FACTS], is_page=bool(found.get("is_page")),
            is_collection=bool(found.get("is_collection")), section=found.get("section", ""),
            codes=tuple(dict.fromkeys(self.codes)),
        )  # fmt: skip

    def _whole_text(self) -> str:
        """Its summary, then its text; the words of a page's blocks where the export gives no other text."""
        summary, content = self.texts.get("atom:summary", ""), self.texts.get("atom:content", "")
        content = content or self.texts.get("layout", "")
        return content if words_of(summary) in words_of(content) else summary + content


def _print_of(*words: str) -> str:
    return hashlib.sha256("\n".join(words).encode("utf-8", "replace")).hexdigest()[:32]
