"""Files that somebody sees no more for a reason of their own: told by the apps that know one.

from coppice.files import apart
apart.register(folded_away)   # folded_away(person) -> a condition on files
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db.models import Exists

from coppice.accounts.models import Person

type Way = Callable[[Person], Exists]

_ways: list[Way] = []


def register(way: Way) -> None:
    if way not in _ways:
        _ways.append(way)


def ways() -> Sequence[Way]:
    return tuple(_ways)
