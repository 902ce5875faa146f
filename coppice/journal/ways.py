"""Further ways to capture, told by upper floors.

from coppice.journal import ways
ways.register(by_mail)   # by_mail() -> Way, or None where there is none
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """A way to capture: what it is called, what it does, and where it is set up."""

    label: str
    about: str
    link: str
    url: str


type WaySource = Callable[[], Way | None]

_sources: list[WaySource] = []


def register(source: WaySource) -> None:
    """Ask this source from now on."""
    if source not in _sources:
        _sources.append(source)


def all_of_them() -> list[Way]:
    return [way for source in _sources if (way := source())]
