"""The rule asked from the other side: which people can see an item? Guests have no row and are not among them."""

from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db.models import Q

from coppice.audience.models.block import Block
from coppice.audience.models.grants import Grant
from coppice.audience.models.item import Item, Reach
from coppice.audience.rule import STEPS
from coppice.groups.models import Membership


def people_reached(item_id: UUID, now: datetime) -> Q:
    """A condition on people. It costs a few queries for each item that this one is lent through."""

    def step(pk: UUID, deeper: int) -> Q:
        item = Item.everything.filter(pk=pk, removed_at=None).first()
        if item is None:
            return Q(pk__in=[])
        can = directly(item, now)
        if deeper:
            lent = Grant.objects.live(now).filter(item_id=item.pk, through__isnull=False)
            for through in lent.values_list("through_id", flat=True):
                can |= step(through, deeper - 1)
        return can & ~blocked(item)

    return step(item_id, STEPS) & Q(is_active=True)


def directly(item: Item, now: datetime) -> Q:
    """By being its author, named in a grant, or within its reach."""
    grants = Grant.objects.live(now).filter(item_id=item.pk)
    owners = EmailAddress.objects.filter(email__in=grants.exclude(address="").values("address"), verified=True)
    can = Q(pk=item.author_id) | Q(pk__in=grants.filter(person__isnull=False).values("person_id"))
    can |= Q(pk__in=owners.values("user_id"))
    if item.reach == Reach.PUBLIC:
        can |= Q(is_active=True)
    elif item.reach == Reach.MEMBERS:
        can |= Q(is_member=True)
    elif item.reach == Reach.GROUP and item.group_id:
        can |= Q(pk__in=Membership.objects.filter(group_id=item.group_id).values("person_id"))
    return can


def blocked(item: Item) -> Q:
    by_author = Block.objects.filter(by=item.author_id).values("against_id")
    against_author = Block.objects.filter(against=item.author_id).values("by_id")
    return Q(pk__in=by_author) | Q(pk__in=against_author)
