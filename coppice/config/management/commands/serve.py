"""Serve Coppice on one machine: `manage.py serve --port 8000`."""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from coppice.config.serving import NotServing, Supervisor, require_free, web_server, worker


class Command(BaseCommand):
    help = "Runs the web server and one worker of the queue, until it is asked to stop."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--workers", type=int, default=os.cpu_count() or 1, help="web processes; one a core is best"
        )
        parser.add_argument("--without-worker", action="store_true", help="leave the queue to workers elsewhere")

    def handle(self, *args: Any, host: str, port: int, workers: int, without_worker: bool, **options: Any) -> None:
        try:
            require_free(host, port)
            Supervisor([web_server(host, port, workers), *([] if without_worker else [worker()])]).run()
        except NotServing as reason:
            raise CommandError(str(reason)) from reason
