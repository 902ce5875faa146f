"""Which nightly backups are kept: those of the last days, and the first of each of the last months.

What is older is deleted, so that whoever was erased is in no backup older than the days that an administrator states.
The newest is kept however old it is.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from coppice.backups.shelf import UNFINISHED, Shelved, shelved

KIND = "nightly"


def nightlies(shelf: Path) -> list[Shelved]:
    """The backups that the worker made, oldest first. Those that somebody made by hand are theirs to delete."""
    return [backup for backup in shelved(shelf) if backup.kind == KIND]


def is_due(made: Sequence[datetime], *, hour: int, now: datetime) -> bool:
    """Whether none was made since it last struck that hour where the community is."""
    struck = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    if struck > now:
        struck -= timedelta(days=1)
    return not made or made[-1] < struck


def over(made: Sequence[datetime], *, days: int, months: int, now: datetime) -> set[datetime]:
    """Those that are kept no longer; `made` is in order, oldest first."""
    kept = {moment for moment in made if moment >= now - timedelta(days=days)} | set(made[-1:])
    firsts: dict[int, datetime] = {}
    for moment in made:
        firsts.setdefault(month_of(moment.astimezone(now.tzinfo)), moment)
    kept |= {first for month, first in firsts.items() if month > month_of(now) - months}
    return set(made) - kept


def month_of(moment: datetime) -> int:
    """Months since the beginning of our time, so that they can be counted."""
    return moment.year * 12 + moment.month


def rotate(shelf: Path, *, days: int, months: int, now: datetime) -> list[Path]:
    """Delete what is over; a backup that is half deleted no longer has the name of one."""
    backups = nightlies(shelf)
    gone = over([backup.made_at for backup in backups], days=days, months=months, now=now)
    for backup in backups:
        if backup.made_at in gone:
            doomed = backup.folder.rename(shelf / f"{UNFINISHED}{backup.folder.name}-over")
            shutil.rmtree(doomed, ignore_errors=True)
    return [backup.folder for backup in backups if backup.made_at in gone]
