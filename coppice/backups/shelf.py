"""The folder in which backups lie, each under its kind and the moment it was made."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

STAMP = "%Y-%m-%d-%H%M%S"
KINDS = ("backup", "nightly")
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
    found = [read(path) for path in shelf.iterdir()] if shelf.is_dir() else []
    return sorted([backup for backup in found if backup], key=lambda backup: backup.made_at)


def read(folder: Path) -> Shelved | None:
    """What the name says, if it is the name of a backup."""
    kind, _, stamp = folder.name.partition("-")
    try:
        made_at = datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Shelved(folder, kind, made_at) if kind in KINDS else None


def sweep(shelf: Path) -> None:
    """Delete what a backup left behind whose process was killed half a day ago or earlier."""
    for path in shelf.glob(f"{UNFINISHED}*"):
        if path.stat().st_mtime < time.time() - ABANDONED:
            shutil.rmtree(path, ignore_errors=True)
