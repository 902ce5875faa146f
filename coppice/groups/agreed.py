"""What the members of a group agreed on telling elsewhere what is said in it; told by the floor that keeps agreements.

from coppice.groups import agreed
agreed.register(told)                    # told(group, since) -> Agreed

agreed.now(group).stays                  # whether what is said from now on stays in the group
agreed.since(group, topic.created_at)    # the strictest of all that was agreed from that moment until today

A group is given as itself or by its id. Of an item, `coppice.audience.sentences.agreed_of` asks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from coppice.groups.models import Group


@dataclass(frozen=True)
class Agreed:
    """`stays`: nothing of it leaves the group. `sentence`: what is asked of whoever would tell it elsewhere."""

    stays: bool = False
    sentence: str = ""


type Source = Callable[[Group | UUID, datetime], Agreed]

_sources: list[Source] = []


def register(source: Source) -> None:
    """Ask this source from now on."""
    if source not in _sources:
        _sources.append(source)


def since(group: Group | UUID, moment: datetime) -> Agreed:
    """For something that began at that moment and that others added to (one query)."""
    return next((source(group, moment) for source in _sources), Agreed())


def now(group: Group | UUID) -> Agreed:
    """For what is said from now on."""
    return since(group, timezone.now())
