"""A further connection to a database, beside the one that the pages use, for as long as a block lasts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend

type Description = dict[str, Any]


def description_of(alias: str = "default", **changes: Any) -> Description:
    """Django's description of a database that it knows, some of it changed."""
    return {**deepcopy(connections[alias].settings_dict), **changes}


def sqlite_at(path: Path) -> Description:
    """A new SQLite that nobody uses before it is whole, so that it need not wait for the disk."""
    options = {"init_command": "PRAGMA synchronous=OFF"}
    return description_of(ENGINE="django.db.backends.sqlite3", NAME=str(path), OPTIONS=options)


@contextmanager
def connected(alias: str, description: Description) -> Iterator[BaseDatabaseWrapper]:
    """The connection that goes by this alias in this thread, `default` included, for as long as the block lasts."""
    before = connections[alias] if alias in connections.databases else None
    connection: BaseDatabaseWrapper = load_backend(description["ENGINE"]).DatabaseWrapper(description, alias)
    connections[alias] = connection
    try:
        yield connection
    finally:
        connection.close()
        if before is None:
            del connections[alias]
        else:
            connections[alias] = before


@contextmanager
def snapshot(alias: str = "snapshot") -> Iterator[BaseDatabaseWrapper]:
    """The database at one moment, in a transaction that only reads: people go on writing and it does not see them.

    SQLite keeps that moment for a transaction that did not ask to write, PostgreSQL for one that may repeat its reads.
    """
    description = description_of()
    if description["ENGINE"].endswith("sqlite3"):
        frugal = "PRAGMA mmap_size=0;PRAGMA cache_size=-4000"  # every page is read once
        init = f"{description['OPTIONS'].get('init_command', '')};{frugal}"
        description["OPTIONS"] |= {"transaction_mode": "DEFERRED", "init_command": init}
    else:
        from psycopg import IsolationLevel

        description["OPTIONS"] |= {"isolation_level": IsolationLevel.REPEATABLE_READ}
    with connected(alias, description) as connection, transaction.atomic(using=alias):
        yield connection
