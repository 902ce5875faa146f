"""Names of files and pages that every system accepts: plain letters, in order, none twice."""

from __future__ import annotations

import re
import unicodedata

from coppice.portfolios.documents.dossier import Attachment, Dossier, Section

ENDINGS = {
    "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp", "application/pdf": "pdf",
    "text/plain": "txt", "text/csv": "csv", "audio/mpeg": "mp3", "audio/mp4": "m4a", "video/mp4": "mp4",
}  # fmt: skip
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


def plain(words: str, most: int = 60) -> str:
    """Lower-case letters, digits and hyphens; empty when nothing is left."""
    letters = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:most].strip("-")


def file_names(dossier: Dossier) -> dict[str, str]:
    """A name for each file by its id: a number that keeps them apart, then what its owner called it."""
    return {file.id: _file_name(number, file) for number, file in enumerate(dossier.files, 1)}


def _file_name(number: int, file: Attachment) -> str:
    stem, _, ending = file.name.rpartition(".")
    ending = plain(ending, 8) if stem else ""
    ending = ENDINGS.get(file.media_type, ending or "bin")
    return f"{number:03d}-{plain(stem or file.name) or 'file'}.{ending}"


def section_names(dossier: Dossier, ending: str) -> dict[str, str]:
    """A page name for each section by its id, in reading order."""
    return {
        section.id: f"{number:02d}-{section_name(section)}{ending}"
        for number, section in enumerate(dossier.sections, 1)
    }


def section_name(section: Section) -> str:
    return "-".join(filter(None, [plain(section.code, 12), plain(section.title, 40)])) or "section"


def download_name(title: str, ending: str) -> str:
    """What the whole export is called on the reader's disk."""
    stem = plain(title) or "portfolio"
    return f"{stem}-portfolio{ending}" if stem in RESERVED else f"{stem}{ending}"
