"""What is looked for, as each database's full text wants it: all, any and none of some lexemes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

SAFE = re.compile(r"[^\w:~]+")


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One word or mark; `begins` for whatever begins with it."""

    text: str
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Every:
    parts: tuple[Looked, ...]


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple[Looked, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """The first, and not the second."""

    wanted: Looked
    unwanted: Looked


type Looked = Lexeme | Every | Either | Without


def every(parts: Iterable[Looked]) -> Looked:
    parts = tuple(parts)
    return parts[0] if len(parts) == 1 else Every(parts)


def some(parts: Iterable[Looked]) -> Looked:
    parts = tuple(parts)
    return parts[0] if len(parts) == 1 else Either(parts)


def written(looked: Looked) -> str | list[str]:
    """As SQLite's MATCH, or as PostgreSQL's tsqueries that must all match."""
    return [as_tsquery(each) for each in apart(looked)] if connection.vendor == "postgresql" else as_match(looked)


def apart(looked: Looked) -> list[Looked]:
    return [each for part in looked.parts for each in apart(part)] if isinstance(looked, Every) else [looked]


def as_match(looked: Looked) -> str:
    match looked:
        case Lexeme(text, begins):
            return f'"{SAFE.sub("", text)}"' + ("*" if begins else "")
        case Every(parts):
            return f"({' AND '.join(map(as_match, parts))})"
        case Either(parts):
            return f"({' OR '.join(map(as_match, parts))})"
        case Without(wanted, unwanted):
            return f"({as_match(wanted)} NOT {as_match(unwanted)})"


def as_tsquery(looked: Looked) -> str:
    match looked:
        case Lexeme(text, begins):
            return f"'{SAFE.sub('', text)}'" + (":*" if begins else "")
        case Every(parts):
            return f"({' & '.join(map(as_tsquery, parts))})"
        case Either(parts):
            return f"({' | '.join(map(as_tsquery, parts))})"
        case Without(wanted, unwanted):
            return f"({as_tsquery(wanted)} & !{as_tsquery(unwanted)})"


# The newest that match, a bounded number of them: who may see them is asked in the statement that this begins.
NEWEST = {
    "sqlite": "SELECT rowid AS id FROM search_index WHERE search_index MATCH %s AND rowid < %s "
    "ORDER BY rowid DESC LIMIT %s",
    "postgresql": "SELECT id FROM search_newest(%s::text[], %s, %s) AS id ORDER BY id DESC",
}


def candidates(looked: Looked, *, before: int, most: int) -> tuple[str, list[Any]]:
    """The statement, and its values.

    PostgreSQL looks for them in a function (tables.py), and plans the long rest of the statement once for each
    connection.
    """
    return NEWEST[connection.vendor], [written(looked), before, most]
