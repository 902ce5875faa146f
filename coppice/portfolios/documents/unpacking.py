"""Opening a ZIP from somebody else: what it is allowed to be, asked before anything is unpacked."""

from __future__ import annotations

import hashlib
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.utils.translation import gettext as _

from coppice.kernel.refusals import Refusal

PIECE = 256 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Limits:
    """How much is taken in at once. Bytes, except `most_parts` and `most_ratio`."""

    most_bytes: int = 200 * 1024**2
    most_unpacked: int = 600 * 1024**2
    most_parts: int = 6_000
    most_ratio: int = 150
    most_text: int = 64 * 1024**2


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """The ZIP, once it has passed every check that needs no unpacking."""
    try:
        with zipfile.ZipFile(path) as archive:
            check(archive, limits)
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError) as error:
        raise Refusal(
            _(
                "This file is damaged or was not sent completely, so we could not open it. Nothing was changed; "
                "please save or download it again and try once more."
            )
        ) from error


def check(archive: zipfile.ZipFile, limits: Limits) -> None:
    parts = archive.infolist()
    if len(parts) > limits.most_parts:
        raise Refusal(
            _("This file has {n} parts inside; we take at most {most}.").format(
                n=f"{len(parts):,}", most=f"{limits.most_parts:,}"
            )
        )
    if any(part.flag_bits & 0x1 for part in parts):
        raise Refusal(_("This file is locked with a password. Please save it without one and bring it in again."))
    if parts and min(part.header_offset for part in parts) != 0:
        raise Refusal(_("This file has something else in front of its contents, so we did not open it."))
    for part in parts:
        _check_part(part, limits)
    _check_size(parts, limits)
    _check_names(parts)


def _check_part(part: zipfile.ZipInfo, limits: Limits) -> None:
    if not safe_name(part):
        raise Refusal(
            _("This file has a part whose name points outside of it or cannot be read, so we did not open it.")
        )
    if stat.S_IFMT(part.external_attr >> 16) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise Refusal(_("This file has a link to another file inside, so we did not open it."))
    if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Refusal(
            _("This file is packed in an unusual way that we cannot open. Please save it as an ordinary ZIP.")
        )
    if part.file_size > 1_000_000 and part.file_size > part.compress_size * limits.most_ratio:
        raise Refusal(
            _("This file would grow far beyond its size when opened, as files made to do harm do. We did not open it.")
        )


def _check_size(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    whole, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if whole > limits.most_unpacked:
        raise Refusal(
            _("Opened, this file would take {size} MB; we take at most {most} MB.").format(
                size=whole // 1024**2, most=limits.most_unpacked // 1024**2
            )
        )
    if whole > 20_000_000 and whole > packed * limits.most_ratio:
        raise Refusal(
            _("This file would grow far beyond its size when opened, as files made to do harm do. We did not open it.")
        )


def _check_names(parts: list[zipfile.ZipInfo]) -> None:
    names = [unicodedata.normalize("NFC", part.filename).casefold() for part in parts]
    if len(set(names)) != len(names):
        raise Refusal(_("This file has two parts with the same name, so we cannot tell which one is meant."))


def safe_name(part: zipfile.ZipInfo) -> bool:
    """A relative path below the archive's own root, in letters that the ZIP declares properly."""
    name = part.orig_filename
    if name != part.filename or not name or len(name) > 400 or any(ord(letter) < 32 for letter in name):
        return False
    if not name.isascii() and not part.flag_bits & 0x800:
        return False
    path = PurePosixPath(name)
    return not (
        name.startswith("/") or "\\" in name or ":" in name or "//" in name or ".." in path.parts or "." in path.parts
    )


def read(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """One part in memory, at most so long."""
    part = archive.getinfo(name)
    if part.file_size > most:
        raise Refusal(_("One of the texts inside this file is longer than we can take in."))
    with archive.open(part) as stream:
        return stream.read(most + 1)[:most]


def copy(archive: zipfile.ZipFile, name: str, target: BinaryIO | None) -> str:
    """Copy one part, if there is somewhere to copy it to; returns the SHA-256 of what it really holds."""
    digest = hashlib.sha256()
    with archive.open(name) as stream:
        while piece := stream.read(PIECE):
            digest.update(piece)
            if target:
                target.write(piece)
    return digest.hexdigest()
