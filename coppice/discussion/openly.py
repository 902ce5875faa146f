"""Kinds of items that are talked about openly: whoever sees one hears what is said in its margin, and joins in.

All others are talked about by name: by their author and those asked to read. An upper floor says which are its own:

    openly.talked_about("charter")

A kind whose talk comes to an end has a property `is_open_for_talk`.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from coppice.audience.models import Item
from coppice.audience.rule import visible
from coppice.audience.viewing import Viewer

_kinds: set[str] = set()


def talked_about(kind: str) -> None:
    _kinds.add(kind)


def is_talked_about(item: Item) -> bool:
    return item.kind in _kinds


def heard(viewer: Viewer, now: datetime) -> Q:
    """Comments on such items that the viewer, who has an account, can see."""
    return Q(item__kind__in=_kinds) & Q(visible(viewer, now, item="item_id")) if viewer.person else Q(pk__in=[])


def may_join(viewer: Viewer, item: Item) -> bool:
    """Somebody who can see it (the caller asked the rule)."""
    if viewer.person is None or not is_talked_about(item):
        return False
    return bool(getattr(item.as_kind(), "is_open_for_talk", True))
