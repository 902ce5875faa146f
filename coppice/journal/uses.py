"""Where an entry is used, told by upper floors.

    from coppice.journal import uses
    uses.register(sections_with)   # sections_with(entry, viewer) -> Iterable[Use]

A source names only what the viewer can see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from coppice.journal.models import Entry


@dataclass(frozen=True)
class Use:
    """One place that uses the entry."""

    label: str
    url: str


type UseSource = Callable[[Entry, object], Iterable[Use]]

_sources: list[UseSource] = []


def register(source: UseSource) -> None:
    """Ask this source from now on."""
    if source not in _sources:
        _sources.append(source)


def of(entry: Entry, viewer: object) -> list[Use]:
    return [use for source in _sources for use in source(entry, viewer)]
