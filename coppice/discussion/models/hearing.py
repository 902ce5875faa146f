"""Who hears what: the one rule of who sees comments, whatever page asks."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from coppice.audience.models import Item, unblocked
from coppice.audience.rule import visible
from coppice.audience.viewing import Viewer
from coppice.discussion import openly

if TYPE_CHECKING:
    from coppice.discussion.models.comment import Comment  # noqa: F401


class CommentQuerySet(models.QuerySet["Comment"]):
    """Comments, as far as somebody was asked by name to read what they are about, and nobody keeps them back."""

    def visible_to(self, viewer: object, *, now: datetime) -> CommentQuerySet:
        """To a guest: what they said themselves, and what its author answered to it."""
        who = Viewer.of(viewer)
        seen = Q(visible(who, now, only_named=True, item="item_id")) | openly.heard(who, now)
        if who.guests:
            seen |= Q(by_guest(who, now)) & Q(visible(who, now, item="item_id"))
        return self.heard_by(who).filter(seen)

    def said_by_guest(self, viewer: Viewer, *, now: datetime) -> CommentQuerySet:
        """What the viewer said by a link that still holds, and what the author of the text answered."""
        return self.filter(by_guest(viewer, now))

    def heard_by(self, viewer: object) -> CommentQuerySet:
        """About what the viewer may read: all but those that somebody else keeps to themselves, or of people between
        whom and the viewer there is a block."""
        person = Viewer.of(viewer).person
        if person is None:
            return self.filter(holding=None)
        return self.filter(Q(holding=None) | Q(author=person), unblocked(person, "author"))

    def of(self, item: Item) -> CommentQuerySet:
        return self.filter(item_id=item.pk)

    def threads(self) -> CommentQuerySet:
        return self.filter(parent=None)

    def open(self) -> CommentQuerySet:
        return self.threads().filter(resolved_at=None, withdrawn_at=None)


def by_guest(viewer: Viewer, now: datetime) -> Q:
    """One's own as a guest, while the link one came by is live; and the answers of the text's author to that."""
    own, asked = (
        Q(
            **{
                f"{whose}guest__in": viewer.guests,
                f"{whose}guest__link__in": viewer.links,
                f"{whose}guest__link__link__ends_at__gt": now,
            }
        )
        for whose in ("", "parent__")
    )
    return own | asked & Q(author=F("item__author"))
