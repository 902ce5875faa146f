"""Visit and write in one database full of talk, in a process of its own: `python -m bench.talk_visits MEMBERS ROUNDS`.

Prints the lines that bench/visits.py prints, and for writing {"size", "writing", "ratio"}: a topic and a reply, sent
as a browser sends the form, against the bare view just before.
"""

from __future__ import annotations

import sys
from statistics import median
from typing import Any
from uuid import uuid4

import django
from django.core.handlers.wsgi import WSGIHandler

from bench.visits import Page, measure, say, session_of

TENTH, FEW, WARM = 10, 200, 3


def main(members: int, rounds: int) -> None:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from bench import bare, rows, talkers

    settings.DATABASES["default"]["CONN_MAX_AGE"] = None  # so that one server process answers throughout
    bare_handler, handler, now = bare.bare_handler(), WSGIHandler(), timezone.now()
    talkers.grow(0, FEW, now)
    talk = talkers.settle(now)
    rows.look_over()
    write("few", talk, bare_handler, handler, rounds)
    have = FEW
    for size, wanted in (("small", members // TENTH), ("large", members)):
        talkers.grow(have, wanted, now)
        have = max(have, wanted)
        call_command("rebuild_search", verbosity=0)
        rows.look_over()
        measure(size, bare_handler, handler, pages(talk), rounds)
    write("large", talk, bare_handler, handler, rounds)


def pages(talk: Any) -> list[Page]:
    me = session_of(talk.person)
    return [
        Page("topic of 20 posts", f"/topics/{talk.short.pk}/", me),
        Page("topic of 200 posts", f"/topics/{talk.long.pk}/?whole=1", me),
        Page("talk", "/talk/", me),
        Page("talk of a group", f"/groups/{talk.group.slug}/talk/", me),
        Page("group", f"/groups/{talk.group.slug}/", me),
        Page("directory", "/people/?q=captions", me),
        Page("search", "/search/?q=captions", me),
        Page("home", "/", me),
    ]


def write(size: str, talk: Any, bare_handler: WSGIHandler, handler: WSGIHandler, rounds: int) -> None:
    """A topic to the group, one to everybody, and a reply, as often as there are rounds."""
    from bench.bare import ADDRESS
    from bench.stopwatch import cpu_clock

    clock, session = cpu_clock(), session_of(talk.person)
    plain = Page("bare", ADDRESS, session)
    forms = {
        "a topic in a group": (
            "/talk/",
            {
                "title": "What shall we do about captions?",
                "sort": "discussion",
                "reach": "group",
                "group": talk.group.slug,
            },
        ),
        "a reply": (f"/topics/{talk.short.pk}/posts/", {}),
    }
    for name, (path, fields) in forms.items():
        ratios = []
        for turn in range(WARM + rounds):
            began = clock()
            plain.visit(bare_handler)
            between = clock()
            send(handler, path, session, fields)
            ratios += [(clock() - between) / (between - began)] if turn >= WARM else []
        say({"size": size, "writing": name, "ratio": median(ratios)})


def send(handler: WSGIHandler, path: str, session: str, fields: dict[str, str]) -> None:
    """One form, once."""
    from django.test import RequestFactory

    token = "a" * 32
    known = {"csrfmiddlewaretoken": token, "once": str(uuid4()), "text": "We tried it, and it helped.", **fields}
    cookies = f"sessionid={session}; csrftoken={token}"
    environ = dict(RequestFactory().post(path, known, HTTP_COOKIE=cookies).environ)
    answered: list[str] = []
    answer = handler(environ, lambda status, headers, error=None: answered.append(status))
    body = b"".join(answer)
    answer.close()
    if not answered[0].startswith("303"):
        raise RuntimeError(f"{path} answered {answered[0]}: {body[-3000:].decode()}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
