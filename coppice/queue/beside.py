"""What a worker keeps running beside its tasks, told by upper floors.

from coppice.queue import beside
beside.register(service)   # asked every few seconds to keep running, and once to stop
"""

from __future__ import annotations

from typing import Protocol


class Service(Protocol):
    """Something that runs in threads of its own for as long as the worker does."""

    def keep_running(self) -> None:
        """Start, if it should run and does not; must not raise."""

    def stop(self) -> None:
        """End what was begun."""


_services: list[Service] = []


def register(service: Service) -> None:
    """Keep this running from now on."""
    if service not in _services:
        _services.append(service)


def keep_running() -> None:
    for service in _services:
        service.keep_running()


def stop() -> None:
    for service in _services:
        service.stop()
