"""Running one claimed task: its effects and its completion in one transaction, or step by step when it is long."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from traceback import extract_tb
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.tasks.base import Task, TaskContext
from django.utils import timezone
from django.utils.json import normalize_json

from .backend import QueueBackend, task_at
from .marks import is_long
from .models import Claim, LeaseLost, QueuedTask

log = logging.getLogger(__name__)
current: ContextVar[Claim | None] = ContextVar("current", default=None)


def settle(value: Any = None) -> None:
    """Complete the running long task within your own transaction, so that its last step and its end commit together.

    Raises LeaseLost, which undoes that transaction, when another worker has taken the task over. Does nothing outside
    a worker.
    """
    if claim := current.get():
        claim.finish(value=normalize_json(value), now=timezone.now())


def still_mine() -> None:
    """Raises LeaseLost when another worker has taken the running task over: before what cannot be undone.

    For long tasks. Does nothing outside a worker.
    """
    claim = current.get()
    if claim and not QueuedTask.objects.held_by(claim).exists():
        raise LeaseLost


def run(claim: Claim, lease: timedelta) -> bool:
    """Run the task to its end, whatever that is; true when it is done."""
    row = QueuedTask.objects.get(pk=claim.pk)
    token = current.set(claim)
    try:
        with kept_alive(claim, lease):
            _attempt(row, claim)
    except LeaseLost:
        log.warning("Task %s was taken over by another worker.", row.path)
        return False
    except Exception as failure:  # noqa: BLE001 whatever a task raises is the task's failure, not the worker's
        _note(failure, row, claim)
        return False
    finally:
        current.reset(token)
    return True


def _attempt(row: QueuedTask, claim: Claim) -> None:
    task = task_at(row.path)
    if is_long(task.func):
        value = _call(task, row)
        if QueuedTask.objects.held_by(claim).exists():
            claim.finish(value=value, now=timezone.now())
        return
    with transaction.atomic():
        value = _call(task, row)
        claim.finish(value=value, now=timezone.now())


def _call(task: Task[..., Any], row: QueuedTask) -> Any:
    args, kwargs = row.arguments["args"], row.arguments["kwargs"]
    if task.takes_context:
        backend = task.get_backend()
        assert isinstance(backend, QueueBackend)
        args = [TaskContext(task_result=backend.result(row, task)), *args]
    return normalize_json(task.call(*args, **kwargs))


def _note(failure: Exception, row: QueuedTask, claim: Claim) -> None:
    error, now = described(failure), timezone.now()
    log.error("Task %s failed at attempt %d of %d: %s", row.path, claim.attempt, row.max_attempts, error)
    try:
        if claim.attempt < row.max_attempts:
            claim.retry(error=error, now=now)
        else:
            claim.give_up(error=error, now=now)
    except LeaseLost:
        log.warning("Task %s was taken over by another worker.", row.path)


def described(failure: Exception) -> str:
    """The kind of failure and where it happened, without its message, which may quote what somebody wrote."""
    kind = f"{type(failure).__module__}.{type(failure).__qualname__}"
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in extract_tb(failure.__traceback__)]
    return "\n".join([kind, *frames])


@contextmanager
def kept_alive(claim: Claim, lease: timedelta) -> Iterator[None]:
    """Extend the lease from a thread of its own for as long as the task runs."""
    over = threading.Event()
    thread = threading.Thread(target=_extend_until, args=(over, claim, lease), daemon=True, name="lease")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _extend_until(over: threading.Event, claim: Claim, lease: timedelta) -> None:
    try:
        while not over.wait(lease.total_seconds() / 3):
            try:
                claim.extend(until=timezone.now() + lease)
            except DatabaseError:
                # SQLite has one writer. While the task itself is that writer nobody else can claim it either.
                connection.close()
    except LeaseLost:
        pass  # The task finds out when it tries to finish.
    finally:
        connection.close()
