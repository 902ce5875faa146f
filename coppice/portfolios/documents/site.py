"""A portfolio as a folder of pages that opens from a disk: no server, no scripts, nothing fetched from elsewhere."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.template import Context, Engine
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coppice.portfolios.documents.book import WORDS, size, value_in_words
from coppice.portfolios.documents.canonical import canonical
from coppice.portfolios.documents.days import day_in_words
from coppice.portfolios.documents.dossier import Attachment, Dossier, Entry, Section, Text
from coppice.portfolios.documents.names import file_names, section_names
from coppice.portfolios.documents.packing import add_bytes, add_file
from coppice.portfolios.documents.rewriting import Place

PAGES = Path(__file__).parent / "site_pages"
BUILTINS = ["django.templatetags.i18n"]


@dataclass
class Site:
    """The pages of one portfolio; `files_at` is where files stand as seen from a page."""

    dossier: Dossier
    files_at: str = "files/"
    engine: Engine = field(default_factory=lambda: Engine(dirs=[str(PAGES)], autoescape=True, builtins=BUILTINS))

    def __post_init__(self) -> None:
        self.files = {file.id: file for file in self.dossier.files}
        self.addresses = {identifier: self.files_at + name for identifier, name in file_names(self.dossier).items()}
        self.marks = {entry.id: f"E{number}" for number, entry in enumerate(self.dossier.entries, 1)}
        self.pages = section_names(self.dossier, ".html")

    def written(self) -> Iterator[tuple[str, bytes]]:
        """Each page's name and bytes, the style sheet included."""
        yield "index.html", self._page("index.html", here="", **self._index())
        for position, section in enumerate(self.dossier.sections):
            context = {**self._section(section), **self._neighbours(position)}
            yield self.pages[section.id], self._page("section.html", here=section.id, **context)
        if self.dossier.entries:
            entries = [self._entry(entry) for entry in self.dossier.entries]
            yield "evidence.html", self._page("evidence.html", here="evidence", entries=entries)
        yield "style.css", (PAGES / "style.css").read_bytes()

    def _page(self, template: str, **context: object) -> bytes:
        dossier = self.dossier
        shared = {
            "dossier": dossier,
            "words": WORDS,
            "language": dossier.language or "en",
            "contents": self._contents(),
        }
        html = self.engine.get_template(template).render(Context({**shared, **context}, use_l10n=False))
        return html.encode("utf-8", "replace")

    def _contents(self) -> list[dict[str, str]]:
        return [
            {"id": section.id, "page": self.pages[section.id], "code": section.code, "title": section.heading}
            for section in self.dossier.sections
        ]

    def _index(self) -> dict[str, object]:
        return {
            "changed": day_in_words(self.dossier.changed),
            "files": [self._file(file) for file in self.dossier.files],
        }

    def _file(self, file: Attachment) -> dict[str, str]:
        return {"name": file.name, "address": self.addresses[file.id], "size": size(file.size), "print": file.print}

    def _section(self, section: Section) -> dict[str, object]:
        parts = [self._part(text, 3) for text in section.readable.values() if text.html.strip()]
        evidence = [
            {
                "mark": self.marks[item.entry],
                "title": entry.title,
                "day": day_in_words(entry.happened),
                "note": item.note,
            }
            for item in section.evidence
            if (entry := self.dossier.entry(item.entry))
        ]
        return {"section": section, "parts": parts, "evidence": evidence}

    def _neighbours(self, position: int) -> dict[str, object]:
        contents = self._contents()
        before = contents[position - 1] if position else None
        after = contents[position + 1] if position + 1 < len(contents) else None
        return {"before": before, "after": after}

    def _entry(self, entry: Entry) -> dict[str, object]:
        facts = [(_("When"), day_in_words(entry.happened))]
        facts += [(label and _(label), value_in_words(value)) for label, value in entry.details.items()]
        facts += [(_("Speaks to"), ", ".join(entry.codes))]
        return {
            "mark": self.marks[entry.id], "title": entry.title, "facts": [fact for fact in facts if fact[1]],
            "parts": [self._part(text, 4) for text in entry.texts.values() if text.html.strip()],
            "links": [link for link in entry.links if link.url.startswith(("https://", "http://"))],
            "files": [self._file(file) for file in map(self.files.get, entry.files) if file],
            "cited": [item for item in self._contents() if self._cites(item["id"], entry.id)],
        }  # fmt: skip

    def _cites(self, section: str, entry: str) -> bool:
        return any(s.id == section and any(item.entry == entry for item in s.evidence) for s in self.dossier.sections)

    def _part(self, text: Text, level: int) -> dict[str, str]:
        place = Place(self.files, self.addresses, level)
        return {"label": text.label, "html": SafeString(place.set(text.html))}


def write_site(dossier: Dossier, target: Path) -> None:
    """The site as a folder, which must not exist yet."""
    dossier = canonical(dossier)
    (target / "files").mkdir(parents=True)
    for name, content in Site(dossier).written():
        (target / name).write_bytes(content)
    names = file_names(dossier)
    for file in dossier.files:
        with file.open() as source, (target / "files" / names[file.id]).open("wb") as copy:
            shutil.copyfileobj(source, copy)


def write_site_zip(dossier: Dossier, target: Path) -> None:
    """The site as one ZIP file to hand on; the same content gives the same bytes."""
    dossier = canonical(dossier)
    names = file_names(dossier)
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in sorted(Site(dossier).written()):
            add_bytes(archive, name, content)
        for file in dossier.files:
            add_file(archive, f"files/{names[file.id]}", file)
