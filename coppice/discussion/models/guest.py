"""Somebody without an account, who reads one text by a link and comments under a name they give."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.models import Item, Link
from coppice.audience.viewing import Viewer
from coppice.kernel.ids import uuid7
from coppice.kernel.refusals import Refusal
from coppice.revisions.models.written import writable

LONGEST_NAME = 60
AN_HOUR = timedelta(hours=1)
MOST_IN_AN_HOUR, MOST_IN_ALL = 40, 500


class NotByLink(Refusal):
    """A link for comments on what has no text of its own."""


class NoName(Refusal):
    """A guest who did not say who they are."""


class TooManyAtOnce(Refusal):
    """More comments than people write."""

    status = 429


class GuestLink(models.Model):
    """A link whose holders may also comment on what it shows."""

    link = models.OneToOneField(Link, on_delete=models.CASCADE, primary_key=True, related_name="for_guests")

    @classmethod
    @transaction.atomic
    def make(cls, *, item: Item, by: Person, now: datetime, ends_at: datetime) -> GuestLink:
        """An address under which one text can be read and commented on, without an account, until it ends."""
        if writable(item) is None:
            raise NotByLink(
                _("A link for comments is for one text: make it on the page of a section. Nothing was made.")
            )
        return cls.objects.create(link=item.make_link(by=by, now=now, ends_at=ends_at))

    @classmethod
    def held(cls, item: Item, viewer: Viewer, *, now: datetime) -> GuestLink | None:
        """The live one for this item that the viewer came with."""
        mine = cls.objects.filter(link__in=viewer.links, link__item_id=item.pk, link__ends_at__gt=now)
        return mine.order_by("-link__ends_at", "pk").first()

    @transaction.atomic
    def admit(self, *, name: str, viewer: Viewer, now: datetime) -> Guest:
        """Whoever speaks now: the same as before in this browser, else under the name given."""
        GuestLink.objects.select_for_update().get(pk=self.pk)
        self.refuse_floods(now)
        known = self.guests.filter(pk__in=viewer.guests).first()
        named = " ".join(name.split())[:LONGEST_NAME]
        if known is None and not named:
            raise NoName(_("Say under which name you write, so that the author knows who it is. Then send it again."))
        return known or self.guests.create(name=named, made_at=now)

    def refuse_floods(self, now: datetime) -> None:
        said = models.Count("comments")
        lately = models.Count("comments", filter=models.Q(comments__made_at__gt=now - AN_HOUR))
        found: dict[str, Any] = self.guests.aggregate(all=said, lately=lately)
        if found["lately"] >= MOST_IN_AN_HOUR:
            raise TooManyAtOnce(
                _("Very many comments came by this link in the last hour. Send yours again a little later.")
            )
        if found["all"] >= MOST_IN_ALL:
            raise TooManyAtOnce(
                _("This link has brought as many comments as one link can. Ask the author for another.")
            )


class Guest(models.Model):
    """Who wrote by a link, as far as anybody knows; the browser they wrote in remembers that it was they."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    link = models.ForeignKey(GuestLink, on_delete=models.CASCADE, related_name="guests")
    name = models.CharField(max_length=LONGEST_NAME)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "id"]

    def __str__(self) -> str:
        return self.name
