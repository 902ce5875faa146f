"""People who see nothing of each other, in a group that both belong to; told by the floor that knows of blocks.

from coppice.groups import apart
apart.register(blocked)   # blocked(person) -> the ids of people
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from coppice.accounts.models import Person

type Source = Callable[[Person], Iterable[UUID]]

_sources: list[Source] = []


def register(source: Source) -> None:
    """Ask this source from now on (one query)."""
    if source not in _sources:
        _sources.append(source)


def of(person: Person) -> set[UUID]:
    """Those whose names they do not read, and who do not read theirs."""
    return {pk for source in _sources for pk in source(person)}
