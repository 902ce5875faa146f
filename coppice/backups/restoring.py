"""Restoring a backup: everything is built beside what is there, and only then takes its place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

from coppice.backups import sums
from coppice.backups.checking import require_whole
from coppice.backups.filling import filled
from coppice.backups.further import description_of
from coppice.backups.leaving import LISTS, erase_in
from coppice.backups.making import FULL, KEY, Say, private
from coppice.backups.manifest import Manifest, key_print
from coppice.backups.places import Database, Moves, database_of
from coppice.backups.shelf import STAMP
from coppice.kernel.refusals import Refusal


class NotRestored(Refusal):
    """The backup may be good, and yet it was not restored."""


@dataclass
class Place:
    """A data folder and the database that belongs to it."""

    home: Path
    database: Database
    stamp: str

    @classmethod
    def at(cls, home: Path | None, now: datetime) -> Place:
        """The place that the settings name; or the same with another data folder."""
        description, stamp = description_of(), now.astimezone(UTC).strftime(STAMP)
        if home and description["ENGINE"].endswith("sqlite3"):
            description["NAME"] = home / "coppice.sqlite3"
        return cls(home or Path(settings.HOME), database_of(description, stamp), stamp)

    @property
    def built(self) -> Path:
        return self.home / f".restoring-{self.stamp}"

    @property
    def kept(self) -> Path:
        return self.home / f"replaced-{self.stamp}"

    def has_data(self) -> bool:
        return self.database.has_data() or any(self.files_in(self.home))

    def files_in(self, folder: Path) -> Iterator[Path]:
        for name in ("files", *settings.KEPT_FOLDERS):
            yield from (path for path in (folder / name).rglob("*") if path.is_file())

    def must_be_free(self) -> None:
        if self.has_data():
            raise NotRestored(
                f"There is data in {self.home} or its database already, so nothing was changed. To put the backup in "
                "its place say --replace; what is there now is kept beside it. To look at a backup first, give an "
                "empty folder with --into."
            )

    def take_over(self) -> bool:
        """Put what was built in the place of what is there; whether something was there and is kept."""
        had_data, moves = self.has_data(), Moves()
        try:
            for name in ("files", *settings.KEPT_FOLDERS, *LISTS, KEY):
                if name != KEY or (self.built / KEY).exists():
                    moves.move(self.home / name, self.kept / name)
                moves.move(self.built / name, self.home / name)
            self.database.take_over(moves)
        except (OSError, DatabaseError):
            moves.undo()
            raise
        if not had_data:  # then there was at most a key that had signed nothing yet
            shutil.rmtree(self.kept, ignore_errors=True)
        return had_data


@dataclass(frozen=True)
class Restored:
    manifest: Manifest
    place: Place
    kept_what_was_there: bool
    is_same_key: bool
    left_again: int


def restore(backup: Path, place: Place, *, replace: bool, say: Say) -> Restored:
    """Put everything back. Before it is whole nothing of what was there is touched."""
    known = Manifest.of(backup)
    known.must_be_known_here()
    with building(place):
        if not replace:
            place.must_be_free()
        say(f"Reading {known.parts + 1:,} parts ...")
        require_whole(backup, known)
        say("Copying files ...")
        copy_home(backup, place.built)
        say("Putting back the database ...")
        with filled(backup, known, place.database.begin(), say):
            left = erase_in(place.built)
        os.sync()
        kept = place.take_over()
    is_same_key = (known.has_key and settings.KEY_IS_IN_HOME) or key_print() == known.key
    return Restored(known, place, kept, is_same_key, left)


def copy_home(backup: Path, target: Path) -> None:
    """Copies, never links: what people use and what keeps it safe must not be the same bytes on the disk."""
    for _, name in sums.listed(backup):
        first, _, rest = name.partition("/")
        if first == "home":
            sums.copied(backup / name, target / rest)


@contextmanager
def building(place: Place) -> Iterator[None]:
    """Whatever happens, nothing half built stays."""
    try:
        with private():
            place.home.mkdir(parents=True, exist_ok=True)
            yield
    except OSError as error:
        if error.errno in FULL:
            raise NotRestored(f"There is no room in {place.home} to restore this. Nothing was changed.") from error
        raise NotRestored(f"{place.home} could not be written: {error.strerror}. Nothing was changed.") from error
    except DatabaseError as error:
        raise NotRestored(
            f"The database did not take it ({type(error).__name__}): look whether its disk has room, and whether our "
            "account owns it. Nothing was changed."
        ) from error
    finally:
        shutil.rmtree(place.built, ignore_errors=True)
        place.database.drop()
