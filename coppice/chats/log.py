"""What is said in a chat, as one viewer may hear it, question by question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from coppice.chats.models import Answer, Chat, Phase, Question
from coppice.chats.models.answer import EDITABLE, hidden_from

MANY = 300


@dataclass(frozen=True)
class Thread:
    """An answer and the replies to it."""

    answer: Answer
    replies: Sequence[Answer]


@dataclass(frozen=True)
class Asked:
    """A question and what was said to it; `folded` when its answers have a page of their own to be read on."""

    question: Question
    threads: Sequence[Thread]
    folded: int = 0


@dataclass(frozen=True)
class Log:
    """`last` is the number up to which it surely has everything."""

    asked: Sequence[Asked]
    waiting: Sequence[Question]
    last: int

    @property
    def said(self) -> bool:
        """Whether anything is there to be read."""
        return any(one.threads for one in self.asked)

    @property
    def newest(self) -> Question | None:
        return self.asked[-1].question if self.asked else None


def of(chat: Chat, viewer: Any, *, now: datetime, only: int = 0) -> Log:
    """Three queries. A long chat shows its newest question, or the one that was asked for; a closed one one's own."""
    person, last = viewer.person, chat.counter
    questions = list(chat.questions.all())
    opened = [one for one in questions if one.is_open(chat, now)]
    answers = Answer.objects.filter(chat=chat).without(hidden_from(person)).select_related("author", "taken_out_by")
    said: dict[int, list[Answer]] = defaultdict(list)
    known = {one.pk: one for one in questions}
    for answer in answers:
        answer.question = known[answer.question_id]
        answer.is_own = person is not None and answer.author_id == person.pk and answer.withdrawn_at is None
        answer.can_be_reworded = answer.is_own and now - answer.said_at < EDITABLE
        said[answer.question_id].append(answer)
    if chat.phase(now) == Phase.OVER:
        return Log([Asked(one, own(said[one.pk])) for one in opened], [], last)
    long, shown = sum(map(len, said.values())) > MANY, only or (opened[-1].number if opened else 0)
    asked = [
        Asked(one, [], len(said[one.pk])) if long and one.number != shown else Asked(one, threads(said[one.pk]))
        for one in opened
    ]
    return Log(asked, [one for one in questions if one not in opened], last)


def own(answers: Sequence[Answer]) -> list[Thread]:
    """What one said oneself, while it is made into a transcript: how everybody stands in it is theirs to choose."""
    return [Thread(one, []) for one in answers if one.is_own]


def threads(answers: Sequence[Answer]) -> list[Thread]:
    """In the order they were said. What was taken back and answered by nobody is no gap worth showing; a reason is."""
    replies: dict[UUID, list[Answer]] = defaultdict(list)
    for one in answers:
        if one.parent_id and (one.withdrawn_at is None or one.taken_out_why):
            replies[one.parent_id].append(one)
    kept = (one for one in answers if not one.parent_id)
    return [
        Thread(one, replies[one.pk]) for one in kept if one.withdrawn_at is None or replies[one.pk] or one.taken_out_why
    ]
