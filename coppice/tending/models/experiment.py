"""What a group tries for a while, and what came of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.accounts.models import Person
from coppice.groups.models import Group, Stage
from coppice.kernel.ids import uuid7
from coppice.kernel.refusals import Refusal
from coppice.tending.people import facilitators, happened, members, must_belong


class Outcome(models.TextChoices):
    """What became of it."""

    KEPT = "kept", gettext_lazy("Kept")
    ADAPTED = "adapted", gettext_lazy("Kept, with changes")
    STOPPED = "stopped", gettext_lazy("Stopped")


class ExperimentQuerySet(models.QuerySet["Experiment"]):
    """Experiments, in the community's words."""

    def visible_to(self, person: object) -> ExperimentQuerySet:
        """The log of a group can be read by whoever sees the group."""
        return self.filter(group__in=Group.objects.visible_to(person))

    def running(self) -> ExperimentQuerySet:
        return self.filter(ended_at=None)

    def due(self, today: date) -> ExperimentQuerySet:
        """Those whose day has come, of which nobody was told."""
        return self.running().filter(until__lte=today, reminded_at=None).exclude(group__stage=Stage.ENDED)


class Experiment(models.Model):
    """What we try, why, until when, and how we shall know."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="experiments")
    what = models.CharField(max_length=200)
    why = models.TextField(max_length=2000)
    until = models.DateField()
    how_known = models.TextField(max_length=2000)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    learned = models.TextField(max_length=4000, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    objects: ClassVar[ExperimentQuerySet] = ExperimentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-begun_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="experiments_end_with_an_outcome",
                condition=Q(ended_at=None, outcome="") | Q(ended_at__isnull=False, outcome__in=Outcome.values),
            )
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("tending:experiment", args=[self.pk])

    @classmethod
    @transaction.atomic
    def begin(
        cls, *, group: Group, what: str, why: str, until: date, how_known: str, by: Person, now: datetime
    ) -> Experiment:
        """By any member; the others are told."""
        group = group.held_open()
        must_belong(group, by)
        made = cls.objects.create(
            group=group, what=what, why=why, until=until, how_known=how_known, begun_by=by, begun_at=now
        )
        path = made.get_absolute_url()
        happened("experiment begun", group, by=by, to=members(group), path=path, now=now)
        return made

    def can_be_ended_by(self, person: Person) -> bool:
        """By who began it, and by who tends the group."""
        if self.ended_at or not self.group.is_open_for_writing:
            return False
        is_theirs = self.begun_by_id == person.pk and self.group.has(person)
        return is_theirs or self.group.is_tended_by(person)

    @transaction.atomic
    def end(self, *, outcome: str, learned: str, by: Person, now: datetime) -> None:
        """Say what became of it and what you learned; both stay in the log."""
        self.group.held_open()
        row = Experiment.objects.get(pk=self.pk)
        if row.ended_at:
            raise Refusal(
                _("Somebody ended it meanwhile: theirs stands in the log. Your words are below, to be copied.")
            )
        self.outcome, self.learned, self.ended_by, self.ended_at = Outcome(outcome), learned, by, now
        self.save(update_fields=["outcome", "learned", "ended_by", "ended_at"])
        path = self.get_absolute_url()
        happened("experiment ended", self.group, by=by, to=members(self.group), path=path, now=now)

    @transaction.atomic
    def remind(self, *, now: datetime) -> None:
        """Tell who began it and who tends the group that its day has come."""
        to = [*facilitators(self.group), *([self.begun_by_id] if self.begun_by_id else [])]
        happened("experiment due", self.group, by=None, to=to, path=self.get_absolute_url(), now=now)
        self.reminded_at = now
        self.save(update_fields=["reminded_at"])
