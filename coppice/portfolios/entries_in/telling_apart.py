"""Whether a file is one of those that become entries."""

from __future__ import annotations

import zipfile

EXPORT = "http://wordpress.org/export/"
LISTS = {"csv", "tsv"}
KINDS = {"wordpress", "list"}


def is_blog(start: bytes) -> bool:
    return EXPORT.encode() in start and b"<rss" in start


def is_packed_blog(archive: zipfile.ZipFile) -> bool:
    """WordPress.com hands its exports over as a ZIP of nothing but XML."""
    names = [name for name in archive.namelist() if not name.endswith("/")]
    if not 0 < len(names) <= 100 or not all(name.endswith(".xml") for name in names):
        return False
    return all(is_blog(_start(archive, name)) for name in names)


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(8192)
