"""What each kind of thing has to say in a feed.

A kind that is not here is in no feed. One that is shared when it is made stands where it was made; one that is
written alone and shared later stands where it was last shared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from uuid import UUID

from django.db.models import Q
from django.utils.html import escape

from coppice.audience.models import Item
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
    return {pk: f"<p>{escape(shorten(richtext.plain(html), SHOWN, placeholder=' …'))}</p>" for pk, html in first}


def topics_of(group: Group) -> Q:
    return Q(topic__home=group)


def of_portfolios(pks: Sequence[UUID]) -> Mapping[UUID, str]:
    rows = Portfolio.objects.filter(pk__in=pks).select_related("edition")
    return {row.pk: f"<p>{escape(row.framework.name)}</p>" for row in rows}


KINDS = [
    Kind("topic", of_topics, topics_of, is_shared_later=False),
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
