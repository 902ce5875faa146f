"""A chat hour at full size: 500 listeners on one machine, ten answers a second for a minute; then once more, with the
live server killed in the middle. From commit to every listener; none missing, none twice.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench.figures import Figure
from bench.house import House, descendants, free_port
from bench.listening import Crowd
from coppice.config.serving import live_server
from workbench.postgres import NoPostgres, postgres

# listeners, answers a second, seconds of the first and of the second part
FULL, QUICK = (500, 10, 60, 20), (100, 10, 8, 6)
MOST_SECONDS, MOST_KILOBYTES = 2.0, 150.0


def main(quick: bool) -> Iterator[Figure]:
    """Figures of both databases, one after the other."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 8192)), hard))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="coppice-chat-")))
        houses = {"sqlite": House(folder / "sqlite")}
        try:
            houses["postgresql"] = House(folder / "postgresql", stack.enter_context(postgres()))
        except NoPostgres as reason:
            yield Figure("chat", f"postgresql: not run: {reason}", 0, "", "run", False)
        for name, house in houses.items():
            house.folder.mkdir()
            house.ask("manage.py", "migrate", "--verbosity", "0")
            yield from asyncio.run(Hour(name, house).figures(*(QUICK if quick else FULL)))


class Hour:
    """One chat in one house, with nothing running but its live server."""

    def __init__(self, name: str, house: House) -> None:
        self.name, self.house, self.port = name, house, free_port()

    async def figures(self, listeners: int, rate: int, seconds: int, more: int) -> list[Figure]:
        planted = json.loads(self.house.ask("-m", "bench.hours", "plant", str(listeners)).splitlines()[-1])
        crowd = Crowd(self.port, planted["chat"], planted["sessions"])
        await self.open()
        try:
            await self.warm(planted)
            before = self.memory()
            coming = await crowd.come()
            said = await self.say(planted["chat"], rate, seconds)
            await self.settle(crowd, said)
            grown = (self.memory() - before) / listeners
            told = self.of(crowd, said, f"{listeners} listeners, {rate} answers a second")
            told += [
                Figure("chat", f"{self.name}: all have an open line after", round(coming, 2), "s", "> 0", coming > 0),
                Figure.at_most("chat", f"{self.name}: memory for each listener", grown, "kB", MOST_KILOBYTES),
            ]
            again = await self.killed(crowd, planted["chat"], rate, more)
            await self.settle(crowd, said | again)
            back = sum(one.opened > 1 for one in crowd.listeners)
            told.append(Figure.exactly("chat", f"{self.name}: came again after the kill", back, "listeners", listeners))
            return told + self.of(crowd, said | again, "server killed in the middle")[1:]
        finally:
            await crowd.go()
            self.house.kill()

    async def warm(self, planted: dict[str, Any]) -> None:
        """A few come and go, so that what a listener takes is not what the first one loads."""
        few = Crowd(self.port, planted["chat"], planted["sessions"][:5])
        await few.come()
        await few.go()

    def of(self, crowd: Crowd, said: dict[int, float], what: str) -> list[Figure]:
        waits = crowd.waits(said)
        p95 = waits[int(len(waits) * 0.95)] if waits else float("inf")
        return [
            Figure.at_most("chat", f"{self.name}: {what}: commit to listener, 95 of 100", p95, "s", MOST_SECONDS),
            Figure("chat", f"{self.name}: {what}: heard", len(waits), "events", "> 0", bool(waits)),
            Figure.exactly("chat", f"{self.name}: {what}: missing", crowd.missing(said), "events", 0),
            Figure.exactly("chat", f"{self.name}: {what}: heard twice", crowd.twice(), "events", 0),
        ]

    async def open(self) -> None:
        self.house.processes = [self.house.run(*live_server("127.0.0.1", self.port).arguments)]
        for _turn in range(1200):
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.close()
                return
            except OSError:
                await asyncio.sleep(0.05)
        raise RuntimeError("the live server did not come up")

    def memory(self) -> float:
        """Kilobytes that the live server holds for itself, its children included."""
        [process] = self.house.processes
        return sum(resident(pid) for pid in (process.pid, *descendants(process.pid)))

    async def say(self, chat: str, rate: int, seconds: float) -> dict[int, float]:
        """Number to moment of commit, of everything that was said."""
        command = ["-m", "bench.hours", "say", chat, str(rate), str(seconds)]
        options: dict[str, Any] = {"env": self.house.environment, "cwd": str(Path(__file__).parents[1])}
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(sys.executable, *command, stdout=pipe, **options)
        out, _ = await process.communicate()
        return dict(json.loads(line) for line in out.splitlines())

    async def killed(self, crowd: Crowd, chat: str, rate: int, seconds: float) -> dict[int, float]:
        saying = asyncio.create_task(self.say(chat, rate, seconds))
        await asyncio.sleep(seconds / 2)
        await asyncio.to_thread(self.house.kill)
        await self.open()
        said = await saying
        await crowd.until_open(2)
        return said

    async def settle(self, crowd: Crowd, said: dict[int, float]) -> None:
        for _turn in range(100):
            if not crowd.missing(said):
                return
            await asyncio.sleep(0.1)


def resident(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    found = {line.split(":")[0]: line.split()[1] for line in lines[1:]}
    return float(found["Private_Clean"]) + float(found["Private_Dirty"])
