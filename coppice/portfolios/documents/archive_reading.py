"""Bringing an archive back: checked against its manifest, cleaned, and returned as the dossier it was made from."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO
from uuid import NAMESPACE_OID, UUID, uuid5

from django.utils.translation import gettext as _

from coppice.kernel.refusals import Refusal
from coppice.kernel.richtext import clean
from coppice.portfolios.documents.archive import MANIFEST
from coppice.portfolios.documents.archive_text import from_json
from coppice.portfolios.documents.canonical import MISSING, readdressed
from coppice.portfolios.documents.dossier import Attachment, Dossier, Text
from coppice.portfolios.documents.fields import refuse
from coppice.portfolios.documents.unpacking import Limits, copy, opened, read

LINE = re.compile(r"^([0-9a-f]{64})  (.+)$")
NOWHERE = str(UUID(int=0))


def is_archive(archive: zipfile.ZipFile) -> bool:
    names = archive.namelist()
    return "portfolio.json" in names and MANIFEST in names


def read_archive(path: Path, into: Path, limits: Limits | None = None) -> Dossier:
    """The dossier, with its files unpacked into the folder `into` under names of our own. Raises Refusal."""
    limits = limits or Limits()
    with opened(path, limits) as archive:
        if not is_archive(archive):
            raise Refusal(_("This ZIP is not a portfolio archive: it has no portfolio.json with a manifest beside it."))
        sums = _sums(read(archive, MANIFEST, limits.most_text).decode("utf-8"))
        _compare(archive, sums)
        dossier, paths = from_json(read(archive, "portfolio.json", limits.most_text))
        files = _unpacked(archive, dossier, paths, into)
    return _settled(dossier, files)


def _sums(manifest: str) -> dict[str, str]:
    lines = [LINE.match(line) for line in manifest.splitlines()]
    if not lines or not all(lines):
        refuse(_("its manifest cannot be read"))
    return {line[2]: line[1] for line in lines if line}


def _compare(archive: zipfile.ZipFile, sums: dict[str, str]) -> None:
    """Every part but the manifest is listed, every listed part is there, and each is what the manifest says."""
    names = {name for name in archive.namelist() if name != MANIFEST and not name.endswith("/")}
    if missing := sorted(set(sums) - names):
        refuse(_("{missing} is missing").format(missing=missing[0]))
    if unlisted := sorted(names - set(sums)):
        refuse(_("{unlisted} is not in its manifest").format(unlisted=unlisted[0]))
    for name in sorted(names):
        if copy(archive, name, None) != sums[name]:
            refuse(_("{name} was changed after the archive was made").format(name=name))


def _unpacked(archive: zipfile.ZipFile, dossier: Dossier, paths: dict[str, str], into: Path) -> dict[str, Attachment]:
    """Each file by the id it has in the archive, now under an id that can stand in a text."""
    into.mkdir(parents=True, exist_ok=True)
    names = set(archive.namelist())
    found: dict[str, Attachment] = {}
    for number, file in enumerate(dossier.files, 1):
        path = paths[file.id]
        if file.id in found or path not in names or not path.startswith("files/"):
            refuse(_("the file “{name}” is listed wrongly").format(name=file.name))
        target = into / f"{number:05d}"
        with target.open("wb") as stream:
            digest = copy(archive, path, stream)
        if digest != file.sha256 or target.stat().st_size != file.size:
            refuse(_("the file “{name}” is not the one that is described").format(name=file.name))
        fresh = str(uuid5(NAMESPACE_OID, f"{number} {digest}"))
        found[file.id] = replace(file, id=fresh, open=partial(_opened, target))
    return found


def _opened(path: Path) -> BinaryIO:
    return path.open("rb")


def _settled(dossier: Dossier, files: dict[str, Attachment]) -> Dossier:
    """Texts cleaned, files under their new ids, and every reference pointing at something that is there."""
    ids = {old: file.id for old, file in files.items()} | {MISSING: NOWHERE}
    _check_references(dossier, files)

    def settled(html: str) -> str:
        return clean(readdressed(html, ids, NOWHERE))

    def texts(kept: dict[str, Text]) -> dict[str, Text]:
        return {code: replace(text, html=settled(text.html)) for code, text in kept.items()}

    return replace(
        dossier,
        sections=tuple(replace(section, texts=texts(section.texts)) for section in dossier.sections),
        entries=tuple(
            replace(entry, texts=texts(entry.texts), files=tuple(ids[name] for name in entry.files))
            for entry in dossier.entries
        ),
        files=tuple(files.values()),
        remarks=tuple(
            replace(
                remark,
                html=settled(remark.html),
                wordings=tuple(replace(wording, html=settled(wording.html)) for wording in remark.wordings),
            )
            for remark in dossier.remarks
        ),
        versions=tuple(
            replace(version, texts={code: settled(html) for code, html in version.texts.items()})
            for version in dossier.versions
        ),
    )


def _check_references(dossier: Dossier, files: dict[str, Attachment]) -> None:
    places = [(section.code, section.number) for section in dossier.sections]
    numbers = [(version.section, version.number) for version in dossier.versions]
    times = [occasion.number for occasion in dossier.occasions]
    if any(len(set(some)) != len(some) for some in (places, numbers, times)):
        refuse(_("two of its sections or versions have the same number"))
    if any(not 0 < len(code) <= 80 or not 0 < number <= 30_000 for code, number in places):
        refuse(_("one of its sections has a code or number that cannot be kept"))
    sections, entries = {s.id for s in dossier.sections}, {e.id for e in dossier.entries}
    remarks = {remark.id for remark in dossier.remarks}
    for known, listed, reason in (
        (sections, dossier.sections, _("two of its sections have the same id")),
        (entries, dossier.entries, _("two of its entries have the same id")),
        (remarks, dossier.remarks, _("two of its remarks have the same id")),
    ):
        if len(known) != len(listed):
            refuse(reason)
    origins = [entry.origin for entry in dossier.entries if entry.origin]
    if len(set(origins)) != len(origins):
        refuse(_("two of its entries have the same origin"))
    cited = {item.entry for section in dossier.sections for item in section.evidence}
    used = {name for entry in dossier.entries for name in entry.files}
    spoken = {r.section for r in dossier.remarks} | {v.section for v in dossier.versions}
    spoken |= {stood.section for occasion in dossier.occasions for stood in occasion.standings}
    spoken |= {r.section for r in dossier.recognitions} | {a.part for a in dossier.audience if a.part}
    answered = {r.answers for r in dossier.remarks if r.answers}
    if cited - entries or used - files.keys() or spoken - sections or answered - remarks:
        refuse(_("it refers to something that is not in it"))
