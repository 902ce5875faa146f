"""The same content always in the same order and under the same names, whatever database it came from.

Ids follow the reading order (`section-01`, `entry-001`, `file-001`, `remark-001`), so a portfolio that was exported,
brought in elsewhere and exported again gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from coppice.portfolios.documents.dossier import Dossier, Entry, Remark, Section, Text
from coppice.portfolios.documents.told import Audience, Looked

FILE_ADDRESS = re.compile(r'(?<=["\'])/files/([^/"\'<>]+)/(?=["\'])')
MISSING = "missing"


def canonical(dossier: Dossier) -> Dossier:
    """Renumbered and ordered; references to what is not there say so."""
    entries = {entry.id: f"entry-{n:03d}" for n, entry in enumerate(_entries_as_read(dossier), 1)}
    sections = {section.id: f"section-{n:02d}" for n, section in enumerate(dossier.sections, 1)}
    files = _file_names(dossier, [dossier.entry(old) for old in entries])
    numbered = replace(
        dossier,
        sections=tuple(_section(section, sections, entries, files) for section in dossier.sections),
        entries=tuple(_entry(entry, entries, files) for entry in sorted(dossier.entries, key=lambda e: entries[e.id])),
        files=tuple(replace(file, id=files[file.id]) for file in sorted(dossier.files, key=lambda f: files[f.id])),
    )
    return _with_people(_conversation(numbered, sections, files), sections)


def readdressed(html: str, files: Mapping[str, str], otherwise: str = MISSING) -> str:
    """The text with each `/files/<id>/` pointing at the file's other name."""
    return FILE_ADDRESS.sub(lambda found: f"/files/{files.get(found[1], otherwise)}/", html)


def files_mentioned(html: str) -> list[str]:
    return [found[1] for found in FILE_ADDRESS.finditer(html)]


def _entries_as_read(dossier: Dossier) -> list[Entry]:
    """Entries in the order a reader meets them, then those never cited."""
    cited = [citation.entry for section in dossier.sections for citation in section.evidence]
    first = {identifier: position for position, identifier in reversed(list(enumerate(cited)))}
    return sorted(dossier.entries, key=lambda e: (first.get(e.id, len(cited)), e.happened, e.created, e.title, e.id))


def _file_names(dossier: Dossier, entries: list[Entry | None]) -> dict[str, str]:
    known = {file.id for file in dossier.files}
    rest = sorted(dossier.files, key=lambda file: (file.name, file.sha256, file.id))
    met = [*_files_as_read(dossier, entries), *(file.id for file in rest)]
    order = dict.fromkeys(identifier for identifier in met if identifier in known)
    return {identifier: f"file-{number:03d}" for number, identifier in enumerate(order, 1)}


def _files_as_read(dossier: Dossier, entries: list[Entry | None]) -> Iterator[str]:
    for section in dossier.sections:
        for text in section.texts.values():
            yield from files_mentioned(text.html)
    for entry in filter(None, entries):
        for text in entry.texts.values():
            yield from files_mentioned(text.html)
        yield from entry.files
    for remark in dossier.remarks:
        yield from files_mentioned(remark.html)


def _texts(texts: Mapping[str, Text], files: Mapping[str, str]) -> dict[str, Text]:
    return {code: replace(text, html=readdressed(text.html, files)) for code, text in texts.items()}


def _section(
    section: Section, names: Mapping[str, str], entries: Mapping[str, str], files: Mapping[str, str]
) -> Section:
    evidence = tuple(replace(it, entry=entries[it.entry]) for it in section.evidence if it.entry in entries)
    return replace(section, id=names[section.id], texts=_texts(section.texts, files), evidence=evidence)


def _entry(entry: Entry, names: Mapping[str, str], files: Mapping[str, str]) -> Entry:
    kept = tuple(files[identifier] for identifier in entry.files if identifier in files)
    return replace(entry, id=names[entry.id], texts=_texts(entry.texts, files), files=kept)


def _conversation(dossier: Dossier, sections: Mapping[str, str], files: Mapping[str, str]) -> Dossier:
    """Remarks and versions under the new names; those of sections that are not here are left out."""
    spoken = [remark for remark in dossier.remarks if remark.section in sections]
    spoken.sort(key=lambda remark: (sections[remark.section], remark.written, remark.author, remark.html, remark.id))
    names = {remark.id: f"remark-{number:03d}" for number, remark in enumerate(spoken, 1)}
    remarks = (
        replace(_remark(remark, files), id=names[remark.id], section=sections[remark.section],
                answers=names.get(remark.answers, ""))
        for remark in spoken
    )  # fmt: skip
    versions = (
        replace(version, section=sections[version.section],
                texts={code: readdressed(html, files) for code, html in version.texts.items()})
        for version in dossier.versions if version.section in sections
    )  # fmt: skip
    ordered = sorted(versions, key=lambda version: (version.section, version.number))
    return replace(dossier, remarks=tuple(remarks), versions=tuple(ordered))


def _remark(remark: Remark, files: Mapping[str, str]) -> Remark:
    before = (replace(wording, html=readdressed(wording.html, files)) for wording in remark.wordings)
    wordings = tuple(sorted(before, key=lambda wording: (wording.until, wording.html)))
    return replace(remark, html=readdressed(remark.html, files), wordings=wordings)


def _with_people(dossier: Dossier, sections: Mapping[str, str]) -> Dossier:
    """Recognitions and audiences under the new names. What is told of one part stays in the order it was told in."""
    parts = {"": "", **sections}
    recognised = [
        replace(one, section=sections[one.section]) for one in dossier.recognitions if one.section in sections
    ]
    recognised.sort(key=lambda one: (one.section, one.at, one.by, one.code))
    audience = [replace(_audience(one), part=parts[one.part]) for one in dossier.audience if one.part in parts]
    audience.sort(key=lambda one: one.part)
    return replace(
        dossier,
        recognitions=tuple(recognised),
        audience=tuple(audience),
        occasions=tuple(_occasion(one, sections) for one in sorted(dossier.occasions, key=lambda one: one.number)),
    )


def _occasion(told: Looked, sections: Mapping[str, str]) -> Looked:
    stood = [replace(one, section=sections[one.section]) for one in told.standings if one.section in sections]
    return replace(told, standings=tuple(sorted(stood, key=lambda one: one.section)))


def _audience(told: Audience) -> Audience:
    return replace(
        told,
        readers=tuple(sorted(told.readers, key=lambda one: (one.since, one.name, one.reason, one.until))),
        links=tuple(sorted(told.links, key=lambda one: (one.since, one.until))),
        changes=tuple(sorted(told.changes, key=lambda one: (one.at, one.by, one.words))),
    )
