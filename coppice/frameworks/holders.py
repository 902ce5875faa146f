"""Who writes against an edition, told by the floors above.

    from coppice.frameworks import holders
    holders.register(who_writes)   # who_writes(edition) -> ids of people

They are told of a newer edition; nothing of theirs moves by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from coppice.frameworks.models import Edition

type Source = "Callable[[Edition], Iterable[UUID]]"

_sources: list[Source] = []


def register(source: Source) -> None:
    """Ask this source from now on."""
    if source not in _sources:
        _sources.append(source)


def of_older(edition: Edition) -> Iterator[tuple[Edition, set[UUID]]]:
    """Each older edition of the same framework, with those who write against it."""
    for older in type(edition).objects.filter(slug=edition.slug).exclude(pk=edition.pk):
        people = {person for source in _sources for person in source(older)}
        if people:
            yield older, people
