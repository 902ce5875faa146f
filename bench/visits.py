"""Visit every page of one database, in a process of its own: `python -m bench.visits MEMBERS ENTRIES ROUNDS`.

Prints one JSON object a line: {"size": "small" or "large", "page", "ratio", "by_clock", "milliseconds", "queries"}, and
at the end {"weights": …}. Pages are asked of Django's WSGI handler, as a web server asks it, each just after the bare
view.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler

SMALL_MEMBERS, SMALL_ENTRIES, WARM = 40, 100, 4


@dataclass
class Page:
    """One address as one person asks for it, and what its visits cost."""

    name: str
    path: str
    session: str
    ratios: list[float] = field(default_factory=list)
    clocks: list[float] = field(default_factory=list)
    spent: list[float] = field(default_factory=list)
    queries: int = 0

    def environ(self) -> dict[str, Any]:
        from django.test import RequestFactory

        request = RequestFactory().get(self.path, HTTP_COOKIE=f"sessionid={self.session}", HTTP_ACCEPT="text/html")
        return dict(request.environ)

    def visit(self, handler: WSGIHandler) -> bytes:
        answered: list[str] = []
        environ = self.environ()
        answer = handler(environ, lambda status, headers, error=None: answered.append(status))
        body = b"".join(answer)
        answer.close()
        if not answered[0].startswith("200"):
            raise RuntimeError(f"{self.name}: {self.path} answered {answered[0]}")
        return body


def main(members: int, entries: int, rounds: int) -> None:
    django.setup()
    from django.conf import settings
    from django.utils import timezone

    from bench import bare, community, heavy, rows
    from bench.weights import weigh
    from coppice.accounts.models import Person

    settings.DATABASES["default"]["CONN_MAX_AGE"] = None  # so that one server process answers throughout
    bare_handler, handler, now = bare.bare_handler(), WSGIHandler(), timezone.now()
    community.grow(0, SMALL_MEMBERS, now)
    whose = heavy.settle(list(Person.objects.all()[:10]), now)
    rows.look_over()
    measure("small", bare_handler, handler, pages(whose), rounds)
    community.grow(SMALL_MEMBERS, members, now)
    heavy.capture(whose.writer, SMALL_ENTRIES, entries, now)
    rows.look_over()
    measure("large", bare_handler, handler, pages(whose), rounds)
    reading = next(page for page in pages(whose) if page.name == "section, reading")
    say({"weights": weigh(reading, handler)})


def pages(whose: Any) -> list[Page]:
    me, reader = session_of(whose.writer), session_of(whose.reader)
    portfolio, section, entry = whose.portfolio.pk, whose.section.pk, whose.entry.pk
    return [
        Page("home", "/", me),
        Page("journal", "/journal/", me),
        Page("entry", f"/journal/{entry}/", me),
        Page("capture form", "/journal/new/", me),
        Page("section, writing", f"/sections/{section}/", me),
        Page("section, reading", f"/sections/{section}/", reader),
        Page("portfolio", f"/portfolios/{portfolio}/", me),
        Page("coverage", f"/portfolios/{portfolio}/coverage/", me),
        Page("feedback", f"/portfolios/{portfolio}/feedback/", me),
        Page("comparison", f"/items/{section}/comparison/?from=150&to=now", me),
    ]


def session_of(person: Any) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.models import Session

    from coppice.accounts.sessions import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    Session(
        session.session_key or "", session.encode(dict(session.items())), session.get_expiry_date()
    ).save()  # for bare
    return str(session.session_key)


def measure(size: str, bare_handler: WSGIHandler, handler: WSGIHandler, found: list[Page], rounds: int) -> None:
    from bench.bare import ADDRESS

    plain = Page("bare", ADDRESS, found[0].session)
    for _ in range(WARM):
        plain.visit(bare_handler)
        for page in found:
            page.visit(handler)
    for page in found:
        page.queries = queries_of(page, handler)
    for page, bare, own in in_turn(plain, found, bare_handler, handler, rounds):
        page.ratios.append(own[0] / bare[0])
        page.clocks.append(own[1] / bare[1])
        page.spent.append(own[0])
        plain.spent.append(bare[0])
    say({"size": size, "page": "bare", "milliseconds": median(plain.spent) / 1e6})
    for page in found:
        say(
            {
                "size": size,
                "page": page.name,
                "ratio": median(page.ratios),
                "by_clock": median(page.clocks),
                "milliseconds": median(page.spent) / 1e6,
                "queries": page.queries,
            }
        )


type Cost = tuple[int, int]


def in_turn(
    plain: Page, found: list[Page], bare_handler: WSGIHandler, handler: WSGIHandler, rounds: int
) -> Iterator[tuple[Page, Cost, Cost]]:
    """The bare view and a page by turns, so that whatever else the machine does weighs on both."""
    from bench.stopwatch import cpu_clock

    clock = cpu_clock()
    for _ in range(rounds):
        for page in found:
            yield page, cost(plain, bare_handler, clock), cost(page, handler, clock)


def cost(page: Page, handler: WSGIHandler, clock: Callable[[], int]) -> Cost:
    began, worked = time.perf_counter_ns(), clock()
    page.visit(handler)
    return clock() - worked, time.perf_counter_ns() - began


def queries_of(page: Page, handler: WSGIHandler) -> int:
    from django.db import connection

    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        page.visit(handler)
    return len(asked)


def say(told: dict[str, Any]) -> None:
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
