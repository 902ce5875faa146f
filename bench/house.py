"""A Coppice to be ill-treated: a data folder, a server and a worker of its own, killed and started again at will."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coppice.config.serving import web_server

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 120


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@dataclass
class House:
    folder: Path
    database_url: str = ""
    port: int = field(default_factory=free_port)
    processes: "list[subprocess.Popen[bytes]]" = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder / "processes.log"

    @property
    def environment(self) -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith("COPPICE_")}
        return own | {
            "COPPICE_HOME": str(self.folder),
            "COPPICE_DATABASE_URL": self.database_url,
            "COPPICE_DEMO": "1",
            "COPPICE_BASE_URL": self.address,
            "COPPICE_LOG_LEVEL": "CRITICAL",
            "DJANGO_SETTINGS_MODULE": "coppice.config.settings",
            "PYTHONPATH": str(ROOT),
        }

    def ask(self, *words: str) -> str:
        """Run `python WORDS` in this house to its end; what it printed."""
        command = [sys.executable, *words]
        done = subprocess.run(command, env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{words}: {done.stderr[-2000:]}")
        return done.stdout

    def plant(self, *words: object) -> Any:
        return json.loads(self.ask("-m", "bench.planting", *map(str, words)).splitlines()[-1])

    def start(self, *, worker_lease: float = 2) -> None:
        """The same two processes that `manage.py serve` keeps, without the supervisor that would start them again."""
        web = web_server("127.0.0.1", self.port, workers=1).arguments
        self.processes = [self.run(*web), self.run("-m", "django", "worker", "--lease", str(worker_lease))]
        self.wait_until_well()

    def run(self, *words: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, *words]
        with self.log.open("ab") as log:
            return subprocess.Popen(command, env=self.environment, cwd=ROOT, stdout=log, stderr=log)

    def wait_until_well(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"{self.address}/healthz", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.05)
        said = self.log.read_text(errors="replace")[-2000:]
        raise RuntimeError(f"the server did not come up in time: {said}")

    def kill(self) -> None:
        """SIGKILL to every process of this house, in the order in which they were started, without a warning."""
        doomed = [pid for process in self.processes for pid in (process.pid, *descendants(process.pid))]
        for pid in doomed:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        for process in self.processes:
            process.wait()
        wait_until_gone(doomed)
        self.processes = []


def descendants(pid: int) -> list[int]:
    """Every process below this one (Linux)."""
    try:
        children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return [below for child in children for below in (child, *descendants(child))]


def wait_until_gone(pids: list[int]) -> None:
    end = time.monotonic() + 10
    while any(is_alive(pid) for pid in pids):
        if time.monotonic() > end:
            raise RuntimeError("a killed process is still there")
        time.sleep(0.01)


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
