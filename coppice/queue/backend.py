"""Django's Tasks API on our own rows: `TASKS = {"default": {"BACKEND": "coppice.queue.backend.QueueBackend"}}`."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.tasks.backends.base import BaseTaskBackend
from django.tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django.tasks.exceptions import TaskResultDoesNotExist
from django.tasks.signals import task_enqueued
from django.utils import timezone
from django.utils.json import normalize_json
from django.utils.module_loading import import_string

from .marks import attempts_for
from .models import QueuedTask

STATUS = {
    QueuedTask.State.WAITING: TaskResultStatus.READY,
    QueuedTask.State.RUNNING: TaskResultStatus.RUNNING,
    QueuedTask.State.DONE: TaskResultStatus.SUCCESSFUL,
    QueuedTask.State.FAILED: TaskResultStatus.FAILED,
}


class QueueBackend(BaseTaskBackend):
    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue[**P, R](self, task: Task[P, R], args: list[Any], kwargs: dict[str, Any]) -> TaskResult[P, R]:
        """Write the task in the caller's transaction: what is rolled back was never asked for."""
        self.validate_task(task)
        now = timezone.now()
        row = QueuedTask.objects.create(
            path=task.module_path,
            arguments=normalize_json({"args": args, "kwargs": kwargs}),
            priority=task.priority,
            max_attempts=attempts_for(task.func),
            enqueued_at=now,
            run_after=task.run_after or now,
        )
        result = self.result(row, task)
        task_enqueued.send(type(self), task_result=result)
        return result

    def get_result(self, result_id: str) -> TaskResult[..., Any]:
        try:
            row = QueuedTask.objects.get(pk=result_id)
        except (QueuedTask.DoesNotExist, ValidationError) as reason:
            raise TaskResultDoesNotExist(result_id) from reason
        return self.result(row, task_at(row.path))

    def result[**P, R](self, row: QueuedTask, task: Task[P, R]) -> TaskResult[P, R]:
        result = TaskResult(
            task=task,
            id=str(row.pk),
            status=STATUS[QueuedTask.State(row.state)],
            enqueued_at=row.enqueued_at,
            started_at=row.started_at,
            finished_at=row.finished_at,
            last_attempted_at=row.started_at,
            args=row.arguments["args"],
            kwargs=row.arguments["kwargs"],
            backend=self.alias,
            errors=[TaskError(exception_class_path=row.error.split("\n")[0], traceback=row.error)] if row.error else [],
            worker_ids=[row.worker] * row.attempts,
        )
        object.__setattr__(result, "_return_value", row.value)
        return result


def task_at(path: str) -> Task[..., Any]:
    """The task that a row names; a path that names anything else is refused."""
    found = import_string(path)
    if not isinstance(found, Task):
        raise ImportError(f"{path} is not a task.")
    return found
