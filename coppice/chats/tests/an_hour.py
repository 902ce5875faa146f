"""A chat hour for tests: planned, running, over, with the cast in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from coppice.accounts.models import Person
from coppice.audience.models import Reach
from coppice.chats.models import Answer, Chat, Part, Transcript
from coppice.kernel import richtext
from tests.cast import Cast

BEGINS = datetime(2026, 12, 3, 16, 0, tzinfo=UTC)
QUESTIONS = ["What did you try?", "What came of it?", "What will you try next?"]


def at(minutes: float) -> datetime:
    return BEGINS + timedelta(minutes=minutes)


def planned(cast: Cast, **more: Any) -> Chat:
    """An hour of the owner's for the group, an hour from now on its clock."""
    given = {"title": "Evaluation in an hour", "starts_at": BEGINS, "questions": QUESTIONS, "reach": Reach.GROUP}
    given |= {"group": cast.group, "by": cast.owner, "now": at(-60)} | more
    return Chat.plan(**given)


def said(chat: Chat, by: Person, words: str, *, number: int = 1, minutes: float = 5, **more: Any) -> Answer:
    question = chat.questions.get(number=number)
    return chat.answer(question=question, html=richtext.from_markdown(words), by=by, now=at(minutes), **more)


def published(cast: Cast, **choices: str) -> Chat:
    """Two days later: owner and fellow said something and stand as they chose."""
    chat = planned(cast)
    first = said(chat, cast.owner, "We **asked** students.")
    said(chat, cast.fellow, "How many?", parent=first, minutes=6)
    for name, choice in choices.items():
        Part.choose(chat, choice, by=getattr(cast, name))
    Transcript.publish(chat, by=cast.owner, now=at(60 * 50))
    chat.refresh_from_db()
    return chat
