"""That two people shall see nothing of each other's.

There is no log of it, and nobody is told: whoever made a block is the only one who can read of it, and who ends it.
Docs: docs/decisions/0068-blocking.md.
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from coppice.accounts.models import Person


class Block(models.Model):
    """Two people who shall see nothing of each other's."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="blocks_made")
    against = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "against"], name="one_block_each"),
            models.CheckConstraint(name="no_block_of_oneself", condition=~Q(by=models.F("against"))),
        ]

    @classmethod
    def make(cls, against: Person, *, by: Person) -> Block:
        """It counts for both from the next request on, everywhere. Asked twice, it is made once."""
        return cls.objects.get_or_create(by=by, against=against)[0]

    def end(self) -> None:
        """What they share with each other is there again. Nothing was deleted."""
        self.delete()

    @classmethod
    def is_between(cls, one: Person, other: Person) -> bool:
        return cls.objects.filter(Q(by=one, against=other) | Q(by=other, against=one)).exists()


def blocked(person: Person) -> set[UUID]:
    """The ids of all between whom and the person there is a block (one query)."""
    pairs = Block.objects.filter(Q(by=person) | Q(against=person)).values_list("by_id", "against_id")
    return {pk for pair in pairs for pk in pair} - {person.pk}


def unblocked(person: Person, who: str = "person_id") -> Q:
    """A condition on rows about people (`who` is the field that says whom): no block between them and the person."""
    by_me = Block.objects.filter(by=person, against=OuterRef(who))
    by_them = Block.objects.filter(by=OuterRef(who), against=person)
    return ~Q(Exists(by_me)) & ~Q(Exists(by_them))
