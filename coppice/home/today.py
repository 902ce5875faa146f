"""What home shows today: what I was writing, what came for me, what I was asked to read.

The gaps worth filling are fetched by the page itself from the coverage of the portfolio, so that home comes at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.chats.models import Chat
from coppice.conversations import waiting
from coppice.journal.models import Entry
from coppice.notices.models import Notice
from coppice.people.models import Welcomed
from coppice.portfolios.models import Portfolio, Section
from coppice.prompts.models import Prompt

FEW = 3


@dataclass(frozen=True)
class Today:
    """Short lists; each has a page of its own where the rest is."""

    greeting: str
    sections: Sequence[Section]
    entries: Sequence[Entry]
    notices: Sequence[Notice]
    asked: Sequence[Item]
    talk: Sequence[waiting.Unread]
    chat: Chat | None
    portfolio: Portfolio | None
    prompt: Prompt | None
    is_to_be_welcomed: bool

    @property
    def is_new(self) -> bool:
        """Whether there is nothing of the person's own yet."""
        return not (self.sections or self.entries or self.portfolio)


def of(person: Person, viewer: object, *, now: datetime) -> Today:
    """A constant number of queries, whatever there is."""
    return Today(
        greeting=greeting(now),
        sections=being_written(person),
        entries=list(
            Entry.objects.by(person).to_be_finished().defer("texts", "writers", "searchable").newest_first()[:FEW]
        ),
        notices=came(viewer),
        asked=to_read(person, now=now),
        talk=waiting.for_(person, now=now),
        chat=Chat.objects.next_for(person, now=now),
        portfolio=Portfolio.objects.by(person).order_by("-changed_at", "-pk").first(),
        prompt=Prompt.objects.open_for(person).filter(by_mail=False).first(),
        is_to_be_welcomed=Welcomed.is_due(person, now=now),
    )


def greeting(now: datetime) -> str:
    hour = timezone.localtime(now).hour
    return _("Good morning") if 4 <= hour < 12 else _("Good afternoon") if 12 <= hour < 18 else _("Good evening")


def being_written(person: Person) -> list[Section]:
    mine = Section.objects.by(person).filter(words__gt=0, whole__removed_at=None).exclude(status="finished")
    return list(mine.select_related("whole").defer("texts", "writers").order_by("-changed_at", "-pk")[:FEW])


def came(viewer: object) -> list[Notice]:
    new = Notice.objects.visible_to(viewer).new().with_what_they_say()
    return list(new.order_by("-made_at", "-pk")[:FEW])


def to_read(person: Person, *, now: datetime) -> list[Item]:
    """What others asked me to read, by name or by an address of mine."""
    asked = Item.objects.given_to(person, now=now).exclude(author=person)
    return list(asked.select_related("author").order_by("-changed_at", "-pk")[:FEW])
