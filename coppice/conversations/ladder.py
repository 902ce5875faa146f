"""No question stays alone: after a day some who may know are asked, after three the facilitators, after a week all.

Each step is taken once for each question; a question with an answer has left the ladder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from coppice.accounts.models import Person
from coppice.conversations.models import Topic
from coppice.conversations.models.moderating import keepers

SOME, FACILITATORS, EVERYBODY = timedelta(days=1), timedelta(days=3), timedelta(days=7)
WORKED = timedelta(days=14)
TOO_OLD = timedelta(days=30)
AT_ONCE = 200
MAY_KNOW = "you may know"

type Experts = Callable[[Topic], Iterable[Person]]
_experts: list[Experts] = []


def register(experts: Experts) -> None:
    """Ask this source who may know, and agreed to be asked; two of them are told of each question."""
    if experts not in _experts:
        _experts.append(experts)


def climb(*, now: datetime) -> None:
    """One step up for each question that has waited long enough."""
    waiting = Topic.objects.unanswered().filter(last_at__gt=now - TOO_OLD)
    for topic in waiting.filter(asked_some_at=None, created_at__lte=now - SOME)[:AT_ONCE]:
        step(topic, "asked_some_at", MAY_KNOW, tell=some_who_may_know, now=now)
    for topic in waiting.filter(told_facilitators_at=None, created_at__lte=now - FACILITATORS)[:AT_ONCE]:
        step(topic, "told_facilitators_at", "still unanswered", tell=keepers, now=now)
    for topic in waiting.filter(flagged_at=None, created_at__lte=now - EVERYBODY)[:AT_ONCE]:
        step(topic, "flagged_at", "question waits", tell=lambda _row: [], now=now)


@transaction.atomic
def step(topic: Topic, mark: str, verb: str, *, tell: Callable[[Topic], Iterable[Any]], now: datetime) -> None:
    """Once, however many workers look."""
    row = topic.locked()
    if getattr(row, mark) is None:
        setattr(row, mark, now)
        row.save(update_fields=[mark])
        row.happened(verb, by=None, now=now, tell=tell(row))


def some_who_may_know(topic: Topic) -> list[Person]:
    """At most two, none of whom could not see it or asked it."""
    found: list[Person] = []
    for source in _experts:
        found += [one for one in source(topic) if topic.is_visible_to(one) and one.pk != topic.author_id]
    return found[:2]


def ask_back(*, now: datetime) -> None:
    """Two weeks after something was found helpful, whoever asked is asked whether it worked."""
    due = Topic.objects.questions().filter(asked_back_at=None, answered_at__lte=now - WORKED)
    for topic in due.filter(answered_at__gt=now - WORKED - TOO_OLD).select_related("author")[:AT_ONCE]:
        tell_asker(topic, now=now)


@transaction.atomic
def tell_asker(topic: Topic, *, now: datetime) -> None:
    """By a notice; whoever asked without a name finds the question on the page, for a notice would name them."""
    row = topic.locked()
    if row.asked_back_at is None:
        row.asked_back_at = now
        row.save(update_fields=["asked_back_at"])
        if not row.is_unnamed:
            row.happened("did it work", by=None, now=now, tell=[row.author], path=f"{row.get_absolute_url()}#outcomes")
