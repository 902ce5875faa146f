"""What the database itself refuses about polls, whoever asks: by a page, by the shell, or by hand.

The secrecy of a poll is never loosened, and does not change at all once somebody voted; nor do its choices and how it
is counted. No vote with a name goes into a poll without names. What is closed takes no vote and stays closed.

The triggers are put there after each migration and taken away before it, since SQLite makes tables anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

STRICT = "(CASE {row}.secrecy WHEN 'named' THEN 0 WHEN 'hidden' THEN 1 ELSE 2 END)"
BEGUN = " OR ".join(
    f"EXISTS (SELECT 1 FROM {table} WHERE poll_id = OLD.item_ptr_id)"
    for table in ("polls_vote", "polls_voter", "polls_box")
)
LENGTH = {"sqlite": "json_array_length(NEW.choices)", "postgresql": "jsonb_array_length(NEW.choices)"}


def of_poll(condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM polls_poll p WHERE p.item_ptr_id = NEW.poll_id AND {condition})"


@dataclass(frozen=True)
class Seal:
    """On which table, before what, under which condition; and the words with which it is refused."""

    name: str
    table: str
    before: str
    condition: str
    says: str

    def put(self, connection: BaseDatabaseWrapper) -> list[str]:
        condition = self.condition.format(length=LENGTH[connection.vendor])
        if connection.vendor == "sqlite":
            refuse = f"BEGIN SELECT RAISE(ABORT, '{self.says}'); END"
            return [f"CREATE TRIGGER {self.name} BEFORE {self.before} ON {self.table} WHEN {condition} {refuse}"]
        body = f"BEGIN IF {condition} THEN RAISE EXCEPTION '{self.says}'; END IF; RETURN NEW; END"
        each = f"BEFORE {self.before} ON {self.table} FOR EACH ROW EXECUTE FUNCTION {self.name}()"
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $seal$ {body} $seal$",
            f"CREATE TRIGGER {self.name} {each}",
        ]

    def take_off(self, connection: BaseDatabaseWrapper) -> str:
        on = "" if connection.vendor == "sqlite" else f" ON {self.table}"
        return f"DROP TRIGGER IF EXISTS {self.name}{on}"


SEALS = [
    Seal("polls_two_choices", "polls_poll", "INSERT", "{length} NOT BETWEEN 2 AND 20", "a poll has 2 to 20 choices"),
    Seal(
        "polls_secrecy", "polls_poll", "UPDATE",
        f"NEW.secrecy <> OLD.secrecy AND ({STRICT.format(row='NEW')} < {STRICT.format(row='OLD')} OR {BEGUN})",
        "the secrecy of a poll is never loosened, nor changed after the first vote",
    ),
    Seal(
        "polls_terms", "polls_poll", "UPDATE",
        f"(NEW.choices <> OLD.choices OR NEW.counting <> OLD.counting) AND ({BEGUN})",
        "a poll that somebody voted in keeps its choices",
    ),
    Seal(
        "polls_stay_closed", "polls_poll", "UPDATE",
        "OLD.closed_at IS NOT NULL AND (NEW.closed_at IS NULL OR NEW.closed_at <> OLD.closed_at)",
        "a poll that is closed stays closed",
    ),
    Seal(
        "polls_no_name", "polls_vote", "INSERT",
        of_poll("(p.secrecy = 'anonymous' OR p.closed_at IS NOT NULL)"),
        "no vote with a name in a poll without names, and none after it is closed",
    ),
    Seal(
        "polls_no_name_later", "polls_vote", "UPDATE",
        f"NEW.poll_id <> OLD.poll_id OR NEW.chosen <> OLD.chosen AND {of_poll('p.closed_at IS NOT NULL')}",
        "a vote stays in its poll, and does not change after it is closed",
    ),
    Seal(
        "polls_voter_of", "polls_voter", "INSERT",
        of_poll("(p.secrecy <> 'anonymous' OR p.closed_at IS NOT NULL)"),
        "only a poll without names, and one that is open, notes who voted without their vote",
    ),
    Seal("polls_voter_stays", "polls_voter", "UPDATE", "1 = 1", "who voted is never changed"),
    Seal(
        "polls_box_of", "polls_box", "INSERT",
        of_poll("(p.secrecy <> 'anonymous' OR p.closed_at IS NOT NULL)"),
        "only a poll without names, and one that is open, has a box",
    ),
    Seal(
        "polls_box_shut", "polls_box", "UPDATE",
        f"NEW.poll_id <> OLD.poll_id OR {of_poll('p.closed_at IS NOT NULL')}",
        "the box of a poll that is closed is shut",
    ),
]  # fmt: skip


def is_there(connection: BaseDatabaseWrapper) -> bool:
    tables = set(connection.introspection.table_names())
    return {seal.table for seal in SEALS} <= tables


def unseal(using: str = "default", **_: Any) -> None:
    """Before a migration."""
    connection = connections[using]
    if is_there(connection):
        with connection.cursor() as cursor:
            for seal in SEALS:
                cursor.execute(seal.take_off(connection))


def put_seals(using: str = "default", **_: Any) -> None:
    """After a migration."""
    connection = connections[using]
    if is_there(connection):
        unseal(using)
        with connection.cursor() as cursor:
            for seal in SEALS:
                for statement in seal.put(connection):
                    cursor.execute(statement)
