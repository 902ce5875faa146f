"""What upper floors put on a group's page, for whoever looks.

from coppice.groups import parts
parts.register(charter_of)   # charter_of(page) -> Iterable[Part]

A part is a template and what it is about. It stands in one place of the page: `head` (what wants an answer), `text`
(what the group says of itself), `later` (what it does), `door` (how one comes in, instead of the plain button),
`margin`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coppice.accounts.models import Person
from coppice.groups.models import Group, Membership


@dataclass(frozen=True)
class GroupPage:
    """A group, and who looks at it when. `mine` is the viewer's membership, if they belong to it."""

    group: Group
    viewer: Person
    mine: Membership | None
    now: datetime

    @property
    def is_tended(self) -> bool:
        """By the viewer."""
        return bool(self.mine and self.mine.is_facilitator)


@dataclass(frozen=True)
class Part:
    """A template, what it gets as `about`, and where it stands."""

    place: str
    template: str
    about: Any


type PartSource = Callable[[GroupPage], Iterable[Part]]

_sources: list[PartSource] = []


def register(source: PartSource) -> None:
    """Ask this source from now on."""
    if source not in _sources:
        _sources.append(source)


def of(page: GroupPage) -> dict[str, list[Part]]:
    """By place, in the order in which they were registered."""
    found = defaultdict[str, list[Part]](list)
    for source in _sources:
        for part in source(page):
            found[part.place].append(part)
    return dict(found)
