"""The live process, spoken to as a server speaks to it: nothing missing, nothing twice, nothing to whom it is not for."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.audience.models import Block, Reach
from coppice.chats.live import poller
from coppice.chats.live.application import Live
from coppice.chats.models import Chat
from coppice.chats.tests.an_hour import QUESTIONS
from coppice.kernel import richtext
from tests.cast import Cast, signed_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(poller, "EVERY", 0.02)
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the test itself asks the database too, now and then


class Line:
    """One open line of somebody's."""

    def __init__(self, live: Live, chat: Any, person: Person | None, after: int = 0, **headers: str) -> None:
        client = signed_in(person)
        cookies = "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())
        sent = {"host": "testserver", "cookie": cookies, **headers}
        self.scope = {
            "type": "http", "method": "GET", "path": f"/live/chats/{chat}/", "query_string": f"after={after}".encode(), "http_version": "1.1",
            "headers": [(name.encode(), value.encode()) for name, value in sent.items()], "scheme": "http", "server": ("testserver", 80), "client": ("1", 1),
        }  # fmt: skip
        self.live, self.status, self.body, self.hung_up = live, 0, b"", asyncio.Event()
        self.task: asyncio.Task[None] | None = None

    def open(self) -> Line:
        self.task = asyncio.create_task(self.live(self.scope, self.receive, self.send))
        return self

    async def receive(self) -> dict[str, Any]:
        await self.hung_up.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: dict[str, Any]) -> None:
        self.status = message.get("status", self.status)
        self.body += message.get("body", b"")

    @property
    def events(self) -> list[dict[str, Any]]:
        found = []
        for event in self.body.decode().split("\n\n"):
            fields = dict(line.split(": ", 1) for line in event.splitlines() if ": " in line)
            if "data" in fields:
                found.append({"id": int(fields["id"]), **json.loads(fields["data"])})
        return found

    @property
    def words(self) -> str:
        return self.body.decode()


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.01)


def run(test: Callable[[Live], Awaitable[None]]) -> None:
    async def whole() -> None:
        live = Live()
        try:
            await test(live)
        finally:
            await live.poller.stop()
            connections.close_all()  # the test's own, of this loop

    asyncio.run(whole())


def running(cast: Cast, **more: Any) -> Chat:
    """It began a moment ago."""
    now = timezone.now()
    given: dict[str, Any] = {
        "title": "Now",
        "starts_at": now,
        "questions": QUESTIONS,
        "reach": Reach.MEMBERS,
        "by": cast.owner,
    }
    return Chat.plan(**{**given, **more}, now=now - timedelta(hours=1))


def say(chat: Chat, by: Person, words: str, **more: Any) -> Any:
    question = chat.questions.get(number=1)
    return chat.answer(question=question, html=richtext.from_markdown(words), by=by, now=timezone.now(), **more)


def test_what_is_said_reaches_everybody_once_and_reading_on_misses_nothing(cast: Cast) -> None:
    chat = running(cast)
    say(chat, cast.fellow, "Before anybody listened.")

    async def test(live: Live) -> None:
        lines = [Line(live, chat.pk, who).open() for who in (cast.owner, cast.fellow, cast.elsewhere)]
        await until(lambda: all("Before anybody" in line.words for line in lines))
        await until(lambda: all(any(one["kind"] == "question" for one in line.events) for line in lines))
        first = say(chat, cast.owner, "We asked students.")
        await until(lambda: all("asked students" in line.words for line in lines))
        lines[0].hung_up.set()
        await until(lambda: lines[0].task and lines[0].task.done())
        say(chat, cast.fellow, "While one was away.", parent=first)
        first.reword(html="<p>We asked all.</p>", by=cast.owner, now=timezone.now())
        again = Line(live, chat.pk, cast.owner, after=lines[0].events[-1]["id"]).open()
        await until(lambda: "asked all" in again.words and "one was away" in again.words)
        assert "We asked students" not in again.words, "what was changed is told as it is now"
        assert "Before anybody" not in again.words, "what one has does not come again"
        for line in [*lines[1:], again]:
            numbers = [one["id"] for one in line.events]
            assert numbers == sorted(set(numbers)), "in order, and nothing twice"
        newcomer = Line(live, chat.pk, cast.steward).open()
        await until(lambda: "one was away" in newcomer.words)
        assert "We asked students" not in newcomer.words, "nor told to whoever comes later"

    run(test)


def test_nothing_comes_twice_when_many_come_in_while_something_is_said(cast: Cast) -> None:
    chat = running(cast)
    say(chat, cast.fellow, "Before anybody listened.")

    async def test(live: Live) -> None:
        before = Chat.objects.get(pk=chat.pk).counter
        line = Line(live, chat.pk, cast.owner).open()
        await until(lambda: "Before anybody" in line.words)
        room = live.poller.rooms[chat.pk]
        room.seen = before - 1  # the look of a moment ago
        async with room.lock:
            reading = asyncio.create_task(live.poller.read_on(room, before))
            await asyncio.sleep(0)
            room.seen = before + 3  # somebody came in meanwhile, and read further
        await reading
        assert room.seen == before + 3, "what was read is not read again"

    run(test)


