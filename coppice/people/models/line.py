"""What every line has: one thing somebody says of themselves, with an audience of its own by the one rule."""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2s
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from coppice.accounts.models import Person
from coppice.audience.models import Item, ItemQuerySet
from coppice.groups.models import Group
from coppice.happenings.models import Happening


class LineQuerySet[M: Item](ItemQuerySet[M]):
    """Lines, in the words of this app."""

    def of(self, person: Person) -> Self:
        """Theirs, found by an index of the line’s own table."""
        return self.filter(person=person)

    def of_people(self, ids: Any) -> Self:
        return self.filter(person_id__in=ids)

    def mine(self, person: Person) -> Self:
        """Their own lines that are not in the bin."""
        return self.filter(person=person, removed_at=None)


class Line(models.Model):
    """What every line has. `person` repeats the author, so that one index finds the lines of somebody."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", editable=False)

    class Meta:
        abstract = True

    @property
    def content(self) -> tuple[Any, ...]:
        """What it says: whoever changes it must have seen this."""
        raise NotImplementedError

    @property
    def mark(self) -> str:
        """Tells whether it says the same as before."""
        return blake2s(repr(self.content).encode(), digest_size=8).hexdigest()

    def kept(self, *, reach: str, group: Group | None, by: Person, now: datetime, is_new: bool = False) -> None:
        """Write it down with its audience, in the transaction of the command."""
        item: Any = self
        item.changed_at = now
        item.save()
        if item.removed_at:
            item.take_back(by=by, now=now)
        if (item.reach, item.group_id) != (reach, group.pk if group else None):
            item.share(reach=reach, group=group, by=by, now=now)
        if is_new:
            Happening.record(actor=by, verb=f"said {item.kind}", item=item, at=now)

    def get_absolute_url(self) -> str:
        return reverse("people:profile", args=[self.person.slug]) + f"#{self.pk}"
