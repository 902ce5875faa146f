"""Offers: what somebody would do for others."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.groups.models import Group
from coppice.people.models.line import Line, LineQuerySet


class Offered(models.TextChoices):
    """What members do for each other."""

    MENTOR = "mentor", _("be somebody’s mentor")
    BUDDY = "buddy", _("be somebody’s buddy")
    CHAIR = "chair", _("chair a meeting")
    SPEAK = "speak", _("speak")
    ASSESS = "assess", _("assess")
    CO_WRITE = "co-write", _("write together")
    HOST = "host", _("host a visit")


class Offer(Line, Item):
    """Something that somebody would do for others, for how many, and whether they have time now."""

    what = models.CharField(max_length=10, choices=Offered.choices)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    is_available = models.BooleanField(default=True)
    note = models.CharField(max_length=200, blank=True)

    objects: ClassVar[Any] = LineQuerySet["Offer"].as_manager()
    everything: ClassVar[Any] = LineQuerySet["Offer"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["what", "-item_ptr"], name="offers_newest")]
        constraints = [models.UniqueConstraint(fields=["person", "what"], name="offered_once")]

    def __str__(self) -> str:
        return str(Offered(self.what).label)

    @property
    def content(self) -> tuple[Any, ...]:
        return self.capacity, self.is_available, self.note

    @classmethod
    @transaction.atomic
    def make(
        cls,
        what: str,
        *,
        reach: str,
        by: Person,
        now: datetime,
        group: Group | None = None,
        capacity: int | None = None,
        is_available: bool = True,
        note: str = "",
        seen: str | None = None,
    ) -> Offer | None:
        """Offer it, or say anew how; None if it says something else meanwhile than was `seen`."""
        there = cls.everything.filter(person=by, what=what).first()
        wanted = (capacity, is_available, note.strip())
        if there and seen is not None and there.mark != seen and there.content != wanted:
            return None
        one: Offer = there or cls(author=by, person=by, what=what, created_at=now)
        one.capacity, one.is_available, one.note = wanted
        one.title = Offered(what).value
        one.kept(reach=reach, group=group, by=by, now=now, is_new=there is None)
        return one
