"""Tasks for the fault bench. What one leaves behind is another task, so that effects can be counted."""

import time

from django.tasks import task


@task
def effect(mark: int) -> int:
    return mark


@task
def have_effect(mark: int) -> None:
    time.sleep(0.03)
    effect.enqueue(mark)
    time.sleep(0.02)
