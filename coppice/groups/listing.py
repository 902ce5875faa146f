"""The list of groups and the list of a group's people: mine first, then by name, paged by where the last page ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower

from coppice.accounts.models import Person
from coppice.groups import apart
from coppice.groups.models import Group, Membership, Stage
from coppice.kernel import keyset
from coppice.kernel.alphabet import in_order

SIZE = 40
ENDED = "ended"


@dataclass(frozen=True)
class Line:
    """A group, and how many belong to it."""

    group: Group
    size: int


@dataclass(frozen=True)
class Listing:
    """One page. `mine` stand on the first one only."""

    mine: Sequence[Line]
    others: Sequence[Line]
    next: str

    def __bool__(self) -> bool:
        return bool(self.mine or self.others)


def of(person: Person, *, words: str = "", show: str = "", after: str = "") -> Listing:
    """Three queries, whatever there is. `show`: a kind, or "ended"."""
    seen = Group.objects.visible_to(person).sought(words, kind="" if show == ENDED else show)
    is_ended = Q(stage=Stage.ENDED)
    mine = [] if after else in_order(seen.of(person).filter(is_ended) if show == ENDED else seen.of(person))
    mine.sort(key=lambda group: not group.is_open_for_writing)
    others = seen.filter(is_ended if show == ENDED else ~is_ended).exclude(memberships__person=person)
    rows, mark = by_name(others, "name", after=after, size=SIZE)
    sizes = sizes_of([*mine, *rows])
    return Listing(with_sizes(mine, sizes), with_sizes(rows, sizes), mark)


def with_sizes(groups: Iterable[Group], sizes: dict[Any, int]) -> list[Line]:
    return [Line(group, sizes.get(group.pk, 0)) for group in groups]


def sizes_of(groups: Iterable[Group]) -> dict[Any, int]:
    counted = Membership.objects.filter(group__in=[group.pk for group in groups]).order_by().values("group")
    return dict(counted.annotate(size=Count("pk")).values_list("group", "size"))


def people_of(group: Group, viewer: Person, *, after: str = "") -> tuple[list[Membership], str]:
    """Its members by name, besides those who tend it, as one of them sees them; and the mark for the next page."""
    others = (
        group.memberships.filter(is_facilitator=False).exclude(person__in=apart.of(viewer)).select_related("person")
    )
    return by_name(others, "person__name", after=after, size=SIZE)


def by_name(rows: QuerySet[Any], name: str, *, after: str, size: int) -> tuple[list[Any], str]:
    """At most `size` rows by name and id after the mark, as the database compares names; and the next mark."""
    named = rows.annotate(folded=Lower(name))
    if mark := keyset.values(after, keyset.words, rows.model._meta.pk.to_python):
        named = named.filter(Q(folded__gt=mark[0]) | Q(folded=mark[0], pk__gt=mark[1]))
    found = list(named.order_by("folded", "pk")[: size + 1])
    more, found = len(found) > size, found[:size]
    return found, keyset.write(found[-1].folded, found[-1].pk) if more else ""
