"""Triggers by which the database itself notes what has to be looked at again: a tiny row in the transaction that wrote.

So nothing is forgotten, however it was written, and saving stays cheap. What is deleted leaves the index at once.

They are put there after each migration, since SQLite loses them whenever it makes a table anew. A kind whose triggers
are new or were lost is looked at from the beginning.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from coppice.kernel.findable import Kind, Watch, kinds
from coppice.search.tables import keep_index

DOORS = (
    Watch("audience_item", ("reach", "group_id", "author_id")),
    Watch("audience_grant", ("person_id", "address", "ends_at"), key="item_id", is_part=True),
    Watch("audience_link", ("ends_at",), key="item_id", is_part=True),
)
NOTE = "INSERT INTO search_waiting (kind, key) VALUES ('{kind}', {row}.{key});"
FORGET = "DELETE FROM search_card WHERE kind = '{kind}' AND key = OLD.{key};"


@dataclass(frozen=True)
class Trigger:
    """One trigger; its name carries a fingerprint of what it does."""

    kind: str
    table: str
    event: str
    when: str
    does: str

    @property
    def name(self) -> str:
        said = f"{self.kind} {self.table} {self.event} {self.when} {self.does}"
        return f"search_note_{hashlib.sha256(said.encode()).hexdigest()[:16]}"

    def statements(self, vendor: str) -> Iterator[str]:
        if vendor == "sqlite":
            when = f" WHEN {self.when}" if self.when else ""
            yield f"CREATE TRIGGER {self.name} AFTER {self.event} ON {self.table}{when} BEGIN {self.does} END"
            return
        yield (
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$note$ BEGIN {self.does} RETURN NULL; END $note$"
        )
        when = self.when.replace(" IS NOT ", " IS DISTINCT FROM ")
        when = f" WHEN ({when})" if when else ""
        each = f"FOR EACH ROW{when} EXECUTE FUNCTION {self.name}()"
        yield f"CREATE TRIGGER {self.name} AFTER {self.event} ON {self.table} {each}"


def triggers() -> Iterator[Trigger]:
    """Every one that there should be."""
    for kind in kinds().values():
        for watch in kind.watches:
            yield from triggers_of(kind, watch)
    for watch in DOORS:
        yield changed("", watch)
        if watch.is_part:
            yield Trigger("", watch.table, "INSERT", "", NOTE.format(kind="", row="NEW", key=watch.key))
            yield Trigger("", watch.table, "DELETE", "", NOTE.format(kind="", row="OLD", key=watch.key))


def triggers_of(kind: Kind, watch: Watch) -> Iterator[Trigger]:
    noted = NOTE.format(kind=kind.code, row="NEW", key=watch.key)
    gone = (NOTE if watch.is_part else FORGET).format(kind=kind.code, row="OLD", key=watch.key)
    only = f"{{row}}.{watch.only}" if watch.only else ""
    yield Trigger(kind.code, watch.table, "INSERT", only.format(row="NEW"), noted)
    yield changed(kind.code, watch)
    yield Trigger(kind.code, watch.table, "DELETE", only.format(row="OLD"), gone)


def changed(kind: str, watch: Watch) -> Trigger:
    differs = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in watch.columns)
    only = f" AND NEW.{watch.only}" if kind and watch.only else ""
    does = NOTE.format(kind=kind, row="NEW", key=watch.key)
    return Trigger(kind, watch.table, f"UPDATE OF {', '.join(watch.columns)}", f"({differs}){only}", does)


def watch_tables(using: str = "default", **_: Any) -> None:
    """A receiver of `post_migrate`."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        if "search_card" not in tables:
            return
        keep_index(connection)
        wanted = {each.name: each for each in triggers() if each.table in tables}
        there = there_already(connection)
        for name in there.keys() - wanted.keys():
            cursor.execute(f"DROP TRIGGER {name}" + (f" ON {there[name]}" if connection.vendor != "sqlite" else ""))
        new = [wanted[name] for name in wanted.keys() - there.keys()]
        for statement in (statement for each in new for statement in each.statements(connection.vendor)):
            cursor.execute(statement)
        for kind in sorted({each.kind for each in new} & kinds().keys()):
            cursor.execute("INSERT INTO search_waiting (kind, key) VALUES (%s, NULL)", [kind])
        forget_what_is_gone(cursor)


def forget_what_is_gone(cursor: Any) -> None:
    """Of a table that was emptied at a stroke, or of a kind that is no more, nothing is found."""
    cursor.execute("SELECT DISTINCT kind FROM search_card")
    for kind in [row[0] for row in cursor.fetchall()]:
        if kind not in kinds() or not kinds()[kind].rows().exists():
            cursor.execute("DELETE FROM search_card WHERE kind = %s", [kind])


def there_already(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The triggers that there are, each with its table."""
    sql = {
        "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {name: table for name, table in cursor.fetchall() if name.startswith("search_note_")}
