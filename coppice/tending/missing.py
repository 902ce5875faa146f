"""“Who is missing?”: what the members of a group say they are, together, and what the community has besides.

No number leaves this module: only the words that at least five members chose, and those that at least five people in
the community chose and fewer than five members did. Whoever knows what people say of themselves registers a source:

    missing.register(answers)   # answers(group, viewer) -> each a Described

A source counts only what people let the viewer see, and is asked on each view of a group's page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from coppice.accounts.models import Person
from coppice.groups.models import Group
from coppice.kernel.alphabet import in_order

FEWEST = 5


@dataclass(frozen=True)
class Described:
    """One question people answer of themselves: how many chose each word here, and in the whole community.

    Five are as many as any: a source need not count further.
    """

    question: str
    here: Mapping[str, int]
    everywhere: Mapping[str, int]


@dataclass(frozen=True)
class Told:
    """What may be said of the answers."""

    question: str
    here: Sequence[str]
    missing: Sequence[str]


type Source = Callable[[Group, Person], Iterable[Described]]

_sources: list[Source] = []


def register(source: Source) -> None:
    if source not in _sources:
        _sources.append(source)


def of(group: Group, viewer: Person) -> list[Told]:
    """Nothing of a group in which nobody could be told apart from nobody."""
    found = [told(described) for source in _sources for described in source(group, viewer)]
    return [one for one in found if one.here]


def told(described: Described) -> Told:
    """Words alone, each of at least five people."""
    here = {word for word, number in described.here.items() if number >= FEWEST}
    known = {word for word, number in described.everywhere.items() if number >= FEWEST}
    return Told(described.question, in_order(here), in_order(known - here))
