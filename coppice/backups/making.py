"""Making a backup while people write. It gets its name when it is whole; until then it is `.unfinished-…`."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from coppice.backups import sums
from coppice.backups.contents import Contents, digests
from coppice.backups.further import snapshot
from coppice.backups.history import latest_migrations, models_at
from coppice.backups.manifest import Manifest, key_print, release
from coppice.backups.rows import write_rows
from coppice.backups.shelf import UNFINISHED, name_for, shelved, sweep
from coppice.kernel.refusals import Refusal

KEY = "secret-key"
# Who asks without a name is known for thirty days, and a backup lies about for a year: it never knows.
LEFT_OUT = {"conversations_asking"}
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

type Say = Callable[[str], object]


class NoBackup(Refusal):
    """The backup could not be made."""


@dataclass(frozen=True)
class Made:
    """A backup that is whole, and how much of it is shared with the one before."""

    folder: Path
    manifest: Manifest
    size: int
    linked: int


def back_up(shelf: Path, *, now: datetime, say: Say, kind: str = "backup") -> Made:
    """Make a backup in a new folder on the shelf.

    Contents are copied before the database and once more after it: what is deleted meanwhile was copied before, what
    is added meanwhile stays for a day at least. So every file that the copy of the database names is there.
    """
    with unfinished(shelf, name_for(kind, now)) as half:
        making = Making(half, shelf, say)
        say("Copying files ...")
        making.contents.gather(digests(apps.get_models(), "default"))
        with snapshot() as connection:
            making.keep_database(connection)
        making.keep_others()
        manifest = making.describe(now)
    return Made(shelf / name_for(kind, now), manifest, making.sums.size, making.contents.linked)


@dataclass
class Making:
    half: Path
    shelf: Path
    say: Say
    rows: dict[str, int] = field(default_factory=dict)
    has_key: bool = False

    def __post_init__(self) -> None:
        earlier = shelved(self.shelf)
        self.sums = sums.Sums(self.half)
        self.contents = Contents(
            self.half / "home" / "files", earlier[-1].folder / "home" / "files" if earlier else None, self.sums
        )

    def keep_database(self, connection: BaseDatabaseWrapper) -> None:
        self.engine, self.migrations = connection.vendor, latest_migrations(connection)
        (self.half / "database").mkdir()
        models = {model._meta.db_table: model for model in models_at(self.migrations)}
        for table, model in models.items():
            path = self.half / "database" / f"{table}.jsonl.gz"
            self.rows[table] = write_rows(model, connection, path, is_left_out=table in LEFT_OUT)
            self.sums.note(path, sums.digest_of(path))
            self.say(f"Copied {table}: {self.rows[table]:,} rows.")
        self.say("Copying files that came meanwhile ...")
        self.contents.gather(digests(models.values(), connection.alias))

    def keep_others(self) -> None:
        """What else lies in the data folder and is shown on pages; and the key, unless it is kept elsewhere."""
        home = Path(settings.HOME)
        for folder in settings.KEPT_FOLDERS:
            for path in sorted((home / folder).rglob("*")):
                if path.is_file():
                    self.keep(path, path.relative_to(home))
        self.has_key = settings.KEY_IS_IN_HOME and self.keep(home / KEY, Path(KEY))

    def keep(self, path: Path, name: Path) -> bool:
        target = self.half / "home" / name
        try:
            self.sums.note(target, sums.copied(path, target))
        except FileNotFoundError:
            return False  # somebody deleted it just now
        return True

    def describe(self, now: datetime) -> Manifest:
        manifest = Manifest(
            made_at=now, database=self.engine, migrations=self.migrations, rows=self.rows, files=self.contents.count,
            parts=self.sums.parts, missing=self.contents.missing, has_key=self.has_key, key=key_print(),
            release=release(),
        )  # fmt: skip
        path = manifest.write(self.half)
        self.sums.note(path, sums.digest_of(path))
        return manifest


@contextmanager
def unfinished(shelf: Path, name: str) -> Iterator[Path]:
    """A folder for the backup, which gets its name at the end and is deleted when it does not come to that."""
    half = shelf / f"{UNFINISHED}{name}-{os.getpid()}"
    with private():
        try:
            shelf.mkdir(parents=True, exist_ok=True)
            sweep(shelf)
            half.mkdir()
            yield half
            os.sync()
            half.rename(shelf / name)
        except BaseException as error:
            shutil.rmtree(half, ignore_errors=True)
            if isinstance(error, OSError):
                raise NoBackup(sentence_for(error, shelf)) from error
            raise


def sentence_for(error: OSError, shelf: Path) -> str:
    if error.errno in FULL:
        return f"There is no room left in {shelf} for this backup. It was given up; earlier ones are as they were."
    return f"The backup could not be written to {shelf}: {error.strerror}. Earlier ones are as they were."


@contextmanager
def private() -> Iterator[None]:
    """Whatever is written meanwhile can be read by this account alone."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)
