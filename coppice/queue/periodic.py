"""Tasks that come round by the clock: put `@every(hours=24)` above `@task` in an app's `tasks.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.tasks.base import Task

from .models import QueuedTask, Recurrence


@dataclass(frozen=True, slots=True)
class Periodic:
    task: Task[..., Any]
    interval: timedelta

    def ask_if_due(self, now: datetime) -> bool:
        """Ask for the task when it is due, once however many workers look, and not while the last one is unfinished."""
        recurrence, _ = Recurrence.objects.get_or_create(path=self.task.module_path, defaults={"due_at": now})
        if recurrence.due_at > now:
            return False
        with transaction.atomic():
            mine = Recurrence.objects.filter(path=recurrence.path, due_at=recurrence.due_at)
            if not mine.update(due_at=now + self.interval):
                return False
            if QueuedTask.objects.unfinished().filter(path=recurrence.path).exists():
                return False
            self.task.enqueue()
        return True


registered: dict[str, Periodic] = {}


def every(*, days: float = 0, hours: float = 0, minutes: float = 0) -> Callable[[Task[[], Any]], Task[[], Any]]:
    """Register a task without arguments to be asked for at this interval."""
    interval = timedelta(days=days, hours=hours, minutes=minutes)

    def register(task: Task[[], Any]) -> Task[[], Any]:
        registered[task.module_path] = Periodic(task, interval)
        return task

    return register


def ask_for_what_is_due(now: datetime) -> list[str]:
    """Ask for every registered task that is due; the paths of those that were."""
    return [path for path, periodic in registered.items() if periodic.ask_if_due(now)]
