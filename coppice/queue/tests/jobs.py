"""Tasks that the tests ask for. What a task leaves behind is another task, so that it can be counted."""

import time

from django.tasks import task

from coppice.queue.marks import attempts, long
from coppice.queue.models import QueuedTask
from coppice.queue.running import settle


@task
def trace(mark: str) -> str:
    return mark


@task
def leave_trace(mark: str, pause: float = 0) -> None:
    trace.enqueue(mark)
    time.sleep(pause)


@task
@attempts(2)
def stumble(mark: str) -> None:
    trace.enqueue(mark)
    raise ValueError(f"a message that quotes {mark}")


@task
@long
def step_by_step(mark: str) -> None:
    trace.enqueue(mark)
    settle(value=mark)


def traces(mark: str) -> int:
    """How often a task that left this mark took effect."""
    return QueuedTask.objects.filter(path=trace.module_path, arguments={"args": [mark], "kwargs": {}}).count()
