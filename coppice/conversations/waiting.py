"""What was said since in topics that somebody follows, or asked without their name: for their home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from coppice.accounts.models import Person
from coppice.audience.rule import visible
from coppice.audience.viewing import Viewer
from coppice.conversations.lists import say_where
from coppice.conversations.models import Asking, Following, Topic
from coppice.conversations.models.post import A_PAGE

FEW = 3


@dataclass(frozen=True)
class Unread:
    """A topic, and where its first post stands that they have not been at yet."""

    topic: Topic
    number: int

    @property
    def many(self) -> int:
        return self.topic.last_number - self.number + 1

    @property
    def url(self) -> str:
        return f"{self.topic.get_absolute_url()}?page={(self.number - 1) // A_PAGE + 1}#post-{self.number}"


def for_(person: Person, *, now: datetime) -> Sequence[Unread]:
    """The newest few (two queries)."""
    found: list[Following | Asking] = []
    for rows in (Following.objects.filter(stopped=False), Asking.objects.all()):
        behind = rows.filter(person=person, topic__last_number__gt=F("seen_number"))
        seen = behind.filter(visible(Viewer.of(person), now, item="topic_id")).select_related("topic__home")
        found += seen.order_by("-topic__last_at", "-pk")[:FEW]
    found.sort(key=lambda row: row.topic.last_at, reverse=True)
    say_where([row.topic for row in found], person)
    return [Unread(row.topic, row.seen_number + 1) for row in found[:FEW]]
