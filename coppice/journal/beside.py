"""What else stands beside the journal, told by upper floors.

from coppice.journal import beside
beside.register(beside_the_journal)   # beside_the_journal() -> Way
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """A page beside the journal, and what it is for; what it has in `#newest` is shown as soon as it is there."""

    label: str
    url: str
    about: str


type WaySource = Callable[[], Way]

_sources: list[WaySource] = []


def register(source: WaySource) -> None:
    """Ask this source from now on."""
    if source not in _sources:
        _sources.append(source)


def ways() -> list[Way]:
    return [source() for source in _sources]
