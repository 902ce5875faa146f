"""Workers that are killed, and workers that want the same task, on the real database."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from coppice.queue.models import QueuedTask
from coppice.queue.tests import jobs
from coppice.queue.worker import LEASE

ROOT = Path(__file__).resolve().parents[3]


def start_worker(database_url: str, home: Path) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "COPPICE_DATABASE_URL": database_url, "COPPICE_HOME": str(home)}
    command = [sys.executable, str(ROOT / "manage.py"), "worker", "--lease", "1"]
    return subprocess.Popen(command, env=environment)


def wait_until(condition: Callable[[], bool], seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def state_of(identifier: str) -> str:
    return QueuedTask.objects.values_list("state", flat=True).get(pk=identifier)


def test_a_task_whose_worker_is_killed_is_done_once_more(database_url: str, tmp_path: Path) -> None:
    result = jobs.leave_trace.enqueue("hazel", pause=2)
    first = start_worker(database_url, tmp_path)
    wait_until(lambda: state_of(result.id) == "running")
    time.sleep(0.3)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    assert (state_of(result.id), jobs.traces("hazel")) == ("running", 0)

    second = start_worker(database_url, tmp_path)
    wait_until(lambda: state_of(result.id) == "done")
    second.terminate()
    assert second.wait(timeout=60) == 0
    assert jobs.traces("hazel") == 1
    assert QueuedTask.objects.get(pk=result.id).attempts == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_claim_the_same_task() -> None:
    for number in range(40):
        jobs.trace.enqueue(str(number))

    def claim_all(worker: str) -> list[UUID]:
        claimed = []
        while claim := QueuedTask.objects.claim(worker=worker, now=timezone.now(), lease=LEASE):
            claimed.append(claim.pk)
        connection.close()
        return claimed

    with ThreadPoolExecutor(4) as pool:
        taken = [pk for pks in pool.map(claim_all, ["a", "b", "c", "d"]) for pk in pks]
    while claim := QueuedTask.objects.claim(worker="last", now=timezone.now(), lease=LEASE):
        taken.append(claim.pk)
    assert len(taken) == len(set(taken)) == 40
