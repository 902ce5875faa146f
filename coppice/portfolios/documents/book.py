"""What stands on the pages of the PDF: a dossier as the data that `book.typ` lays out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from coppice.portfolios.documents.blocks import Block, Reader, printable
from coppice.portfolios.documents.days import day_in_words
from coppice.portfolios.documents.dossier import Attachment, Dossier, Entry, Json, Section, Text
from coppice.portfolios.documents.pictures import for_paper, longest_side

WORDS = {
    "of": pgettext_lazy("page 3 of 7", "of"), "contents": gettext_lazy("Contents"),
    "speaks_to": gettext_lazy("Speaks to"), "evidence_here": gettext_lazy("Evidence for this section"),
    "evidence": gettext_lazy("Evidence"), "cited_in": gettext_lazy("Used in"),
    "about": gettext_lazy("About this document"), "file": gettext_lazy("File"), "size": gettext_lazy("Size"),
    "checksum": gettext_lazy("SHA-256, first letters"), "entries": gettext_lazy("Journal entries used as evidence"),
    "entries_here": gettext_lazy("Journal entries for this section"),
    "claims_here": gettext_lazy("Principles this section speaks to"),
    "evidence_intro": gettext_lazy(
        "Each item is a journal entry kept by the author. Files are named with the first letters of "
        "their SHA-256 checksum, so that a copy can be compared with the original."
    ),
}  # fmt: skip
UNDESCRIBED = gettext_noop("Image without description: {name}")
IN_TEXT = re.compile(r"^/files/([^/]+)/$")


@dataclass
class Book:
    """Gathers pages and prepares images in `folder`; afterwards `shortcomings` says in words what fell short."""

    dossier: Dossier
    folder: Path
    shortcomings: list[str] = field(default_factory=list)
    _without_words: set[str] = field(default_factory=set)
    _lost: set[str] = field(default_factory=set)
    _ready: dict[str, Block | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._files = {file.id: file for file in self.dossier.files}
        self._longest = longest_side(sum(file.is_image for file in self.dossier.files))
        self._marks = {entry.id: f"E{number}" for number, entry in enumerate(self.dossier.entries, 1)}

    def pages(self) -> dict[str, object]:
        dossier = self.dossier
        language, *region = dossier.language.split("-", 1)
        sections = [self._section(position, section) for position, section in enumerate(dossier.sections)]
        entries = [self._entry(entry) for entry in dossier.entries]
        files = [self._file(file) for file in dossier.files]
        self._say_what_fell_short()
        return {
            "words": {name: str(said) for name, said in WORDS.items()},
            "lang": language or "en", "region": "".join(region)[:2].upper() or None,
            "title": printable(dossier.title) or _("Portfolio"), "short_title": _short(dossier.title),
            "subtitle": printable(dossier.scheme),
            "person": printable(dossier.person), "keywords": ["portfolio", dossier.framework],
            "dated": day_in_words(dossier.changed), "sections": sections, "entries": entries, "files": files,
            "about": self._about(),
        }  # fmt: skip

    def _section(self, position: int, section: Section) -> Block:
        written = [
            self._part(text, len(section.readable) > 1, 2) for text in section.readable.values() if text.html.strip()
        ]
        return {
            "label": f"section-{position}", "code": _shown_code(section), "title": printable(section.heading),
            "claims": [printable(f"{claim.code} {claim.title}".strip()) for claim in section.claims],
            "parts": written or [{"label": "", "blocks": [{"k": "lost", "s": _("Nothing is written here yet.")}]}],
            "evidence": [self._citation(it.entry, it.note) for it in section.evidence if it.entry in self._marks],
        }  # fmt: skip

    def _part(self, text: Text, labelled: bool, level: int) -> Block:
        reader = Reader(level + 1 if labelled else level, self._image)
        return {"label": printable(text.label) if labelled else "", "blocks": reader.blocks(text.html)}

    def _citation(self, identifier: str, note: str) -> Block:
        entry = self.dossier.entry(identifier)
        assert entry is not None
        return {
            "label": f"entry-{self._marks[identifier]}", "mark": self._marks[identifier],
            "title": printable(entry.title), "happened": day_in_words(entry.happened), "note": printable(note),
        }  # fmt: skip

    def _entry(self, entry: Entry) -> Block:
        facts = [
            (_("When"), day_in_words(entry.happened)),
            *((label and _(label), value_in_words(value)) for label, value in entry.details.items()),
        ]
        if entry.codes:
            facts.append((_("Speaks to"), ", ".join(entry.codes)))
        return {
            "label": f"entry-{self._marks[entry.id]}", "mark": self._marks[entry.id], "title": printable(entry.title),
            "facts": [[printable(label), printable(words)] for label, words in facts if words],
            "parts": [self._part(text, True, 3) for text in entry.texts.values() if text.html.strip()],
            "links": [{"to": link.url, "text": printable(link.title or link.url)} for link in entry.links
                      if re.match(r"^https?://\S+$", link.url)],
            "cited": [{"label": f"section-{position}", "text": printable(section.heading)}
                      for position, section in enumerate(self.dossier.sections)
                      if any(item.entry == entry.id for item in section.evidence)],
            "files": [_("File: {name}, {size}, {sum}").format(
                          name=printable(file.name), size=size(file.size), sum=file.print)
                      for file in map(self._files.get, entry.files) if file],
        }  # fmt: skip

    def _file(self, file: Attachment) -> Block:
        return {"name": printable(file.name), "size": size(file.size), "print": file.print}

    def _image(self, source: str, alt: str) -> Block:
        found = IN_TEXT.match(source)
        file = self._files.get(found[1]) if found else None
        name = printable(file.name if file else alt) or _("image")
        shown = self._prepared(file) if file else None
        if shown is None:
            self._lost.add(name)
            return {"k": "lost", "s": _("[The image “{name}” could not be shown here.]").format(name=name)}
        described = printable(alt or (file.alt if file else "")).strip()
        if not described:
            self._without_words.add(name)
        return {"k": "img", "alt": described or _(UNDESCRIBED).format(name=name), **shown}

    def _prepared(self, file: Attachment) -> Block | None:
        if file.id not in self._ready:
            self._ready[file.id] = for_paper(file, self.folder, len(self._ready) + 1, self._longest)
        return self._ready[file.id]

    def _say_what_fell_short(self) -> None:
        if self._without_words:
            self.shortcomings.append(
                _("Images without a description: {names}.").format(names=listed(self._without_words))
            )
        if self._lost:
            self.shortcomings.append(_("Images that could not be shown: {names}.").format(names=listed(self._lost)))

    def _about(self) -> list[str]:
        dossier = self.dossier
        made = _(
            "Written with Coppice against {framework} ({version}). This PDF is tagged for screen readers (PDF/UA-1)."
        ).format(framework=dossier.framework_title, version=dossier.framework_version)
        return [printable(made), *map(printable, self.shortcomings)]


def size(count: int) -> str:
    """A size in words: 812 bytes, 34 kB, 2.1 MB."""
    if count < 1000:
        return _("{count} bytes").format(count=count)
    return f"{count / 1000:.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def _shown_code(section: Section) -> str:
    return f"{section.code} · {section.number}" if section.number > 1 else section.code


def value_in_words(value: Json) -> str:
    return (
        ", ".join(value_in_words(item) for item in value)
        if isinstance(value, list)
        else ""
        if value is None
        else str(value)
    )


def _short(title: str) -> str:
    title = printable(title)
    return title if len(title) <= 60 else title[:58].rsplit(" ", 1)[0] + " …"


def listed(names: set[str]) -> str:
    shown = sorted(names)
    said = ", ".join(shown[:8])
    return _("{names} and {count} more").format(names=said, count=len(shown) - 8) if len(shown) > 8 else said
