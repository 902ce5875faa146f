"""One thing that a file tells of: what an entry would be made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

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


def can_be(day: date, today: date) -> bool:
    """Whether evidence can be of this day."""
    return EARLIEST <= day <= today + FURTHEST_AHEAD
