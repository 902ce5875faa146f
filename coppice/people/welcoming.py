"""The first visit: what its last page leads to, told by upper floors.

from coppice.people import welcoming
welcoming.register(question_you_could_answer)   # question_you_could_answer(person) -> Next | None
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from coppice.accounts.models import Person


@dataclass(frozen=True)
class Next:
    """Something to do now, and what it is for."""

    label: str
    url: str
    about: str


type NextSource = Callable[[Person], Next | None]

_sources: list[NextSource] = []


def register(source: NextSource) -> None:
    """Ask this source from now on."""
    if source not in _sources:
        _sources.append(source)


def of(person: Person) -> list[Next]:
    return [found for source in _sources if (found := source(person))]
