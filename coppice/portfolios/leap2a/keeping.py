"""Where an entry came from, kept beside it: as an export told it, or as an archive carried it on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from coppice.journal.models import Entry, Origin
from coppice.portfolios.leap2a.items import key_of

LEAP2A = "leap2a"
MOST_ROWS, LONGEST = 900, 4000
RELATION = {"name", "target", "label", "key", "title", "words"}


def keep_origin(entry: Entry, carried: Any, *, now: datetime) -> None:
    """What an archive says of it, as far as it has the shape that it should. A copy of a copy has a key of its own."""
    told = carried.get("told") if isinstance(carried, Mapping) else None
    if not isinstance(told, Mapping):
        return
    named = {name: str(told.get(name) or "")[:2000] for name in ("id", "kind", "updated")}
    shaped = {
        **named,
        "facts": [row for row in _some(told.get("facts")) if _is_fact(row)],
        "relations": [row for row in _some(told.get("relations")) if _is_relation(row)],
    }
    key = key_of(named["id"] or str(entry.pk))
    if Origin.objects.of(entry.author, LEAP2A, [key]).exists():
        key = key_of(f"{key} {entry.pk}")
    said: dict[str, Any] = {"name": str(carried.get("source") or "")[:200], "told": shaped, "brought_at": now}
    Origin.objects.create(entry=entry, keeper=entry.author, source=LEAP2A, key=key, **said)


def carried(entry: Entry) -> dict[str, Any] | None:
    """What `keep_origin` understands, of an entry whose origins are at hand."""
    found = next((row for row in entry.origins.all() if row.source == LEAP2A), None)
    return {"source": found.name, "told": found.told} if found else None


def _some(value: Any) -> list[Any]:
    return value[:MOST_ROWS] if isinstance(value, list) else []


def _is_fact(row: Any) -> bool:
    return isinstance(row, list) and len(row) == 3 and _are_words(row[:2]) and isinstance(row[2], bool)


def _is_relation(row: Any) -> bool:
    return isinstance(row, dict) and row.keys() == RELATION and _are_words(row.values())


def _are_words(row: Iterable[Any]) -> bool:
    return all(isinstance(each, str) and len(each) <= LONGEST for each in row)
