"""The store on disk: each content once, under its SHA-256, written whole or not at all."""

import errno
import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from coppice.kernel.refusals import Refusal


class DiskFull(Refusal):
    """There is no room for the file."""

    status = 507


@dataclass(frozen=True)
class Kept:
    """What lies on the disk now."""

    sha256: str
    size: int


def path_of(sha256: str) -> Path:
    return Path(settings.FILES) / sha256[:2] / sha256[2:4] / sha256


def keep(content: BinaryIO) -> Kept:
    """Copy the content into the store; when this returns it would survive a power cut."""
    Path(settings.FILES).mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=settings.FILES, prefix="incoming-")
    try:
        with os.fdopen(handle, "wb") as copy:
            kept = pour(content, copy)
            copy.flush()
            os.fsync(copy.fileno())
        place(Path(name), path_of(kept.sha256))
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise DiskFull(
                _("The server has no room for this file just now. Your text is safe; please try again later.")
            ) from error
        raise
    return kept


def pour(content: BinaryIO, copy: BinaryIO) -> Kept:
    digest, size = hashlib.sha256(), 0
    content.seek(0)
    while chunk := content.read(1 << 20):
        digest.update(chunk)
        copy.write(chunk)
        size += len(chunk)
    return Kept(digest.hexdigest(), size)


def place(copy: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(copy, target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
