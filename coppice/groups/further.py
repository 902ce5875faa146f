"""What else a group has, told by upper floors: its rounds, its topics, what it plans.

from coppice.groups import further
further.register(rounds_of)                    # asked for the group's members only
further.register(topics_of, to_everybody=True) # asked for every member of the community
# rounds_of(group, viewer) -> Way, or None when there is nothing for this viewer
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coppice.accounts.models import Person
from coppice.groups.models import Group


@dataclass(frozen=True)
class Line:
    """One thing behind a way: what it is, where it is, and a few words beside it."""

    label: str
    url: str
    context: str = ""


@dataclass(frozen=True)
class Way:
    """A page of the group, and what it is for. With lines it stands in the text of the group's page, else beside it.

    `lines` are the few things that the viewer would look for first; whoever lists them sees to it that the viewer may
    see each.
    """

    label: str
    url: str
    about: str
    lines: Sequence[Line] = ()


type WaySource = Callable[[Group, Person], Way | None]

_sources: dict[WaySource, bool] = {}


def register(source: WaySource, *, to_everybody: bool = False) -> None:
    """Ask this source from now on: for the group's members, or also for whoever else may see the group."""
    _sources[source] = to_everybody


def of(group: Group, viewer: Person, *, is_member: bool) -> list[Way]:
    """In the order in which they were registered."""
    asked = [source for source, to_everybody in _sources.items() if is_member or to_everybody]
    return [way for source in asked if (way := source(group, viewer))]
