"""What readers said about the sections of a portfolio, gathered; and what changed since somebody was last there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.audience.viewing import Viewer
from coppice.discussion import threads
from coppice.discussion.models import Comment, Visit
from coppice.discussion.thread import Thread
from coppice.kernel import richtext
from coppice.portfolios.models import Portfolio, Section


@dataclass(frozen=True)
class Talk:
    """The threads about one section, or about the portfolio as a whole (`section` None); open ones first."""

    title: str
    url: str
    section: Section | None
    threads: Sequence[Thread]

    @property
    def open(self) -> Sequence[Thread]:
        return [thread for thread in self.threads if not thread.is_resolved]

    @property
    def settled(self) -> Sequence[Thread]:
        return [thread for thread in self.threads if thread.is_resolved]


@dataclass(frozen=True)
class Promised:
    """An answer that is a promise, and what it is about."""

    comment: Comment
    about: str

    @property
    def words(self) -> str:
        return " ".join(richtext.plain(self.comment.html).split())

    @property
    def order(self) -> tuple[bool, bool]:
        """Those that wait first, those taken back last."""
        promise = self.comment.promised
        return (promise is None or promise.taken_back_at is not None, promise is None or not promise.is_open)


def may_talk(portfolio: Portfolio, person: Person | None, *, now: datetime) -> bool:
    """Its author, and whoever was asked by name to read it."""
    if person is None or portfolio.can_be_changed_by(person):
        return person is not None
    named: bool = Item.objects.named_for(person, now=now).filter(pk=portfolio.pk).exists()
    return named


def of(portfolio: Portfolio, person: Person, *, now: datetime) -> list[Talk]:
    """Everything said, by section in the order of reading (four queries)."""
    sections: list[Section] = list(portfolio.here().defer("writers"))
    since = Visit.since(portfolio, by=person, now=now)
    items: list[Any] = [portfolio, *sections]
    is_authors = portfolio.can_be_changed_by(person)
    found = threads.gather(
        list(threads.comments_of(items, person)),
        Viewer.of(person),
        {item.pk: is_authors for item in items},
        {item.pk: since for item in items},
    )
    by_item: dict[UUID, list[Thread]] = {}
    for thread in found:
        by_item.setdefault(thread.comment.item_id, []).append(thread)
    talks = [talk_about(section, by_item.get(section.pk, [])) for section in sections]
    whole = Talk(_("The whole portfolio"), portfolio.get_absolute_url(), None, by_item.get(portfolio.pk, []))
    return [talk for talk in (whole, *talks) if talk.threads]


def talk_about(section: Section, about: Sequence[Thread]) -> Talk:
    threads.place(about, section.texts)
    return Talk(section.title, section.get_absolute_url(), section, about)


def promises(talks: Sequence[Talk]) -> list[Promised]:
    """What the author promised anywhere in these threads, what waits first (no query)."""
    found = [
        Promised(reply, talk.title)
        for talk in talks
        for thread in talk.threads
        for reply in thread.replies
        if reply.promised
    ]
    return sorted(found, key=lambda one: one.order)


def beside(section: Section, *, now: datetime) -> Sequence[Thread]:
    """The threads about one section, for its author while writing (two queries)."""
    since = Visit.since(section, by=section.author, now=now)
    comments = list(threads.comments_of([section], section.author))
    found = threads.gather(comments, Viewer.of(section.author), {section.pk: True}, {section.pk: since})
    threads.place(found, section.texts)
    return found


def open_counts(portfolio: Portfolio, person: Person | None) -> dict[UUID, int]:
    """How many threads wait in each section; to be asked only for whoever may see comments."""
    waiting = Comment.objects.open().heard_by(person).filter(item__section__whole=portfolio)
    return dict(waiting.order_by().values_list("item_id").annotate(Count("pk")))


def seen(portfolio: Portfolio, person: Person) -> dict[UUID, datetime]:
    """When the person was last at each section; theirs alone to know."""
    visits = Visit.objects.filter(person=person, item__section__whole=portfolio)
    return dict(visits.values_list("item_id", "seen_at"))
