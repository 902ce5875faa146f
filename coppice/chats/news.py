"""What is new in a chat since a number, and how it is told to a page: as server-sent events.

Each thing comes in its present state under the number at which it last changed, so that whoever reads on from any
number has everything once, and words that were taken back are nowhere to be had.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import timezone, translation

from coppice.chats.models import Answer, Chat, Phase, Question

RETRY = 2000


@dataclass(frozen=True)
class News:
    """One thing that is new. `authors` are those whose words it is or hangs on."""

    seq: int
    kind: str
    key: str
    thing: Any = field(compare=False)
    authors: frozenset[UUID] = frozenset()


def since(chat: Chat, after: int) -> list[News]:
    """In the order of their numbers (two queries). `chat` is as it was in the database just now, with its chair.

    Numbers are given under a lock on the chat, so that all up to its counter are there. What got a later one meanwhile
    waits for the next time: between two queries one of its neighbours might have been passed over.
    """
    answers = Answer.objects.filter(chat=chat, seq__gt=after).select_related("author", "parent", "question")
    found = [of_answer(one) for one in answers]
    found += [News(one.seq, "question", f"q{one.number}", one) for one in asked(chat, after)]
    if chat.state_seq > after:
        found.append(News(chat.state_seq, "state", "state", chat))
    return sorted((one for one in found if one.seq <= chat.counter), key=lambda one: one.seq)


def asked(chat: Chat, after: int) -> list[Question]:
    return list(chat.questions.filter(seq__gt=after).select_related("chat__chair", "chat__author", "chat__transcript"))


def of_answer(one: Answer) -> News:
    authors = {one.author_id} | ({one.parent.author_id} if one.parent else set())
    return News(one.seq, "answer", str(one.pk), one, frozenset(authors))


def without(news: Iterable[News], hidden: frozenset[UUID]) -> list[News]:
    return [one for one in news if not one.authors & hidden]


def drawn(news: News, *, language: str, zone: str, now: datetime) -> bytes:
    """As an event, in one language and with the times of one zone: the same for everybody who has both."""
    with translation.override(language), timezone.override(ZoneInfo(zone)):
        data = DRAW[news.kind](news.thing, now)
    told = json.dumps({"kind": news.kind, "key": news.key, **data}, ensure_ascii=False, separators=(",", ":"))
    return f"id: {news.seq}\ndata: {told}\n\n".encode()


def draw_answer(answer: Answer, now: datetime) -> dict[str, Any]:
    html = render_to_string("chats/answer.html", {"answer": answer, "shared": True})
    parent = str(answer.parent_id) if answer.parent_id else None
    return {"question": answer.question.number, "parent": parent, "place": answer.place, "html": html}


def draw_question(question: Question, now: datetime) -> dict[str, Any]:
    html = render_to_string("chats/question.html", {"question": question})
    line = render_to_string("chats/state.html", state(question.chat, now=now))
    return {"number": question.number, "html": html, "state": line}


def draw_state(chat: Chat, now: datetime) -> dict[str, Any]:
    html = render_to_string("chats/state.html", state(chat, now=now))
    return {"html": html, "over": chat.phase(now) in {Phase.PUBLISHED, Phase.CALLED_OFF}}


DRAW: dict[str, Callable[[Any, datetime], dict[str, Any]]] = {
    "answer": draw_answer,
    "question": draw_question,
    "state": draw_state,
}


def state(chat: Chat, *, now: datetime) -> dict[str, Any]:
    """What the line above the log says."""
    questions = list(chat.questions.all())
    opened = [one for one in questions if one.is_open(chat, now)]
    coming = [one for one in questions if one not in opened]
    due = coming[0].due(chat) if coming and not chat.by_hand and now < chat.ends_at else None
    return {
        "chat": chat,
        "phase": chat.phase(now),
        "phases": Phase,
        "many": len(questions),
        "opened": len(opened),
        "due": due,
    }


def stream(news: Sequence[News], *, language: str, zone: str, now: datetime, retry: int = RETRY) -> bytes:
    """A whole answer: how soon to come again, and what is new."""
    events = b"".join(drawn(one, language=language, zone=zone, now=now) for one in news)
    return f"retry: {retry}\n\n".encode() + events


def number(said: str | None) -> int:
    """The number that a reader says they have; anything else is the beginning."""
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 10 else 0
