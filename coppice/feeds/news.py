"""What is new for a reader, newest first: as the rule allows at this moment, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from coppice.audience.models import AudienceChange, Item
from coppice.audience.rule import visible
from coppice.audience.viewing import Viewer
from coppice.feeds.kinds import KINDS
from coppice.groups.models import Group

MANY = 30
NOT_OLDER = timedelta(days=365)


@dataclass(frozen=True)
class Piece:
    """An item, when it came to be where this reader finds it, and since when it says what it says."""

    item: Item
    at: datetime
    updated: datetime


def news(viewer: Viewer, *, now: datetime, group: Group | None = None) -> list[Piece]:
    """The newest that the viewer can see and did not write, of a group or of everywhere."""
    found = [*made(viewer, group, now=now), *shared(viewer, group, now=now)]
    return sorted(found, key=lambda piece: (piece.at, piece.item.pk), reverse=True)[:MANY]


def made(viewer: Viewer, group: Group | None, *, now: datetime) -> Iterator[Piece]:
    """Of kinds that are shared when they are made. Their ids sort by when they came, and are an index."""
    wanted = among(group, is_shared_later=False)
    if wanted is None:
        return
    items = Item.objects.visible_to(viewer, now=now).filter(wanted, created_at__gt=now - NOT_OLDER)
    if viewer.person:
        items = items.exclude(author=viewer.person)
    for item in items.select_related("author").order_by("-pk")[:MANY]:
        yield Piece(item, item.created_at, max(item.created_at, item.changed_at))


def shared(viewer: Viewer, group: Group | None, *, now: datetime) -> Iterator[Piece]:
    """Of kinds that are shared later: where their reach was last changed, as far as one sees them now."""
    wanted = among(group, is_shared_later=True)
    if wanted is None:
        return
    is_wanted = Exists(Item.objects.filter(wanted, pk=OuterRef("item_id")))
    changes = AudienceChange.objects.filter(
        is_wanted, visible(viewer, now, item="item_id"), what="reach", at__gt=now - NOT_OLDER
    )
    if viewer.person:
        changes = changes.exclude(item__author=viewer.person)
    seen: set[object] = set()
    for change in changes.select_related("item__author").order_by("-pk")[: 3 * MANY]:
        if change.item_id not in seen:
            seen.add(change.item_id)
            yield Piece(change.item, change.at, change.at)


def among(group: Group | None, *, is_shared_later: bool) -> Q | None:
    kinds = [kind for kind in KINDS if kind.is_shared_later is is_shared_later]
    found = [Q(kind=kind.name) & kind.of_group(group) if group else Q(kind=kind.name) for kind in kinds]
    whole = Q()
    for one in found:
        whole |= one
    return whole if found else None
