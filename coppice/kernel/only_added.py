"""Tables whose rows are only ever added: the database itself refuses to change or delete them, whoever asks.

The triggers are put there after each migration, since SQLite loses them whenever it makes a table anew.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connections

NEVER = "1 = 0"


@dataclass(frozen=True)
class Ledger:
    """A table, and the condition on `OLD` under which a row may nevertheless be deleted."""

    table: str
    may_go: str = NEVER

    def protect(self, using: str) -> None:
        statements = in_postgres(self) if connections[using].vendor == "postgresql" else in_sqlite(self)
        with connections[using].cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


def in_sqlite(ledger: Ledger) -> list[str]:
    table, refuse = ledger.table, f"BEGIN SELECT RAISE(ABORT, '{ledger.table} is only ever added to'); END"
    return [
        f"DROP TRIGGER IF EXISTS {table}_unchanged",
        f"DROP TRIGGER IF EXISTS {table}_kept",
        f"CREATE TRIGGER {table}_unchanged BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} WHEN NOT ({ledger.may_go}) {refuse}",
    ]


def in_postgres(ledger: Ledger) -> list[str]:
    table = ledger.table
    body = (
        f"BEGIN IF TG_OP = 'DELETE' THEN IF {ledger.may_go} THEN RETURN OLD; END IF; END IF; "
        f"RAISE EXCEPTION '{table} is only ever added to'; END"
    )
    when = f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_only_added()"
    return [
        f"CREATE OR REPLACE FUNCTION {table}_only_added() RETURNS trigger LANGUAGE plpgsql AS $only$ {body} $only$",
        f"CREATE OR REPLACE TRIGGER {table}_kept {when}",
    ]
