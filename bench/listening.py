"""Many listeners of one chat in one process: each with a line of its own, coming again when it breaks."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

PAUSE = 0.5


@dataclass
class Listener:
    """What one heard: each number with the moment it came."""

    port: int
    chat: str
    session: str
    last: int = 0
    came: list[tuple[int, float]] = field(default_factory=list)
    opened: int = 0
    refused: Counter[int] = field(default_factory=Counter)

    async def stay(self) -> None:
        while True:
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                await self.listen()
            await asyncio.sleep(PAUSE * (0.5 + random.random()))

    async def listen(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            path = f"/live/chats/{self.chat}/?after={self.last}"
            head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: sessionid={self.session}\r\n\r\n"
            writer.write(head.encode())
            status = int((await reader.readuntil(b"\r\n\r\n")).split(b" ", 2)[1])
            if status != 200:
                self.refused[status] += 1
                return
            self.opened += 1
            while True:
                self.hear(await reader.readuntil(b"\n\n"))
        finally:
            writer.close()

    def hear(self, event: bytes) -> None:
        """One event, perhaps with the length of a chunk before it."""
        at = event.find(b"id: ")
        if at >= 0:
            self.last = int(event[at + 4 : event.index(b"\n", at)])
            self.came.append((self.last, time.time()))


class Crowd:
    """All of them, kept until told to go."""

    def __init__(self, port: int, chat: str, sessions: list[str]) -> None:
        self.listeners = [Listener(port, chat, session) for session in sessions]
        self.tasks: list[asyncio.Task[None]] = []

    async def come(self) -> float:
        """Until every one of them has an open line; how long that took."""
        begun = time.monotonic()
        self.tasks = [asyncio.create_task(one.stay()) for one in self.listeners]
        await self.until_open(1)
        return time.monotonic() - begun

    async def until_open(self, times: int, patience: float = 120) -> None:
        end = time.monotonic() + patience
        while not all(one.opened >= times for one in self.listeners) and time.monotonic() < end:
            await asyncio.sleep(0.05)

    async def go(self) -> None:
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    def missing(self, said: dict[int, float]) -> int:
        return sum(len(said.keys() - {number for number, _ in one.came}) for one in self.listeners)

    def twice(self) -> int:
        return sum(len(one.came) - len({number for number, _ in one.came}) for one in self.listeners)

    def waits(self, said: dict[int, float]) -> list[float]:
        """From commit to listener, of everything that everybody heard."""
        return sorted(at - said[number] for one in self.listeners for number, at in one.came if number in said)
