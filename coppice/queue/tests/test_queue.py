"""Asking, claiming, failing, coming round by the clock."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.tasks import TaskResultStatus
from django.tasks.exceptions import TaskResultDoesNotExist
from django.utils import timezone

from coppice.queue.models import Claim, LeaseLost, QueuedTask, Recurrence
from coppice.queue.periodic import Periodic, registered
from coppice.queue.running import run, settle
from coppice.queue.tasks import forget_finished
from coppice.queue.tests import jobs
from coppice.queue.worker import Worker, drain

pytestmark = pytest.mark.django_db
LEASE = timedelta(seconds=30)


def claim(worker: str = "one", now: datetime | None = None) -> Claim | None:
    return QueuedTask.objects.claim(worker=worker, now=now or timezone.now(), lease=LEASE)


def must_claim(worker: str = "one", now: datetime | None = None) -> Claim:
    claimed = claim(worker, now)
    assert claimed
    return claimed


def test_a_task_runs_once_and_keeps_its_result() -> None:
    result = jobs.trace.enqueue("oak")
    assert result.status == TaskResultStatus.READY
    assert drain() == 1
    result.refresh()
    assert (result.status, result.return_value) == (TaskResultStatus.SUCCESSFUL, "oak")
    assert drain() == 0


def test_a_task_asked_for_in_a_transaction_that_is_undone_was_never_asked_for() -> None:
    with transaction.atomic():
        jobs.trace.enqueue("ash")
        transaction.set_rollback(True)
    assert drain() == 0


def test_an_unknown_result_does_not_exist() -> None:
    for identifier in ("nonsense", "01890000-0000-7000-8000-000000000000"):
        with pytest.raises(TaskResultDoesNotExist):
            jobs.trace.get_result(identifier)


def test_a_later_task_waits_and_a_more_important_one_goes_first() -> None:
    jobs.trace.enqueue("ordinary")
    jobs.trace.using(priority=5).enqueue("important")
    jobs.trace.using(run_after=timezone.now() + timedelta(hours=1)).enqueue("later")
    first = must_claim()
    assert QueuedTask.objects.get(pk=first.pk).arguments["args"] == ["important"]
    must_claim()
    assert claim() is None
    assert claim(now=timezone.now() + timedelta(hours=2))


def test_a_failing_task_undoes_its_effects_and_is_tried_again_later() -> None:
    result = jobs.stumble.enqueue("a private word")
    drain()
    row = QueuedTask.objects.get(pk=result.id)
    assert (row.state, row.attempts) == ("waiting", 1)
    assert row.run_after > timezone.now() + timedelta(seconds=3)
    assert jobs.traces("a private word") == 0
    run(must_claim(now=row.run_after + timedelta(seconds=1)), LEASE)
    row.refresh_from_db()
    assert row.state == "failed"
    assert row.error.startswith("builtins.ValueError\n")
    assert "private" not in row.error


def test_a_silent_worker_loses_its_task_and_can_no_longer_finish_it() -> None:
    jobs.leave_trace.enqueue("elm")
    slow = must_claim("slow")
    assert claim("other") is None
    later = timezone.now() + LEASE * 2
    fast = must_claim("fast", now=later)
    assert fast.attempt == 2
    with pytest.raises(LeaseLost):
        slow.finish(value=None, now=later)
    assert run(slow, LEASE) is False
    assert jobs.traces("elm") == 0
    assert run(fast, LEASE) is True
    assert jobs.traces("elm") == 1


def test_a_task_that_takes_its_worker_down_each_time_is_given_up() -> None:
    result = jobs.stumble.enqueue("x")
    now = timezone.now()
    for attempt in range(2):
        must_claim(now=now + LEASE * 2 * attempt)
    end = now + LEASE * 10
    assert claim(now=end) is None
    assert QueuedTask.objects.give_up_hopeless(end) == 1
    result.refresh()
    assert result.status == TaskResultStatus.FAILED


def test_a_long_task_settles_within_its_own_transaction() -> None:
    result = jobs.step_by_step.enqueue("yew")
    assert run(must_claim(), LEASE) is True
    result.refresh()
    assert QueuedTask.objects.get(pk=result.id).value == "yew"
    assert result.status == TaskResultStatus.SUCCESSFUL
    assert jobs.traces("yew") == 1


def test_settling_outside_a_worker_does_nothing() -> None:
    settle()


def test_a_periodic_task_is_asked_for_once_each_time_it_is_due() -> None:
    rhythm = Periodic(forget_finished, timedelta(hours=24))
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert rhythm.ask_if_due(now)
    assert not rhythm.ask_if_due(now)
    assert not rhythm.ask_if_due(now + timedelta(hours=25)), "the last one is still waiting"
    drain()
    assert rhythm.ask_if_due(now + timedelta(hours=50))
    assert Recurrence.objects.count() == 1


def test_finished_tasks_are_forgotten_after_thirty_days() -> None:
    jobs.trace.enqueue("old")
    drain()
    assert QueuedTask.objects.forget_finished(timezone.now() + timedelta(days=29)) == 0
    assert QueuedTask.objects.forget_finished(timezone.now() + timedelta(days=31)) == 1
    assert forget_finished.module_path in registered


def test_the_worker_ends_when_it_is_asked_to(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = Worker()
    seen: list[Any] = []

    def run_next() -> bool:
        seen.append(1)
        worker.stop()
        return True

    monkeypatch.setattr(worker, "run_next", run_next)
    worker.work()
    assert seen == [1]
