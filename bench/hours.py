"""Puts a chat hour with many members into a fresh database, and says something in it; run in a process of its own.

`python -m bench.hours plant MEMBERS` prints one JSON object; `python -m bench.hours say CHAT RATE SECONDS` a line for
each answer: its number, and the moment after its commit.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import django


def plant(members: int) -> dict[str, Any]:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.utils import timezone

    from coppice.accounts.models import Person
    from coppice.accounts.sessions import SessionStore
    from coppice.chats.models import Chat

    now, keys = timezone.now(), []
    people = [Person(email=f"m{n}@bench.example", name=f"Member {n}", slug=f"member-{n}") for n in range(members)]
    Person.objects.bulk_create(people)
    for person in people:
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.create()
        keys.append(session.session_key)
    chat = Chat.plan(
        title="An hour", starts_at=now, by=people[0], now=now, minutes=240, questions=["What do you think?"]
    )
    chat.tick(now=now)
    return {"chat": str(chat.pk), "sessions": keys}


def say(chat_id: str, rate: float, seconds: float) -> None:
    from django.utils import timezone

    from coppice.accounts.models import Person
    from coppice.chats.models import Chat

    chat = Chat.objects.get(pk=chat_id)
    question, people = chat.questions.get(), list(Person.objects.filter(slug__startswith="member-")[:50])
    begun = time.monotonic()
    for number in range(int(rate * seconds)):
        time.sleep(max(0.0, begun + number / rate - time.monotonic()))
        words = f"<p>Answer {number}: we tried it with <strong>two</strong> groups, and asked them afterwards.</p>"
        answer = chat.answer(question=question, html=words, by=people[number % len(people)], now=timezone.now())
        print(json.dumps([answer.seq, time.time()]), flush=True)


def carry_out(words: list[str]) -> None:
    django.setup()
    if words[0] == "plant":
        print(json.dumps(plant(int(words[1]))))
    else:
        say(words[1], float(words[2]), float(words[3]))


if __name__ == "__main__":
    carry_out(sys.argv[1:])
