"""Rows about people, without those between whom and somebody there is a block."""

from django.db.models import Exists, OuterRef, Q

from coppice.accounts.models import Person
from coppice.audience.models import Block


def unblocked(person: Person, who: str = "person_id") -> Q:
    """A condition on rows about people: no block between them and the person."""
    by_me = Block.objects.filter(by=person, against=OuterRef(who))
    by_them = Block.objects.filter(by=OuterRef(who), against=person)
    return ~Q(Exists(by_me)) & ~Q(Exists(by_them))
