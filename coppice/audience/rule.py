"""The rule of privacy, written once.

A thing can be seen by its author; by those its reach includes; by those named in a live grant; by holders of a live
link; and by whoever can see something it is lent through (two steps at most: an entry through a section, a section
through its portfolio). What was removed can be seen by nobody, and two people between whom there is a block see
nothing of each other's.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Q

from coppice.accounts.models import Person
from coppice.audience.viewing import Viewer
from coppice.groups.models import Membership

type Direct = Callable[[Viewer, datetime, str], Q]


def visible(viewer: Viewer, now: datetime, direct: Direct | None = None) -> Q:
    """Items that the viewer can see. With `direct=named`: only what is theirs or was granted to them by name."""
    from coppice.audience.models import Grant

    direct = direct or reached_or_named

    def step(prefix: str, deeper: int) -> Q:
        here = direct(viewer, now, prefix)
        if deeper:
            lent = Grant.objects.live(now).filter(item=OuterRef(f"{prefix}id"), through__isnull=False)
            here |= Q(Exists(lent.filter(step("through__", deeper - 1))))
        return still_there(viewer, prefix) & here

    return step("", 2)


def still_there(viewer: Viewer, prefix: str) -> Q:
    """Neither removed nor behind a block."""
    from coppice.audience.models import Block

    there = Q(**{f"{prefix}removed_at__isnull": True})
    if viewer.person is None:
        return there
    author = OuterRef(f"{prefix}author_id")
    between = Q(by=author, against=viewer.person) | Q(by=viewer.person, against=author)
    return there & ~Q(Exists(Block.objects.filter(between)))


def reached_or_named(viewer: Viewer, now: datetime, prefix: str) -> Q:
    from coppice.audience.models import Link, Reach

    can = Q(**{f"{prefix}reach": Reach.PUBLIC})
    if viewer.links:
        held = Link.objects.live(now).filter(pk__in=viewer.links, item=OuterRef(f"{prefix}id"))
        can |= Q(Exists(held))
    if viewer.person is None:
        return can
    if viewer.person.is_member:
        can |= Q(**{f"{prefix}reach": Reach.MEMBERS})
    mine = Membership.objects.filter(person=viewer.person).values("group_id")
    can |= Q(**{f"{prefix}reach": Reach.GROUP, f"{prefix}group_id__in": mine})
    return named(viewer, now, prefix) | can


def named(viewer: Viewer, now: datetime, prefix: str) -> Q:
    """What is the person's own, or granted to them or to an address they proved to be theirs."""
    from coppice.audience.models import Grant

    person = viewer.person
    if person is None:
        return Q(pk__in=[])
    addresses = EmailAddress.objects.filter(user=person, verified=True).values("email")
    to_me = Grant.objects.live(now).filter(Q(person=person) | Q(address__in=addresses), item=OuterRef(f"{prefix}id"))
    return Q(**{f"{prefix}author": person}) | Q(Exists(to_me))


def people_reached(item_id: UUID, now: datetime) -> Q:
    """The rule asked from the other side: the people who can see the item. Guests have no row and are not among them."""
    from coppice.audience.models import Grant, Item

    def step(pk: UUID, deeper: int) -> Q:
        item = Item.everything.filter(pk=pk, removed_at=None).first()
        if item is None:
            return Q(pk__in=[])
        can = people_of(item, now)
        if deeper:
            for through in (
                Grant.objects.live(now).filter(item=item, through__isnull=False).values_list("through_id", flat=True)
            ):
                can |= step(through, deeper - 1)
        return can & ~people_blocked(item)

    return step(item_id, 2)


def people_of(item: object, now: datetime) -> Q:
    from coppice.audience.models import Grant, Item, Reach

    assert isinstance(item, Item)
    grants = Grant.objects.live(now).filter(item=item)
    addresses = grants.exclude(address="").values("address")
    owners = EmailAddress.objects.filter(email__in=addresses, verified=True).values("user_id")
    can = Q(pk=item.author_id) | Q(pk__in=grants.filter(person__isnull=False).values("person_id")) | Q(pk__in=owners)
    if item.reach == Reach.PUBLIC:
        can |= Q(is_active=True)
    elif item.reach == Reach.MEMBERS:
        can |= Q(is_member=True)
    elif item.reach == Reach.GROUP and item.group_id:
        can |= Q(pk__in=Membership.objects.filter(group_id=item.group_id).values("person_id"))
    return can


def people_blocked(item: object) -> Q:
    from coppice.audience.models import Block, Item

    assert isinstance(item, Item)
    by_author = Block.objects.filter(by=item.author_id).values("against_id")
    against_author = Block.objects.filter(against=item.author_id).values("by_id")
    return Q(pk__in=by_author) | Q(pk__in=against_author)


def active(people: Q) -> Q:
    return people & Q(is_active=True)


__all__ = ["Person", "active", "named", "people_reached", "visible"]
