"""Reading for others, and being read: drafts one commented on, and principles that readers saw in one's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.audience.models.item import OF_MANY
from coppice.discussion.models import Comment
from coppice.happenings.models import Happening
from coppice.portfolios.models import Section
from coppice.portfolios.models.speaking import Recognition
from coppice.proposals.facts import Fact, own_words, shortened
from coppice.proposals.sources import Source

SAID = frozenset({"commented", "replied", "suggested", "comments shown"})
MOST = 60
QUOTED = 4


def read(person: Person, happenings: Sequence[Happening]) -> Iterable[Fact]:
    """One fact for each piece of somebody else's work that the person commented on and still sees (three queries).

    The sections of one portfolio are one piece of work.
    """
    ids = {one.item_id for one in happenings if one.item_id}
    theirs = Item.objects.visible_to(person).filter(pk__in=ids).exclude(author=person)
    items = {item.pk: item for item in theirs.exclude(kind__in=OF_MANY)}
    wholes = dict(Section.objects.filter(pk__in=items).values_list("pk", "whole_id"))
    said: dict[Any, list[Comment]] = defaultdict(list)
    mine = Comment.objects.filter(item__in=items, author=person, withdrawn_at=None, holding=None)
    for comment in mine.select_related("suggestion").order_by("made_at", "pk"):
        said[wholes.get(comment.item_id, comment.item_id)].append(comment)
    for whole, comments in said.items():
        yield fact_of(whole, items[comments[-1].item_id], comments)


def fact_of(whole: UUID, item: Item, comments: Sequence[Comment]) -> Fact:
    many = len(comments)
    told = ngettext(
        "I read a colleague’s draft and wrote {many} comment on it.",
        "I read a colleague’s draft and wrote {many} comments on it.",
        many,
    ).format(many=many)
    if taken := sum(bool(one.suggested and one.suggested.accepted_at) for one in comments):
        told += " " + ngettext(
            "{many} suggestion of mine was taken up.", "{many} suggestions of mine were taken up.", taken
        ).format(many=taken)
    first, last = (timezone.localdate(comments[n].made_at) for n in (0, -1))
    return Fact(
        source="reading",
        ref=whole,
        day=first,
        until=last if last > first else None,
        title=_("Read a colleague’s draft"),
        told=told,
        with_whom=_("a colleague who writes a portfolio"),
        url=item.get_absolute_url(),
        where=_("The draft, as long as I am asked to read it"),
        own=shortened("\n\n".join(words for one in comments[:QUOTED] if (words := own_words(one.html)))),
    )


def recognised(person: Person, happenings: Sequence[Happening]) -> Iterable[Fact]:
    """One's own sections in which readers saw a principle (two queries)."""
    by: dict[Any, list[Recognition]] = defaultdict(list)
    rows = Recognition.objects.filter(section__author=person, section__removed_at=None)
    for row in rows.select_related("section__whole").order_by("made_at", "pk")[: 4 * MOST]:
        by[row.section_id].append(row)
    for rows_of_one in by.values():
        section: Section = rows_of_one[0].section
        readers = len({row.by_id for row in rows_of_one})
        yield Fact(
            source="recognised",
            ref=section.pk,
            day=timezone.localdate(rows_of_one[-1].made_at),
            title=_("Readers see in my draft what it claims"),
            told=ngettext(
                "{many} reader of my section “{section}” said that they can see the principle there: {codes}.",
                "{many} readers of my section “{section}” said that they can see the principle there: {codes}.",
                readers,
            ).format(many=readers, section=section.title, codes=", ".join(sorted({row.code for row in rows_of_one}))),
            with_whom=ngettext("{many} reader", "{many} readers", readers).format(many=readers),
            url=section.get_absolute_url(),
            where=_("My section"),
        )


SOURCES = [Source("reading", SAID, read), Source("recognised", frozenset(), recognised)]
