"""Serving on one machine: the web server, the live server and one worker, kept running side by side, ended together."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

CODE = Path(__file__).resolve().parents[2]
PATIENCE = 15
HASTE = 5


class NotServing(Exception):
    """The server could not be started or kept running, in a sentence for the administrator."""


@dataclass
class Part:
    """One of the processes that are kept running."""

    name: str
    arguments: list[str]
    process: "subprocess.Popen[bytes] | None" = None
    starts: list[float] = field(default_factory=list)

    def start(self) -> None:
        self.starts = [*self.starts[-4:], time.monotonic()]
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(CODE), *filter(None, [os.environ.get("PYTHONPATH")])]),
        }
        self.process = subprocess.Popen(
            [sys.executable, *self.arguments],
            env=environment,
            process_group=0,
            preexec_fn=end_with_parent,  # noqa: PLW1509 no thread runs yet in the supervisor
        )

    def has_ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def keeps_ending(self) -> bool:
        """Whether it was started five times within so many seconds that starting it again is no use."""
        return len(self.starts) == 5 and time.monotonic() - self.starts[0] < HASTE * 5

    def end(self, number: signal.Signals) -> None:
        if self.process and not self.has_ended():
            self.process.send_signal(number)


class Supervisor:
    def __init__(self, parts: list[Part]) -> None:
        self.parts = parts
        self.stopping = False

    def run(self) -> None:
        """Keep every part running until this process is asked to stop, then end them all."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self.stop)
        try:
            while not self.stopping:
                self.start_what_ended()
                time.sleep(0.2)
        finally:
            self.end()

    def stop(self, *_: object) -> None:
        self.stopping = True

    def start_what_ended(self) -> None:
        for part in self.parts:
            if part.has_ended():
                if part.keeps_ending():
                    raise NotServing(f"The {part.name} ends again and again; see what it said above.")
                part.start()

    def end(self) -> None:
        for part in self.parts:
            part.end(signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and not all(part.has_ended() for part in self.parts):
            time.sleep(0.05)
        for part in self.parts:
            part.end(signal.SIGKILL)


def web_server(host: str, port: int, workers: int) -> Part:
    return Part(
        "web server",
        ["-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning", "--host", host]
        + ["--port", str(port), "--workers", str(workers), "--blocking-threads", "1", "--respawn-failed-workers"]
        + ["--workers-kill-timeout", "10", "coppice.config.served:application"],
    )


def live_server(host: str, port: int) -> Part:
    """Chats as they happen: an open line for each page costs memory alone, and no process that pages need."""
    return Part(
        "live server",
        ["-m", "granian", "--interface", "asgi", "--no-ws", "--log-level", "warning", "--host", host]
        + ["--port", str(port), "--workers", "1", "--backlog", "4096", "--backpressure", "16384"]
        + ["--respawn-failed-workers", "--workers-kill-timeout", "2", "coppice.config.live:application"],
    )


def worker() -> Part:
    return Part("worker", ["-m", "django", "worker"])


def require_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError as reason:
            raise NotServing(f"{host}:{port} cannot be used ({reason.strerror}); choose another --port.") from reason


def free_beside(host: str, port: int) -> int:
    """The next port that nobody uses."""
    for other in range(port + 1, port + 50):
        try:
            require_free(host, other)
        except NotServing:
            continue
        return other
    raise NotServing(f"No port after {port} is free; choose another --port.")


def end_with_parent() -> None:
    """Ask the kernel to end this process when its parent dies, however it dies (Linux; elsewhere nothing)."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)
