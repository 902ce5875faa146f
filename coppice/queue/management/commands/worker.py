"""Run the tasks of the queue: `manage.py worker`, until it is asked to stop."""

import signal
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand

from coppice.queue.worker import LEASE, Worker


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Runs the tasks of the queue until it is asked to stop; a task that is running is finished first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        group = parser.add_mutually_exclusive_group()
        group.add_argument("--once", action="store_true", help="run one task if one is ready, then end")
        group.add_argument("--drain", action="store_true", help="run everything that is ready, then end")
        parser.add_argument(
            "--lease",
            type=float,
            default=LEASE.total_seconds(),
            metavar="SECONDS",
            help="a worker that is silent for so long is taken for dead, and its task is run again",
        )

    def handle(self, *args: Any, once: bool, drain: bool, lease: float, **options: Any) -> None:
        worker = Worker(lease=timedelta(seconds=lease))
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stop())
        if once:
            done = int(worker.run_next())
        elif drain:
            done = worker.drain()
        else:
            worker.work()
            return
        self.stdout.write(f"{done} attempts made.")
