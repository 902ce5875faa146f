"""Where a backup is restored to. It is built beside what is there, and takes its place when it is whole."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from django.db import DatabaseError, transaction

from coppice.backups.further import Description, connected, sqlite_at


@dataclass
class Moves:
    """Renamings, each of which can be undone."""

    done: list[tuple[Path, Path]] = field(default_factory=list)

    def move(self, source: Path, target: Path) -> None:
        """Move whatever lies there, if anything does."""
        if source.exists():
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.rename(source, target)
            self.done.append((source, target))

    def undo(self) -> None:
        while self.done:
            source, target = self.done.pop()
            os.rename(target, source)


class Database(Protocol):
    """A database that may have something in it already, and a fresh one beside it."""

    @property
    def kept(self) -> str:
        """What the one that is there will be called once another has taken its place."""

    def has_data(self) -> bool: ...

    def begin(self) -> Description:
        """Make a fresh, empty one; how to reach it."""

    def take_over(self, moves: Moves) -> None:
        """Put the fresh one in the place of what is there, which is kept."""

    def drop(self) -> None:
        """Throw away what is left of the fresh one."""


@dataclass
class SqliteDatabase:
    path: Path
    stamp: str

    @property
    def fresh(self) -> Path:
        return self.path.parent / f".restoring-{self.stamp}" / self.path.name

    @property
    def kept(self) -> str:
        return str(self.path.parent / f"replaced-{self.stamp}" / self.path.name)

    def has_data(self) -> bool:
        return self.path.exists() and self.path.stat().st_size > 0

    def begin(self) -> Description:
        self.fresh.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return sqlite_at(self.fresh)

    def take_over(self, moves: Moves) -> None:
        for ending in ("", "-wal", "-shm"):
            moves.move(self.path.with_name(self.path.name + ending), Path(self.kept + ending))
        moves.move(self.fresh, self.path)

    def drop(self) -> None:
        for ending in ("", "-wal", "-shm"):
            self.fresh.with_name(self.fresh.name + ending).unlink(missing_ok=True)
        with suppress(OSError):
            self.fresh.parent.rmdir()


@dataclass
class PostgresDatabase:
    """Beside means in a schema of its own: renaming two schemas is one transaction."""

    description: Description
    stamp: str

    @property
    def fresh(self) -> str:
        return f"restoring_{self.stamp.replace('-', '_')}"

    @property
    def kept(self) -> str:
        return f"replaced_{self.stamp.replace('-', '_')}"

    def has_data(self) -> bool:
        with connected("place", self.description) as connection:
            return bool(connection.introspection.table_names())

    def begin(self) -> Description:
        self.tell(f"CREATE SCHEMA {self.fresh}")
        options = self.description["OPTIONS"]
        path = f"{options.get('options', '')} -c search_path={self.fresh}".strip()
        return {**self.description, "OPTIONS": {**options, "options": path}}

    def take_over(self, moves: Moves) -> None:
        had_data = self.has_data()
        with connected("place", self.description) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT quote_ident(current_schema())")
            [place] = cursor.fetchone()
            with transaction.atomic(using="place"):
                cursor.execute(f"ALTER SCHEMA {place} RENAME TO {self.kept}")
                cursor.execute(f"ALTER SCHEMA {self.fresh} RENAME TO {place}")
            if not had_data:
                with suppress(DatabaseError):
                    cursor.execute(f"DROP SCHEMA {self.kept}")

    def drop(self) -> None:
        self.tell(f"DROP SCHEMA IF EXISTS {self.fresh} CASCADE")

    def tell(self, statement: str) -> None:
        with connected("place", self.description) as connection, connection.cursor() as cursor:
            cursor.execute(statement)


def database_of(description: Description, stamp: str) -> Database:
    if description["ENGINE"].endswith("sqlite3"):
        return SqliteDatabase(Path(description["NAME"]), stamp)
    return PostgresDatabase(description, stamp)
