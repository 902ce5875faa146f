"""The clock of a chat: questions open every few minutes, or when its chair says so."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from coppice.chats.models.phase import Closed

if TYPE_CHECKING:
    from coppice.chats.models.chat import Chat
    from coppice.chats.models.question import Question

SILENT = timedelta(minutes=2)


@transaction.atomic
def tick(chat: Chat, *, now: datetime) -> None:
    """Open what is due, under a number each. A chair who opens by hand and went silent is not waited for."""
    row = chat.held()
    if row.called_off_at or now < row.starts_at:
        return
    if row.by_hand and now < row.ends_at and is_silent(row, now):
        row.changes(by_hand=False)
    for question in row.questions.filter(seq=0).order_by("number"):
        if question.is_open(row, now):
            question.announce(row, at=question.opens_at or question.due(row))


def is_silent(chat: Chat, now: datetime) -> bool:
    return now - max(chat.chair_seen_at or chat.starts_at, chat.starts_at) > SILENT


@transaction.atomic
def release(chat: Chat, question: Question, *, now: datetime) -> None:
    """Open one question now."""
    row = chat.held()
    if not row.takes_answers(now):
        raise Closed(_("Questions are opened while the chat runs and until two days later. Nothing was opened."))
    there = row.questions.get(pk=question.pk)
    if there.seq == 0:
        there.announce(row, at=min(now, there.due(row)) if not row.by_hand else now)
    seen(row, now=now)


@transaction.atomic
def hold(chat: Chat, by_hand: bool, *, now: datetime) -> None:
    """What was open stays open."""
    tick(chat, now=now)
    row = chat.held()
    if row.by_hand != by_hand:
        row.changes(by_hand=by_hand)
    seen(row, now=now)
    chat.by_hand = by_hand


def seen(chat: Chat, *, now: datetime) -> None:
    """The chair is there."""
    type(chat).everything.filter(pk=chat.pk).update(chair_seen_at=now)
