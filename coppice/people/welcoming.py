"""The first visit: what its last page shows, told by upper floors.

from coppice.people import welcoming
welcoming.register(question_you_could_answer)   # question_you_could_answer(person) -> Next | None
welcoming.describe(charters_of)                 # charters_of(groups, person) -> {id of a group: parts beside its name}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from coppice.accounts.models import Person
from coppice.groups.models import Group
from coppice.groups.parts import Part


@dataclass(frozen=True)
class Next:
    """Something to do now, and what it is for."""

    label: str
    url: str
    about: str


@dataclass(frozen=True)
class Choice:
    """A group one could be in: what stands beside its name, and how one comes in where that is no plain button."""

    group: Group
    text: Sequence[Part]
    door: Sequence[Part]


type NextSource = Callable[[Person], Next | None]
type GroupSource = Callable[[Sequence[Group], Person], Mapping[UUID, Sequence[Part]]]

_sources: list[NextSource] = []
_about_groups: list[GroupSource] = []


def register(source: NextSource) -> None:
    """Ask this source from now on."""
    if source not in _sources:
        _sources.append(source)


def describe(source: GroupSource) -> None:
    """Ask this source about all groups at once, from now on."""
    if source not in _about_groups:
        _about_groups.append(source)


def choices(groups: Sequence[Group], person: Person) -> list[Choice]:
    """The groups with what upper floors say of them, in a constant number of queries."""
    parts = defaultdict[UUID, list[Part]](list)
    for source in _about_groups:
        for pk, told in source(groups, person).items():
            parts[pk] += told
    return [Choice(group, at("text", parts[group.pk]), at("door", parts[group.pk])) for group in groups]


def at(place: str, parts: Sequence[Part]) -> list[Part]:
    return [part for part in parts if part.place == place]


def of(person: Person) -> list[Next]:
    return [found for source in _sources if (found := source(person))]
