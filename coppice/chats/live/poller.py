"""Looks for what is new in all chats that somebody listens to, and asks again whether they may."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

from django.db import DatabaseError, InterfaceError, connections

from coppice.chats.live import asking
from coppice.chats.live.asking import Admission, Asker, Look
from coppice.chats.live.rooms import KEPT, Listener, Room, Variant

EVERY = 0.25
ASKED_AGAIN = 40.0
AT_ONCE = 20
CHAIR = 15.0

log = logging.getLogger("coppice.chats.live")


class Poller:
    """The rooms, and the one thread that speaks to the database."""

    def __init__(self) -> None:
        self.rooms: dict[UUID, Room] = {}
        self.database = ThreadPoolExecutor(1, "database")
        self.task: asyncio.Task[None] | None = None

    async def ask[T](self, question: Callable[..., T], *given: Any) -> T:
        """In the database thread; a connection that broke is not kept."""

        def answer() -> T:
            try:
                return question(*given)
            except (DatabaseError, InterfaceError):
                connections.close_all()
                raise

        return await asyncio.get_running_loop().run_in_executor(self.database, answer)

    def begin(self) -> None:
        if self.task is None or self.task.done():
            self.task = asyncio.get_running_loop().create_task(self.watch())

    async def stop(self) -> None:
        for listener in [one for room in self.rooms.values() for one in room.listeners]:
            listener.end()
        if self.task is not None:
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)
        await self.ask(connections.close_all)
        self.database.shutdown(wait=False)

    async def watch(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            try:
                await self.turn()
            except (DatabaseError, InterfaceError) as reason:
                log.warning("The database does not answer the live process (%s).", type(reason).__name__)
                await asyncio.sleep(1)
            except Exception:  # one bad turn must not end all lines
                log.exception("The live process went wrong, and goes on.")
                await asyncio.sleep(1)

    async def turn(self) -> None:
        """One query for all rooms; further ones only where something happened."""
        for chat in [chat for chat, room in self.rooms.items() if not room.listeners and not room.lock.locked()]:
            del self.rooms[chat]
        if not self.rooms:
            return
        looks = {one.chat: one for one in await self.ask(asking.look, list(self.rooms))}
        for chat, room in list(self.rooms.items()):
            if chat in looks:
                await self.care_for(room, looks[chat])
            else:
                self.empty(room.listeners)

    async def care_for(self, room: Room, look: Look) -> None:
        if room.audience != look.audience:
            room.holds, room.audience = True, look.audience
            await self.ask_again(room, room.listeners)
            room.holds = False
            room.tell()
        else:
            old = time.monotonic() - ASKED_AGAIN
            await self.ask_again(room, sorted(overdue(room, old), key=lambda one: one.asked_at)[:AT_ONCE])
        if look.is_due:
            await self.ask(asking.tick, room.chat)
        await self.mind_the_chair(room, look)
        if look.counter > room.seen:
            await self.read_on(room, look.counter)

    async def read_on(self, room: Room, upto: int) -> None:
        """What is new up to a number; while we waited, somebody who came in may have read further already."""
        async with room.lock:
            if upto > room.seen:
                seen, pieces = await self.ask(asking.pieces, room.chat, room.seen, frozenset(room.variants), upto)
                room.add(pieces, seen)

    async def ask_again(self, room: Room, listeners: Iterable[Listener]) -> None:
        """The rule, as when they came; whoever may not listen any more is gone."""
        for listener in list(listeners):
            admission = await self.ask(asking.admit, listener.asker)
            if admission is None or admission.is_over or admission.variant != listener.admission.variant:
                listener.end()
            else:
                listener.admission, listener.asked_at = admission, time.monotonic()

    async def mind_the_chair(self, room: Room, look: Look) -> None:
        now = time.monotonic()
        if look.chair is None or now - room.chair_told_at < CHAIR:
            return
        if any(one.admission.person == look.chair and not one.ended for one in room.listeners):
            room.chair_told_at = now
            await self.ask(asking.seen, room.chat)

    def empty(self, listeners: Iterable[Listener]) -> None:
        for listener in list(listeners):
            listener.end()

    def mark(self, chat: UUID) -> tuple[object, ...] | None:
        """What the audience of a chat was when last looked at."""
        room = self.rooms.get(chat)
        return room.audience if room else None

    async def enter(self, asker: Asker, admission: Admission, after: int) -> tuple[Room, Listener, bytes]:
        """Into the room, with what was missed that the room does not keep any more."""
        room = self.rooms.setdefault(asker.chat, Room(asker.chat))
        async with room.lock:
            await self.prepare(room, admission.variant)
            missed = b""
            if after < room.base:
                after, missed = await self.missed(asker.chat, after, admission)
            listener = Listener(asker, admission, after, time.monotonic())
            room.listeners.add(listener)
        self.rooms[asker.chat] = room
        return room, listener, missed

    async def prepare(self, room: Room, variant: Variant) -> None:
        """See that the room has what was lately said in this variant too."""
        if variant in room.variants and room.listeners:
            return
        room.variants = {variant} | ({one.admission.variant for one in room.listeners} if room.listeners else set())
        base = room.base if room.listeners else await self.ask(asking.lately, room.chat, KEPT // 2)
        upto = room.seen if room.listeners else None
        seen, pieces = await self.ask(asking.pieces, room.chat, base, frozenset(room.variants), upto)
        room.begin(base, seen, pieces)

    async def missed(self, chat: UUID, after: int, admission: Admission) -> tuple[int, bytes]:
        seen, pieces = await self.ask(asking.pieces, chat, after, frozenset({admission.variant}))
        told = (one.told[admission.variant] for one in pieces if not one.authors & admission.hidden)
        return seen, b"".join(told)


def overdue(room: Room, old: float) -> list[Listener]:
    return [one for one in room.listeners if one.asked_at < old]
