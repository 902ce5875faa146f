"""Bringing a group to a good end: announced with thanks, then over, with what it made still to be read."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.groups.models import Group, Stage
from coppice.kernel.refusals import Refusal
from coppice.tending.models.charter_version import CharterVersion
from coppice.tending.models.handover import UNDER_WAY, Handover, State
from coppice.tending.people import happened, members, must_tend

FEWEST_DAYS, MOST_DAYS = 7, 366


class LastDayQuerySet(models.QuerySet["Ending"]):
    """Endings, in the community's words."""

    def due(self, today: date) -> LastDayQuerySet:
        """Those whose last day is over."""
        return self.filter(ended_at=None, last_day__lt=today)


class Ending(models.Model):
    """That a group ends: until the end of its last day it can be undone, and everybody writes as ever."""

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="ending", primary_key=True)
    last_day = models.DateField()
    thanks = models.TextField(max_length=4000)
    stays = models.TextField(max_length=2000, blank=True)
    stage_before = models.CharField(max_length=10, choices=Stage.choices)
    announced_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    announced_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[LastDayQuerySet] = LastDayQuerySet.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return f"{self.group}: {self.last_day}"

    @classmethod
    @transaction.atomic
    def announce(cls, *, group: Group, last_day: date, thanks: str, stays: str, by: Person, now: datetime) -> Ending:
        """Tell all members until when the group lives. Announced again, the new day and words count."""
        group = group.held_open()
        must_tend(group, by)
        today = timezone.localdate(now)
        if not today + timedelta(days=FEWEST_DAYS) <= last_day <= today + timedelta(days=MOST_DAYS):
            raise Refusal(
                _("Give people a week at least, so that they can say goodbye and keep what is theirs; a year at most.")
            )
        known = {
            "last_day": last_day, "thanks": thanks, "stays": stays, "announced_by": by, "announced_at": now,
        }  # fmt: skip
        made, _new = cls.objects.update_or_create(
            group=group, defaults=known, create_defaults={**known, "stage_before": group.stage}
        )
        made.set_stage(Stage.CLOSING)
        made.tell("group closing", by=by, now=now)
        return made

    def set_stage(self, stage: str) -> None:
        self.group.stage = stage
        self.group.save(update_fields=["stage"])

    def tell(self, verb: str, *, by: Person | None, now: datetime) -> None:
        path = self.group.get_absolute_url()
        happened(verb, self.group, by=by, to=members(self.group), path=path, now=now)

    @transaction.atomic
    def undo(self, *, by: Person, now: datetime) -> None:
        """Go on after all, until the last day is over."""
        self.group = self.group.held_open()
        must_tend(self.group, by)
        self.set_stage(self.stage_before)
        self.tell("group goes on", by=by, now=now)
        self.delete()

    @transaction.atomic
    def come(self, *, now: datetime) -> bool:
        """The last day is over: nobody writes any more, and what was under way is settled. False if it was undone."""
        group = self.group.held()
        row = Ending.objects.filter(pk=group.pk, ended_at=None, last_day__lt=timezone.localdate(now)).first()
        if row is None:
            return False
        row.group = group
        row.settle_what_is_under_way(now=now)
        row.set_stage(Stage.ENDED)
        row.ended_at = now
        row.save(update_fields=["ended_at"])
        row.tell("group ended", by=None, now=now)
        return True

    def settle_what_is_under_way(self, *, now: datetime) -> None:
        """Nothing waits for an answer that can't be given any more."""
        self.group.requests.filter(answered_at=None).delete()
        self.group.invitations.filter(answered_at=None).delete()
        Handover.objects.filter(group=self.group, state__in=UNDER_WAY).update(state=State.TAKEN_BACK, changed_at=now)
        if put := CharterVersion.objects.put(self.group):
            put.settle(is_agreed=False, now=now)
