"""Doors: by whom a thing could be seen at all, so that a search looks only among what may be somebody's to see.

Doors decide nothing. They are kept with a card, may be a moment old, and only narrow where the index looks; whether a
thing is seen the rule says, in the same statement, when somebody asks.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db.models import Q

from coppice.audience.models import Grant, Item, Link, Reach
from coppice.audience.rule import STEPS
from coppice.audience.viewing import Viewer
from coppice.groups.models import Membership
from coppice.kernel.findable import Thing

EVERYBODY, MEMBERS = "d:everybody", "d:members"
CIRCLES = {"everybody": EVERYBODY, "members": MEMBERS}
REACHES: dict[str, str] = {Reach.PUBLIC: EVERYBODY, Reach.MEMBERS: MEMBERS}


def of_person(pk: UUID) -> str:
    return f"p:{pk.hex[12:]}"


def of_group(pk: UUID | None) -> str:
    return f"g:{pk.hex[12:]}" if pk else ""


def of_link(pk: UUID) -> str:
    return f"l:{pk.hex[12:]}"


def of_address(address: str) -> str:
    return f"a:{hashlib.sha256(address.encode()).hexdigest()[:20]}"


def of_viewer(viewer: Viewer) -> list[str]:
    """Those that somebody might come through (two queries for a person)."""
    doors, person = [EVERYBODY, *map(of_link, viewer.links)], viewer.person
    if person is None:
        return doors
    groups = Membership.objects.filter(person=person).order_by().values_list("group_id", flat=True)
    addresses = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    mine = [of_person(person.pk), *map(of_group, groups), *map(of_address, addresses)]
    return [*doors, *mine, *([MEMBERS] if person.is_member else [])]


def of_things(things: Iterable[Thing], now: datetime) -> dict[Thing, set[str]]:
    """The doors of each thing, by its circle and by the item that governs it."""
    things = list(things)
    by_item = of_items([each.item for each in things if each.item], now)
    own = {thing: {CIRCLES[thing.circle]} if thing.circle in CIRCLES else set() for thing in things}
    return {thing: doors | (by_item[thing.item] if thing.item else set()) for thing, doors in own.items()}


def of_items(items: Sequence[UUID], now: datetime) -> dict[UUID, set[str]]:
    """Their own, and those of what they are lent through, two steps at most."""
    live, through = Q(ends_at=None) | Q(ends_at__gt=now), defaultdict[UUID, set[UUID]](set)
    doors, frontier, known = defaultdict[UUID, set[str]](set), set(items), set(items)
    for _ in range(STEPS + 1):
        for pk, reach, group, author in Item.everything.filter(pk__in=frontier).values_list(
            "pk", "reach", "group_id", "author_id"
        ):
            doors[pk] |= {of_person(author), REACHES.get(reach) or of_group(group)} - {""}
        lent = Grant.objects.filter(live, item__in=frontier).order_by()
        for pk, person, address, other in lent.values_list("item_id", "person_id", "address", "through_id"):
            if other:
                through[pk].add(other)
            else:
                doors[pk].add(of_person(person) if person else of_address(address))
        for pk, link in Link.objects.filter(live, item__in=frontier).order_by().values_list("item_id", "pk"):
            doors[pk].add(of_link(link))
        frontier = {other for pk in frontier for other in through[pk]} - known
        known |= frontier
        if not frontier:
            break
    return {pk: reached(pk, through, doors) for pk in items}


def reached(pk: UUID, through: dict[UUID, set[UUID]], doors: dict[UUID, set[str]]) -> set[str]:
    found, here = set(doors[pk]), {pk}
    for _ in range(STEPS):
        here = {other for each in here for other in through[each]}
        found |= {door for each in here for door in doors[each]}
    return found


def governed(items: Sequence[UUID]) -> set[UUID]:
    """These items and everything that is lent through them: what has other doors when theirs change."""
    all_of_them, frontier = set(items), set(items)
    for _ in range(STEPS):
        frontier = set(Grant.objects.filter(through__in=frontier).order_by().values_list("item_id", flat=True))
        all_of_them |= frontier
    return all_of_them
