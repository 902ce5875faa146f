"""The worker: claims what is ready, runs it, and asks for what is due by the clock."""

import logging
import secrets
import socket
import threading
from datetime import timedelta
from os import getpid

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from . import beside
from .models import QueuedTask
from .periodic import ask_for_what_is_due
from .running import run

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=30)
PAUSE = 0.3
CLOCK = timedelta(seconds=10)


class Worker:
    def __init__(self, *, lease: timedelta = LEASE) -> None:
        self.name = f"{socket.gethostname()[:60]}:{getpid()}:{secrets.token_hex(4)}"
        self.lease = lease
        self.stopping = threading.Event()
        self.looked_at_clock = timezone.now() - CLOCK

    def work(self) -> None:
        """Run tasks until asked to stop; a database that is away for a while is waited for."""
        autodiscover_modules("tasks")
        while not self.stopping.is_set():
            try:
                self.look_at_clock()
                idle = not self.run_next()
            except DatabaseError as trouble:
                log.error("The database does not answer (%s); trying again.", type(trouble).__name__)
                connection.close()
                self.stopping.wait(3)
            else:
                if idle:
                    self.stopping.wait(PAUSE)
            close_old_connections()
        beside.stop()

    def stop(self) -> None:
        """Stop after the task that is running now."""
        self.stopping.set()

    def run_next(self) -> bool:
        """Run one task if one is ready; true when there was one."""
        claim = QueuedTask.objects.claim(worker=self.name, now=timezone.now(), lease=self.lease)
        if claim is None:
            return False
        run(claim, self.lease)
        return True

    def drain(self) -> int:
        """Run everything that is ready, and what that asks for in turn; the number of attempts made."""
        attempts = 0
        while not self.stopping.is_set() and self.run_next():
            attempts += 1
        return attempts

    def look_at_clock(self) -> None:
        now = timezone.now()
        if now - self.looked_at_clock < CLOCK:
            return
        self.looked_at_clock = now
        beside.keep_running()
        QueuedTask.objects.give_up_hopeless(now)
        ask_for_what_is_due(now)


def drain() -> int:
    """Run all that is ready, here and now: for tests, commands and the demo."""
    return Worker().drain()
