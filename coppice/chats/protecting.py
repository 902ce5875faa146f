"""What the database refuses for transcripts: to add to one, to change it, to let go of what still says something.

A redaction is let through: words and name go, and a moment comes. So is forgetting who somebody was.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

SAME = ("id", "transcript_id", "place", "kind", "number", "is_under", "is_pseudonym", "is_later", "said_at", "count")
MAY_CHANGE = " AND ".join(
    [
        *(f"NEW.{name} = OLD.{name}" for name in SAME),
        "(NEW.name = OLD.name OR NEW.name = '')",
        "(NEW.html = OLD.html OR NEW.html = '' AND NEW.redacted_at IS NOT NULL)",
        "(OLD.redacted_at IS NULL OR NEW.redacted_at = OLD.redacted_at)",
        "(OLD.redacted_at IS NULL OR NEW.redacted_why = OLD.redacted_why OR NEW.redacted_why = '')",
        *(f"(NEW.{name} IS NULL OR COALESCE(NEW.{name} = OLD.{name}, 1 = 0))" for name in ("person_id", "answer_id")),
        "COALESCE(OLD.redacted_at IS NULL OR NEW.redacted_by_id = OLD.redacted_by_id, NEW.redacted_by_id IS NULL)",
    ]
)
HAS_ROOM = (
    "(SELECT count(*) FROM chats_line WHERE transcript_id = NEW.transcript_id) < "
    "COALESCE((SELECT size FROM chats_transcript WHERE chat_id = NEW.transcript_id), 2147483647)"
)
STAYS = " AND ".join(
    [
        *(f"NEW.{name} = OLD.{name}" for name in ("chat_id", "size", "published_at")),
        *(f"(NEW.{name} = OLD.{name} OR NEW.{name} = '')" for name in ("opening", "summary")),
        "(NEW.published_by_id IS NULL OR COALESCE(NEW.published_by_id = OLD.published_by_id, 1 = 0))",
    ]
)
# table, when, what must hold
RULES = [
    ("chats_line", "INSERT", HAS_ROOM),
    ("chats_line", "UPDATE", MAY_CHANGE),
    ("chats_line", "DELETE", "OLD.html = '' AND OLD.name = ''"),
    ("chats_transcript", "UPDATE", STAYS),
    ("chats_transcript", "DELETE", "NOT EXISTS (SELECT 1 FROM chats_line WHERE transcript_id = OLD.chat_id)"),
]


def protect(using: str = "default", **_: Any) -> None:
    """A receiver of `post_migrate`, since SQLite loses triggers whenever it makes a table anew."""
    make = in_postgres if connections[using].vendor == "postgresql" else in_sqlite
    with connections[using].cursor() as cursor:
        for rule in RULES:
            for statement in make(*rule):
                cursor.execute(statement)


def in_sqlite(table: str, when: str, holds: str) -> list[str]:
    name = f"{table}_{when.lower()}_closed"
    refuse = f"BEGIN SELECT RAISE(ABORT, 'a published transcript does not change ({name})'); END"
    return [
        f"DROP TRIGGER IF EXISTS {name}",
        f"CREATE TRIGGER {name} BEFORE {when} ON {table} WHEN NOT ({holds}) {refuse}",
    ]


def in_postgres(table: str, when: str, holds: str) -> list[str]:
    name, row = f"{table}_{when.lower()}_closed", "OLD" if when == "DELETE" else "NEW"
    refuse = f"RAISE EXCEPTION 'a published transcript does not change ({name})'"
    body = f"BEGIN IF NOT ({holds}) THEN {refuse}; END IF; RETURN {row}; END"
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $only$ {body} $only$",
        f"CREATE OR REPLACE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
