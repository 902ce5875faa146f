"""A day's digests for 20,000 members by real SMTP, the worker killed three times: nobody missed, nobody with two.

The letters go to a server of this bench's own on 127.0.0.1, which keeps, like the servers of the world, one of two that
have the same Message-ID, and counts what it was handed once more.
"""

import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from bench.figures import Figure
from bench.house import House
from bench.sink import Sink

FEW, MANY, QUICK = 2_000, 20_000, 600
KILLS = 3
PATIENCE = 3 * 60 * 60
FLAT = 1.25


def main(quick: bool) -> Iterator[Figure]:
    few, many = (QUICK // 3, QUICK) if quick else (FEW, MANY)
    with tempfile.TemporaryDirectory(prefix="coppice-digest-") as folder:
        small = Run(Path(folder) / "few", few)
        small.work_through(kills=0)
        yield from small.figures(f"{few:,} members", kills=0)
        large = Run(Path(folder) / "many", many)
        large.work_through(kills=KILLS)
        yield from large.figures(f"{many:,} members", kills=KILLS)
        name = f"peak memory of a worker at {many:,} to that at {few:,}"
        yield Figure.at_most("digest", name, large.peak / small.peak, "times", FLAT)


class Run:
    """One community, its worker and its mail server."""

    def __init__(self, folder: Path, members: int) -> None:
        self.house, self.members = House(folder), members
        self.house.folder.mkdir()
        self.house.ask("manage.py", "migrate", "--verbosity", "0")
        self.addresses: dict[str, list[str]] = json.loads(
            self.house.ask("-m", "bench.readership", "plant", str(members)).splitlines()[-1]
        )
        self.sink, self.peak, self.seconds = Sink(), 0.0, 0.0

    def work_through(self, *, kills: int) -> None:
        """Until every letter has ended; killed when a quarter, half and three quarters have come."""
        marks = [self.members * (n + 1) // (kills + 1) for n in range(kills)]
        with ExitStack() as stack:
            stack.enter_context(self.sink)
            began = time.monotonic()
            self.start()
            stack.callback(self.house.kill)
            while not self.is_through():
                if marks and self.sink.came >= marks[0]:
                    marks.pop(0)
                    self.house.kill()
                    self.start()
                if self.house.processes[0].poll() is not None or time.monotonic() - began > PATIENCE:
                    said = self.house.log.read_text(errors="replace")[-2000:]
                    raise RuntimeError(f"only {self.sink.came} letters had come: {said}")
                time.sleep(0.02)
            self.seconds = self.sink.last - began

    def start(self) -> None:
        house = self.house
        house.processes = [house.run("-m", "bench.readership", "work", str(self.sink.port))]

    def is_through(self) -> bool:
        """Every letter that has to come is there, and the worker says that none is open."""
        self.peak = max(self.peak, memory_of(self.house.processes[0].pid))
        if len(self.sink.people) < len(self.addresses["due"]):
            return False
        return self.house.ask("-m", "bench.readership", "open").splitlines()[-1] == "0"

    def figures(self, name: str, *, kills: int) -> Iterator[Figure]:
        due, letters = set(self.addresses["due"]), self.sink.people
        told = Counter(len(ids) for ids in letters.values())
        once_more = self.sink.came - len(self.sink.known)
        rate = len(letters) / self.seconds if self.seconds else 0.0
        yield Figure.exactly("digest", f"{name}: worker killed with -9", kills, "kills", kills)
        yield Figure.exactly("digest", f"{name}: people who were missed", len(due - letters.keys()), "people", 0)
        yield Figure.exactly("digest", f"{name}: people with two letters", told.total() - told[1], "people", 0)
        yield Figure.exactly(
            "digest", f"{name}: letters to people with nothing to read", len(letters.keys() - due), "letters", 0
        )
        yield Figure.at_most(
            "digest", f"{name}: handed over again under the same Message-ID, in doubt after a kill", once_more,
            "letters", kills,
        )  # fmt: skip
        yield Figure("digest", f"{name}: rate of one worker", round(rate, 1), "letters a second", "told", True)
        yield Figure("digest", f"{name}: peak memory of a worker", round(self.peak, 1), "MB", "", True)


def memory_of(pid: int) -> float:
    """What the process holds for itself now, in megabytes (Linux): without the pages of the database it looks at."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    lines = [line.split() for line in status.splitlines() if line.startswith("RssAnon")]
    return int(lines[0][1]) / 1024 if lines else 0.0
