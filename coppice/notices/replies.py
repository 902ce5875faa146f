"""The address to which somebody can answer a letter, told by the floor that receives mail.

from coppice.notices import replies
replies.register(reply_address)   # reply_address(notice) -> "reply+token@community.example"

A source says "" of what cannot be answered by mail.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coppice.notices.models import Notice

type Source = Callable[[Notice], str]

_sources: list[Source] = []


def register(source: Source) -> None:
    """Ask this source from now on."""
    if source not in _sources:
        _sources.append(source)


def address_for(notices: Sequence[Notice]) -> str:
    """Where an answer to a letter with these goes: the newest that can be answered counts."""
    return next((found for notice in reversed(notices) for source in _sources if (found := source(notice))), "")
