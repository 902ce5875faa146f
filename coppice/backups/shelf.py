"""The folder in which backups lie, each under its kind and the moment it was made."""

from __future__ import annotations

import re
import shutil
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

STAMP = "%Y-%m-%d-%H%M%S"
NAME = re.compile(r"(backup|nightly)-(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d)-(?:[01]\d|2[0-3])(?:[0-5]\d){2})")
UNFINISHED = ".unfinished-"
ABANDONED = 12 * 60 * 60


@dataclass(frozen=True)
class Shelved:
    """One of the backups that lie there."""

    folder: Path
    kind: str
    made_at: datetime


def name_for(kind: str, now: datetime) -> str:
    return f"{kind}-{now.astimezone(UTC):{STAMP}}"


def shelved(shelf: Path) -> list[Shelved]:
    """Whatever is whole and bears the name of a backup, oldest first."""
    found = [(path, NAME.fullmatch(path.name)) for path in shelf.iterdir()] if shelf.is_dir() else []
    backups = [Shelved(path, match[1], moment(match[2])) for path, match in found if match]
    return sorted(backups, key=lambda each: each.made_at)


def moment(stamp: str) -> datetime:
    return datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)


def sweep(shelf: Path) -> None:
    """Delete what a backup left behind whose process was killed half a day ago or earlier."""
    for path in shelf.glob(f"{UNFINISHED}*"):
        if path.stat().st_mtime < time.time() - ABANDONED:
            shutil.rmtree(path, ignore_errors=True)