def test_nothing_comes_twice_when_the_audience_is_asked_while_it_is_sent(cast: Cast) -> None:
    chat = running(cast)

    async def test(live: Live) -> None:
        earlier = Line(live, chat.pk, cast.owner).open()
        await until(lambda: earlier.events)
        line, go_on = Line(live, chat.pk, cast.owner, after=earlier.events[-1]["id"]), asyncio.Event()
        swift = line.send

        async def slow(message: dict[str, Any]) -> None:
            await swift(message)
            if b"asked students" in message.get("body", b""):
                await go_on.wait()

        line.send = slow  # type: ignore[method-assign]
        line.open()
        await until(lambda: line.status == 200)
        say(chat, cast.fellow, "We asked students.")
        await until(lambda: "asked students" in line.words)
        room = live.poller.rooms[chat.pk]
        room.holds = True
        go_on.set()
        await asyncio.sleep(0)
        room.holds = False
        room.tell()
        say(chat, cast.fellow, "And teachers.")
        await until(lambda: "And teachers" in line.words)
        assert line.words.count("asked students") == 1

    run(test)


def test_a_chat_that_one_may_not_see_is_to_the_byte_not_there(cast: Cast) -> None:
    chat = running(cast, reach=Reach.GROUP, group=cast.group)

    async def test(live: Live) -> None:
        for who in (cast.elsewhere, cast.blocked, cast.administrator, cast.colleague, None):
            hidden, absent = Line(live, chat.pk, who), Line(live, uuid4(), who)
            for line in (hidden.open(), absent.open()):
                assert line.task
                await line.task
            assert (hidden.status, hidden.body) == (absent.status, absent.body) == (404, b"Not found")
        assert not live.poller.rooms

    run(test)


def test_whoever_may_not_listen_any_more_hears_nothing_that_is_said_afterwards(cast: Cast) -> None:
    chat = running(cast)

    async def test(live: Live) -> None:
        inside, outside = Line(live, chat.pk, cast.fellow).open(), Line(live, chat.pk, cast.elsewhere).open()
        await until(lambda: inside.events and outside.events)
        chat.share(reach=Reach.GROUP, group=cast.group, by=cast.owner, now=timezone.now())
        say(chat, cast.owner, "Among ourselves.")
        await until(lambda: "Among ourselves" in inside.words and outside.task and outside.task.done())
        assert "Among ourselves" not in outside.words

    run(test)


def test_blocked_people_do_not_hear_each_other_nor_what_hangs_on_it(cast: Cast) -> None:
    chat = running(cast)
    Block.objects.create(by=cast.fellow, against=cast.elsewhere)
    theirs = say(chat, cast.elsewhere, "From elsewhere.")

    async def test(live: Live) -> None:
        line, other = Line(live, chat.pk, cast.fellow).open(), Line(live, chat.pk, cast.steward).open()
        await until(lambda: "From elsewhere" in other.words)
        say(chat, cast.steward, "A reply to it.", parent=theirs)
        Block.objects.create(by=cast.steward, against=cast.reader)
        say(chat, cast.reader, "From the reader.")
        await until(lambda: "From the reader" in line.words)
        assert "From elsewhere" not in line.words
        assert "A reply to it" not in line.words
        say(chat, cast.owner, "From the owner.")
        await until(lambda: "From the owner" in other.words)
        assert "From the reader" not in other.words, "a block counts at once"

    run(test)


def test_each_hears_it_in_their_language_and_the_end_is_told(cast: Cast) -> None:
    chat = running(cast)
    Person.objects.filter(pk=cast.fellow.pk).update(language="cy", time_zone="Europe/Athens")

    async def test(live: Live) -> None:
        welsh, english = Line(live, chat.pk, cast.fellow).open(), Line(live, chat.pk, cast.owner).open()
        await until(lambda: welsh.events and english.events)
        answer = say(chat, cast.owner, "Hello.")
        await until(lambda: "Hello" in welsh.words and "Hello" in english.words)
        assert ">Reply<" in english.words
        assert ">Reply<" not in welsh.words
        now = timezone.now()
        Chat.everything.filter(pk=chat.pk).update(
            starts_at=now - timedelta(days=3), ends_at=now - timedelta(days=2, hours=23)
        )
        late = Line(live, chat.pk, cast.owner, after=answer.seq).open()
        await until(lambda: late.task and late.task.done())
        assert late.status in {200, 204}

    run(test)


def test_the_clock_goes_on_without_its_chair(cast: Cast) -> None:
    chat = running(cast)
    Chat.everything.filter(pk=chat.pk).update(by_hand=True, starts_at=timezone.now() - timedelta(minutes=11))

    async def test(live: Live) -> None:
        line = Line(live, chat.pk, cast.fellow).open()
        await until(lambda: {"q1", "q2", "state"} <= {one["key"] for one in line.events})
        assert "q3" not in {one["key"] for one in line.events}

    run(test)


def test_only_the_port_of_the_pages_may_ask_from_elsewhere(cast: Cast, settings: Any) -> None:
    chat = running(cast)
    settings.LIVE_PORT, settings.BASE_URL = 8001, "http://testserver:8000"

    async def test(live: Live) -> None:
        sent: list[dict[str, Any]] = []
        for origin in ("http://testserver:8000", "http://testserver:9000", "http://evil.example:8000"):
            line = Line(live, chat.pk, None, origin=origin)

            async def send(message: dict[str, Any]) -> None:
                sent.append(message)

            await live(line.scope, line.receive, send)
        starts = [dict(one["headers"]) for one in sent if "headers" in one]
        assert [b"access-control-allow-origin" in one for one in starts] == [True, False, False]

    run(test)
