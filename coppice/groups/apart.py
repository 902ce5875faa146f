"""People who see nothing of each other, in a group that both belong to; told by the floor that knows of blocks.

from coppice.groups import apart
apart.register(unblocked)   # unblocked(person) -> a condition on rows about people
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import and_

from django.db.models import Q

from coppice.accounts.models import Person

type Way = Callable[[Person], Q]

_ways: list[Way] = []


def register(way: Way) -> None:
    """Ask this way from now on."""
    if way not in _ways:
        _ways.append(way)


def seen_by(person: Person) -> Q:
    """A condition on memberships: that the person sees whose they are."""
    return reduce(and_, (way(person) for way in _ways), Q())
