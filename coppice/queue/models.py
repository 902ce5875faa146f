"""The rows behind the queue: one for each task that was asked for, one for each task that comes round by the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast

from coppice.kernel.ids import uuid7

KEPT_FOR = timedelta(days=30)
FIRST_RETRY = timedelta(seconds=5)
LATEST_RETRY = timedelta(hours=1)


class LeaseLost(Exception):
    """Another worker took this task over while it ran; whatever is not yet committed must be rolled back."""


class QueuedTaskQuerySet(models.QuerySet["QueuedTask"]):
    def ready(self, now: datetime) -> QueuedTaskQuerySet:
        """Tasks that may start now, including those whose worker has gone silent."""
        waiting = Q(state=QueuedTask.State.WAITING, run_after__lte=now)
        abandoned = Q(state=QueuedTask.State.RUNNING, lease_until__lt=now, attempts__lt=F("max_attempts"))
        return self.filter(waiting | abandoned, finished_at__isnull=True).order_by("-priority", "run_after", "id")

    def claim(self, *, worker: str, now: datetime, lease: timedelta) -> Claim | None:
        """Take the next task for this worker. Two workers may read the same row; only one changes it."""
        for pk, attempts in self.ready(now).values_list("pk", "attempts")[:5]:
            taken = self.ready(now).filter(pk=pk, attempts=attempts)
            if taken.update(
                state=QueuedTask.State.RUNNING,
                worker=worker,
                attempts=attempts + 1,
                started_at=now,
                lease_until=now + lease,
            ):
                return Claim(pk=pk, worker=worker, attempt=attempts + 1)
        return None

    def held_by(self, claim: Claim) -> QueuedTaskQuerySet:
        return self.filter(pk=claim.pk, worker=claim.worker, attempts=claim.attempt, state=QueuedTask.State.RUNNING)

    def give_up_hopeless(self, now: datetime) -> int:
        """Fail the tasks that took their worker down with them at every attempt."""
        hopeless = self.filter(state=QueuedTask.State.RUNNING, lease_until__lt=now, attempts__gte=F("max_attempts"))
        return hopeless.update(
            state=QueuedTask.State.FAILED, lease_until=None, finished_at=now, error="The worker stopped each time."
        )

    def forget_finished(self, now: datetime) -> int:
        deleted, _ = self.filter(finished_at__lt=now - KEPT_FOR).delete()
        return deleted

    def naming(self, pk: UUID) -> QueuedTaskQuerySet:
        """Tasks that have this id among their arguments."""
        return self.annotate(said=Cast("arguments", models.TextField())).filter(said__contains=str(pk))

    def unfinished(self) -> QueuedTaskQuerySet:
        return self.filter(state__in=[QueuedTask.State.WAITING, QueuedTask.State.RUNNING])


class QueuedTask(models.Model):
    """A task that was asked for, and how it went. Its arguments are identifiers; its error has no message."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    path = models.CharField(max_length=200)
    arguments = models.JSONField()
    priority = models.SmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=5)
    worker = models.CharField(max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True)
    enqueued_at = models.DateTimeField()
    run_after = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    value = models.JSONField(null=True)
    error = models.TextField(blank=True)

    objects = QueuedTaskQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["-priority", "run_after", "id"], name="queue_unfinished", condition=Q(finished_at__isnull=True)
            ),
            models.Index(fields=["finished_at"], name="queue_finished"),
        ]
        constraints = [
            models.CheckConstraint(
                name="queue_lease_while_running",
                condition=Q(state="running", lease_until__isnull=False)
                | (~Q(state="running") & Q(lease_until__isnull=True)),
            ),
            models.CheckConstraint(
                name="queue_finish_has_a_time",
                condition=Q(state__in=["done", "failed"], finished_at__isnull=False)
                | Q(state__in=["waiting", "running"], finished_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.path} ({self.state})"


@dataclass(frozen=True, slots=True)
class Claim:
    """One attempt at one task by one worker. Good until another worker claims the same task."""

    pk: UUID
    worker: str
    attempt: int

    def finish(self, *, value: Any, now: datetime) -> None:
        self._change(state=QueuedTask.State.DONE, lease_until=None, finished_at=now, value=value, error="")

    def retry(self, *, error: str, now: datetime) -> None:
        """Try again after a while that grows with each attempt, from five seconds to an hour."""
        pause = min(FIRST_RETRY * 4 ** (self.attempt - 1), LATEST_RETRY)
        self._change(state=QueuedTask.State.WAITING, lease_until=None, run_after=now + pause, error=error)

    def give_up(self, *, error: str, now: datetime) -> None:
        self._change(state=QueuedTask.State.FAILED, lease_until=None, finished_at=now, error=error)

    def give_back(self) -> None:
        """Put the task back untouched, as when the worker is asked to stop before it began."""
        self._change(state=QueuedTask.State.WAITING, lease_until=None, attempts=self.attempt - 1)

    def extend(self, *, until: datetime) -> None:
        self._change(lease_until=until)

    def _change(self, **fields: Any) -> None:
        if not QueuedTask.objects.held_by(self).update(**fields):
            raise LeaseLost


class Recurrence(models.Model):
    """When a task that comes round by the clock is next due. Whoever moves `due_at` on is the one who asks for it."""

    path = models.CharField(max_length=200, primary_key=True)
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.path
