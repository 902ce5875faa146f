"""Serve Coppice on one machine: `manage.py serve --port 8000`."""

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from coppice.config.serving import NotServing, Supervisor, free_beside, live_server, require_free, web_server, worker


class Command(BaseCommand):
    help = "Runs the web server, the live server and one worker of the queue, until it is asked to stop."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--live-port", type=int, help="of the live server; the next one, unless said")
        parser.add_argument(
            "--workers", type=int, default=os.cpu_count() or 1, help="web processes; one a core is best"
        )
        parser.add_argument("--without-worker", action="store_true", help="leave the queue to workers elsewhere")

    def handle(
        self,
        *args: Any,
        host: str,
        port: int,
        live_port: int | None,
        workers: int,
        without_worker: bool,
        **options: Any,
    ) -> None:
        try:
            require_free(host, port)
            if settings.PRODUCTION:
                live_port = live_port or port + 1
                require_free(host, live_port)
            else:  # no server stands in front, so pages are told the port
                live_port = live_port or free_beside(host, port)
                os.environ["COPPICE_LIVE_PORT"] = str(live_port)
            parts = [web_server(host, port, workers), live_server(host, live_port)]
            Supervisor([*parts, *([] if without_worker else [worker()])]).run()
        except NotServing as reason:
            raise CommandError(str(reason)) from reason
