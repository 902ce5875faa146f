"""What can be found by words in it, told by the app whose words they are. Search knows every kind; no kind knows it.

An app says it in a module `search` of its own, found by its name, whose `KINDS` are registered when the house is put
together. Who may see a thing is asked when somebody searches, in the same statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

type Circle = Literal["item", "members", "everybody"]
type Seen = Callable[[Any, Any], Any]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to be found. `item` governs who may see it; a thing without one is for its `circle`.

    `key` is the row it is made from; `part` tells several things of one row apart.
    """

    key: UUID
    title: str
    text: str
    path: str
    item: UUID | None = None
    circle: Circle = "item"
    part: str = ""


@dataclass(frozen=True, slots=True)
class Watch:
    """Columns of a table that make a thing's words. `key` is the column that names the thing's row.

    A deleted row takes its things along, unless `is_part`: then the thing is only looked at again.
    """

    table: str
    columns: Sequence[str]
    key: str = "id"
    only: str = ""
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing.

    `things` makes them from the rows of these keys, in a few queries however many; `rows` are all there are, and
    `author` the column of those rows that names whose words they are. `seen(viewer, now)` are the rows that somebody
    may see, for kinds about which more than the item decides. `weight` lifts a kind among equals.
    """

    code: str
    label: Any
    plural: Any
    things: Callable[[Sequence[UUID]], Iterable[Thing]]
    rows: Callable[[], Any]
    watches: Sequence[Watch]
    author: str = "author_id"
    seen: Seen | None = None
    weight: float = 0.0


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Let these kinds be found from now on."""
    _kinds.update((kind.code, kind) for kind in kinds)


def kinds() -> dict[str, Kind]:
    """Every kind by its code, in the order in which they are offered."""
    return dict(_kinds)
