"""A letter to one person: claimed before it is written, so that nobody gets two and nobody is missed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models

from coppice.audience.models import Item
from coppice.kernel.ids import uuid7

TAKEN_FOR = timedelta(hours=1)


class Outcome(models.TextChoices):
    """How a letter ended."""

    SENT = "sent"
    NOTHING = "nothing"
    REFUSED = "refused"


class LetterQuerySet(models.QuerySet["Letter"]):
    """Letters, in the community's words."""

    def open(self) -> LetterQuerySet:
        return self.filter(ended_at=None)

    def take(self, letter: Letter, *, task: str, now: datetime) -> bool:
        """Hold the letter for this task; a letter that another task took is free again after an hour."""
        free = models.Q(taken_by="") | models.Q(taken_by=task) | models.Q(taken_at__lt=now - TAKEN_FOR)
        return bool(self.open().filter(free, pk=letter.pk).update(taken_by=task, taken_at=now))


class Letter(models.Model):
    """With a day: the digest of that day where its person is, with what comes once a week if it has a week too.

    Without: what is told at once, about one item or about none. Its id makes its Message-ID.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, null=True, related_name="+")
    day = models.DateField(null=True)
    week = models.CharField(max_length=8, blank=True)
    planned_at = models.DateTimeField()
    taken_by = models.CharField(max_length=40, blank=True)
    taken_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True, choices=Outcome.choices)

    objects: ClassVar[LetterQuerySet] = LetterQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], name="one_digest_a_day"),
            models.UniqueConstraint(fields=["person", "week"], condition=~models.Q(week=""), name="one_digest_a_week"),
            models.UniqueConstraint(
                fields=["person", "item"],
                condition=models.Q(day=None, ended_at=None),
                name="one_letter_about_an_item_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(day=None, item=None, ended_at=None),
                name="one_letter_about_no_item_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, outcome="") | models.Q(ended_at__isnull=False, outcome__gt=""),
                name="a_letter_that_ended_says_how",
            ),
            models.CheckConstraint(condition=models.Q(week="") | models.Q(day__isnull=False), name="a_week_has_a_day"),
        ]
        indexes = [models.Index(fields=["planned_at"], name="letters_open", condition=models.Q(ended_at=None))]

    def __str__(self) -> str:
        return self.outcome or "open"

    def end(self, outcome: str, *, now: datetime) -> None:
        Letter.objects.open().filter(pk=self.pk).update(ended_at=now, outcome=outcome)


class Told(models.Model):
    """A line that no notice is behind, such as a question that waits, was in a digest of somebody's: once, for ever."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=80)
    letter = models.ForeignKey(Letter, on_delete=models.SET_NULL, null=True, related_name="told")

    objects: ClassVar[models.Manager[Told]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "what"], name="said_once_in_digests")]

    def __str__(self) -> str:
        return self.what
