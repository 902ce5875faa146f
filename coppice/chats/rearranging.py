"""The host arranges what is going to be published: order within a question, and what is cut, which is marked."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from coppice.chats.log import Asked, Thread
from coppice.chats.models import Answer, Chat, Choice


def board(chat: Chat, *, now: datetime) -> list[Asked]:
    """All answers with words by question, each knowing how its author wants to stand (three queries)."""
    stands: dict[UUID, str] = {part.person_id: part.stands for part in chat.parts.all()}
    said: dict[int, list[Answer]] = defaultdict(list)
    replies: dict[Any, list[Answer]] = defaultdict(list)
    for one in chat.answers.filter(withdrawn_at=None).select_related("author"):
        one.stands = stands.get(one.author_id, Choice.LEFT_OUT)
        (replies[one.parent_id] if one.parent_id else said[one.question_id]).append(one)
    asked = [one for one in chat.questions.all() if one.is_open(chat, now)]
    return [Asked(one, [Thread(each, replies[each.pk]) for each in said[one.pk]]) for one in asked]


@transaction.atomic
def do(answer: Answer, what: str) -> None:
    """`up`, `down`, `cut` or `keep`; anything else does nothing."""
    answer.chat.held()
    if what in {"cut", "keep"}:
        answer.is_cut = what == "cut"
        answer.save(update_fields=["is_cut"])
    if what in {"up", "down"}:
        beside = Answer.objects.filter(question=answer.question_id, parent=answer.parent_id, withdrawn_at=None)
        after = what == "down"
        near = beside.filter(place__gt=answer.place) if after else beside.filter(place__lt=answer.place)
        other = near.order_by("place" if after else "-place").first()
        if other is not None:
            answer.place, other.place = other.place, answer.place
            Answer.objects.bulk_update([answer, other], ["place"])
