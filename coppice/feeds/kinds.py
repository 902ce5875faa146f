"""What each kind of thing has to say in a feed.

A kind that is not here is in no feed. One that is shared when it is made stands where it was made; one that is
written alone and shared later stands where it was last shared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from coppice.audience.models import Item
from coppice.chats.models import Chat
from coppice.conversations.models import Post
from coppice.groups.models import Group
from coppice.journal.models import Entry
from coppice.kernel import richtext
from coppice.portfolios.models import Portfolio

SHOWN = 400

type Words = Callable[[Sequence[UUID]], Mapping[UUID, str]]


def shared_with(group: Group) -> Q:
    return Q(group=group)


@dataclass(frozen=True)
class Kind:
    """One kind: some HTML for each item (one query for all), and which of its items are a group's."""

    name: str
    words: Words
    of_group: Callable[[Group], Q] = shared_with
    is_shared_later: bool = True


def of_entries(pks: Sequence[UUID]) -> Mapping[UUID, str]:
    gists = Entry.objects.filter(pk__in=pks).values_list("pk", "gist")
    return {pk: f"<p>{escape(gist)}</p>" for pk, gist in gists if gist}


def of_topics(pks: Sequence[UUID]) -> Mapping[UUID, str]:
    """How each begins; nothing of one whose first post was withdrawn."""
    first = Post.objects.here().filter(topic__in=pks, number=1).values_list("topic_id", "html")
    return {pk: beginning(html) for pk, html in first}


def topics_of(group: Group) -> Q:
    return Q(topic__home=group)


def of_portfolios(pks: Sequence[UUID]) -> Mapping[UUID, str]:
    rows = Portfolio.objects.filter(pk__in=pks).select_related("edition")
    return {row.pk: f"<p>{escape(row.framework.name)}</p>" for row in rows}


def of_chats(pks: Sequence[UUID]) -> Mapping[UUID, str]:
    """When one is, by the clock of where it was planned, and how its host opens it; never what is asked or said."""
    chats = Chat.objects.filter(pk__in=pks)
    return {chat.pk: f"<p>{escape(when(chat))}</p>{beginning(chat.text('opening'))}" for chat in chats}


def when(chat: Chat) -> str:
    if chat.called_off_at:
        return _("It does not take place.")
    there = localtime(chat.starts_at, ZoneInfo(chat.zone))
    return f"{date_format(there, 'l j F Y, H:i')} ({chat.zone})"


def beginning(html: str) -> str:
    words = shorten(richtext.plain(html), SHOWN, placeholder=" …")
    return f"<p>{escape(words)}</p>" if words else ""


KINDS = [
    Kind("topic", of_topics, topics_of, is_shared_later=False),
    Kind("chat", of_chats, is_shared_later=False),
    Kind("entry", of_entries),
    Kind("portfolio", of_portfolios),
]


def words_for(items: Sequence[Item]) -> dict[UUID, str]:
    """What each of these says: a query for each kind that occurs."""
    found: dict[UUID, str] = {}
    for kind in KINDS:
        if pks := [item.pk for item in items if item.kind == kind.name]:
            found.update(kind.words(pks))
    return found
