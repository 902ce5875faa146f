"""What else a group has, told by upper floors, for its members.

from coppice.groups import further
further.register(rounds_of)   # rounds_of(group) -> Way
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from coppice.groups.models import Group


@dataclass(frozen=True)
class Way:
    """A page of the group, and what it is for."""

    label: str
    url: str
    about: str


type WaySource = Callable[[Group], Way]

_sources: list[WaySource] = []


def register(source: WaySource) -> None:
    """Ask this source from now on."""
    if source not in _sources:
        _sources.append(source)


def of(group: Group) -> list[Way]:
    return [source(group) for source in _sources]
