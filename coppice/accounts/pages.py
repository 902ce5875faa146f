"""Where the page of a person is, told by an upper floor: lists of names can lead there without knowing it.

from coppice.accounts import pages
pages.register(page_of)   # page_of(person) -> its address, or "" if there is none
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_sources: list[Callable[[Any], str]] = []


def register(source: Callable[[Any], str]) -> None:
    """Ask this source from now on."""
    if source not in _sources:
        _sources.append(source)


def of(person: Any) -> str:
    """The address of the person’s page; empty where there is none."""
    return next((url for source in _sources if (url := source(person))), "")
