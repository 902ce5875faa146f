"""One thing that a file tells of: what an entry would be made of."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

EARLIEST = date(1950, 1, 1)
FURTHEST_AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is its place in the file, `key` what it is known by there. `problem` says in words what is wrong."""

    number: int
    key: str
    title: str = ""
    day: date | None = None
    until: date | None = None
    texts: dict[str, str] = field(default_factory=dict)
    with_whom: str = ""
    numbers: str = ""
    tools: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds, and in words what of it is not brought in."""

    title: str
    rows: tuple[Row, ...]
    said: tuple[str, ...] = ()


def keep(reading: Reading, path: Path) -> None:
    """Write down what was read, so that it need not be read for every look at it."""
    path.write_text(json.dumps(asdict(reading), default=str), "utf-8")


def kept(path: Path) -> Reading:
    told = json.loads(path.read_text("utf-8"))
    return Reading(told["title"], tuple(map(_row, told["rows"])), tuple(told["said"]))


def _row(told: dict[str, Any]) -> Row:
    day, until = (date.fromisoformat(told[name]) if told[name] else None for name in ("day", "until"))
    links = tuple((url, label) for url, label in told["links"])
    return Row(**{**told, "day": day, "until": until, "tools": tuple(told["tools"]), "links": links})


def can_be(day: date, today: date) -> bool:
    """Whether evidence can be of this day."""
    return EARLIEST <= day <= today + FURTHEST_AHEAD
