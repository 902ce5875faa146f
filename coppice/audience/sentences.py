"""Who can see this, in a sentence: short enough to stand beside every item, exact enough to be believed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils import timezone

from coppice.audience.models import Grant, Item, Link, Reach
from coppice.groups.models import Group

WIDTH = {Reach.ONLY_ME: 0, Reach.GROUP: 1, Reach.MEMBERS: 2, Reach.PUBLIC: 3}


@dataclass
class Audience:
    """Whom an item reaches, gathered along what it is lent through."""

    reach: str = Reach.ONLY_ME
    groups: set[UUID] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    links: int = 0

    def add_item(self, reach: str, group_id: UUID | None) -> None:
        if reach == Reach.GROUP and group_id:
            self.groups.add(group_id)
        if WIDTH[Reach(reach)] > WIDTH[Reach(self.reach)]:
            self.reach = reach

    def sentence(self, groups: dict[UUID, str]) -> str:
        if self.reach == Reach.PUBLIC:
            return "Anyone on the web"
        people = self.people()
        if self.reach == Reach.MEMBERS:
            said = "All members"
        elif self.groups:
            said = " and ".join(sorted(groups[pk] for pk in self.groups if pk in groups))
        else:
            said = "You" if people or self.links else "Only you"
        said = f"{said} and {people}" if people else said
        return f"{said}, and whoever has the link" if self.links else said

    def people(self) -> str:
        named = [name for name in self.names.values() if name]
        if len(self.names) == 1 and named:
            return named[0]
        return f"{len(self.names)} people" if self.names else ""


def who_can_see(items: Iterable[Any], *, now: datetime | None = None) -> dict[UUID, str]:
    """For their author: item id to sentence, for many items in a constant number of queries (at most five)."""
    now = now or timezone.now()
    items = list(items)
    chain = lent_through([item.pk for item in items], now)
    every = {item.pk for item in items}.union(*chain.values()) if items else set()
    rows = {row.pk: row for row in Item.everything.filter(pk__in=every, removed_at=None).only("reach", "group_id")}
    names: dict[UUID, dict[str, str]] = defaultdict(dict)
    for grant in Grant.objects.live(now).filter(item__in=every, through=None).select_related("person"):
        names[grant.item_id][grant.person.slug if grant.person else grant.address] = grant.to
    links = dict(Link.objects.live(now).filter(item__in=every).order_by().values_list("item").annotate(Count("pk")))
    found = {item.pk: gather({item.pk, *chain[item.pk]}, rows, names, links) for item in items}
    groups = group_names(set().union(*(audience.groups for audience in found.values())) if found else set())
    return {pk: audience.sentence(groups) for pk, audience in found.items()}


def lent_through(ids: list[UUID], now: datetime) -> dict[UUID, set[UUID]]:
    """Item id to all that it is lent through, two steps far."""
    first = pairs(ids, now)
    second = pairs({through for throughs in first.values() for through in throughs}, now)
    return {pk: first[pk].union(*(second[through] for through in first[pk])) for pk in ids}


def pairs(ids: Iterable[UUID], now: datetime) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    ids = list(ids)
    if ids:
        lent = Grant.objects.live(now).filter(item__in=ids, through__isnull=False)
        for item, through in lent.values_list("item_id", "through_id"):
            found[item].add(through)
    return found


def gather(
    ids: set[UUID], rows: dict[UUID, Any], names: dict[UUID, dict[str, str]], links: dict[UUID, int]
) -> Audience:
    audience = Audience()
    for pk in ids & rows.keys():
        audience.add_item(rows[pk].reach, rows[pk].group_id)
        audience.names.update(names[pk])
        audience.links += links.get(pk, 0)
    return audience


def group_names(ids: set[UUID]) -> dict[UUID, str]:
    if not ids:
        return {}
    groups = Group.objects.filter(pk__in=ids).with_size()
    return {group.pk: f"{group.name} ({members(vars(group)['size'])})" for group in groups}


def members(size: int) -> str:
    return "1 member" if size == 1 else f"{size} members"


def sentence_for(item: Item, viewer_person: object, *, now: datetime | None = None) -> str:
    """One item's sentence: in full for its author; others are told only how it came to them."""
    if item.can_be_changed_by(viewer_person):
        return who_can_see([item], now=now)[item.pk]
    said = {Reach.PUBLIC: "Anyone on the web", Reach.MEMBERS: "All members"}.get(Reach(item.reach))
    if item.reach == Reach.GROUP and item.group:
        said = item.group.name
    return said or f"{item.author.name} shared this with you"
