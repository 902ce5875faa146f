"""The live process (ASGI): `GET /live/chats/ID/?after=NUMBER` is an open line, and nothing else is there."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, InterfaceError

from coppice.chats import news
from coppice.chats.live import asking
from coppice.chats.live.asking import Asker
from coppice.chats.live.poller import Poller
from coppice.chats.live.rooms import Listener, Room

PATH = re.compile(r"/live/chats/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/")
HEARTBEAT = 20.0
SLOW = 20.0

type Headers = list[tuple[bytes, bytes]]
type Send = Callable[[dict[str, Any]], Awaitable[None]]
type Receive = Callable[[], Awaitable[dict[str, Any]]]

PLAIN: Headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
EVENTS: Headers = [
    (b"content-type", b"text/event-stream"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


class Live:
    """One process’s worth of open lines."""

    def __init__(self) -> None:
        self.poller = Poller()

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.live(receive, send)
        elif scope["type"] == "http":
            await self.answer(scope, receive, send)

    async def live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await send({"type": "lifespan.startup.complete"})
            else:
                await self.poller.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def answer(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        found, allowed = PATH.fullmatch(scope["path"]), cors(scope)
        if scope["path"] == "/live/healthz":
            await plain(send, 200, b"well", [])
        elif found is None:
            await plain(send, 404, b"Not found", allowed)
        elif scope["method"] != "GET":
            await plain(send, 405, b"Only to be listened to", [*allowed, (b"allow", b"GET")])
        else:
            try:
                await self.open(Asker.of(UUID(found[1]), scope), scope, allowed, receive, send)
            except (DatabaseError, InterfaceError):
                await plain(send, 503, b"Come again soon", [*allowed, (b"retry-after", b"2")])

    async def open(self, asker: Asker, scope: dict[str, Any], allowed: Headers, receive: Receive, send: Send) -> None:
        """Whoever may not listen is told what everybody is told of a chat that is not there."""
        self.poller.begin()
        mark = self.poller.mark(asker.chat)
        admission = await self.poller.ask(asking.admit, asker)
        if admission is None:
            return await plain(send, 404, b"Not found", allowed)
        after = number(scope)
        if admission.is_over:
            _, last = await self.poller.missed(asker.chat, after, admission)
            return await whole(send, last, allowed)
        room, listener, missed = await self.poller.enter(asker, admission, after)
        if room.audience != mark:  # it changed while we asked
            await self.poller.ask_again(room, [listener])
        gone = asyncio.ensure_future(until_gone(receive, listener))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": [*EVENTS, *allowed]})
            await push(send, f"retry: {news.RETRY}\n\n".encode() + missed)
            await listen(room, listener, send)
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        except (TimeoutError, OSError, RuntimeError):
            pass  # it was too slow, or is gone: it comes again with the number it has
        finally:
            room.listeners.discard(listener)
            gone.cancel()


async def listen(room: Room, listener: Listener, send: Send) -> None:
    """Send what is due as it comes, and a heartbeat when nothing does."""
    while not listener.ended:
        listener.wake.clear()
        told, seen, held = room.due(listener), room.seen, room.holds  # before anything else happens
        if told:
            await push(send, told)
        if not held:
            listener.position = max(listener.position, seen)
        if listener.ended or (room.ends and not room.holds):
            return
        if listener.position >= room.seen or room.holds:
            try:
                async with asyncio.timeout(HEARTBEAT):
                    await listener.wake.wait()
            except TimeoutError:
                await push(send, b": still here\n\n")


async def push(send: Send, body: bytes) -> None:
    async with asyncio.timeout(SLOW):
        await send({"type": "http.response.body", "body": body, "more_body": True})


async def until_gone(receive: Receive, listener: Listener) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.end()


async def plain(send: Send, status: int, body: bytes, more: Headers) -> None:
    length = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*PLAIN, *length, *more]})
    await send({"type": "http.response.body", "body": body, "more_body": False})


async def whole(send: Send, body: bytes, more: Headers) -> None:
    """The last that there is to tell; without any, 204, after which a browser does not come again."""
    headers = [*(EVENTS if body else []), *more]
    await send({"type": "http.response.start", "status": 200 if body else 204, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})


def number(scope: dict[str, Any]) -> int:
    """The number that the browser has, from its header or its address."""
    header = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"last-event-id"), None)
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("after", [None])[0]
    return news.number(header) or news.number(asked)


def cors(scope: dict[str, Any]) -> Headers:
    """Without a server in front, pages come from another port of the same host: of that port alone may they ask."""
    headers = dict(scope["headers"])
    origin, host = headers.get(b"origin", b"").decode("latin-1"), headers.get(b"host", b"").decode("latin-1")
    if not settings.LIVE_PORT or not origin:
        return []
    ours, theirs = urlsplit(settings.BASE_URL), urlsplit(origin)
    same_host = theirs.hostname == urlsplit(f"//{host}").hostname
    if not same_host or (theirs.scheme, theirs.port) != (ours.scheme, ours.port):
        return []
    credentials = (b"access-control-allow-credentials", b"true")
    return [(b"access-control-allow-origin", origin.encode("latin-1")), credentials, (b"vary", b"origin")]
