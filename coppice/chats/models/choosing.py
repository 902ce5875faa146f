"""Chats, in the community's words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db.models import Exists, OuterRef, Q

from coppice.accounts.models import Person
from coppice.audience.models.item import Item, ItemQuerySet, Reach
from coppice.chats.models.phase import Phase

if TYPE_CHECKING:
    from coppice.chats.models.chat import Chat

NEAREST = 20
LONGEST = timedelta(days=1)  # no hour lasts as long; so the past is not read


class ChatQuerySet(ItemQuerySet["Chat"]):
    """Chats, in the community's words."""

    def coming(self, now: datetime) -> Self:
        """What is planned or runs, the nearest first."""
        return self.filter(called_off_at=None, ends_at__gt=now).order_by("starts_at", "pk")

    def next_for(self, person: Person, *, now: datetime) -> Chat | None:
        """The nearest that is meant for somebody, which may be running (one query). Its `where` says which of the two.

        The rule is asked of the first few that are open or in their groups: others' chats, however many, cost little.
        Each chat that comes is looked up, so that no database reads everything that is open before it looks at chats.
        """
        groups = person.memberships.order_by().values("group")
        meant = Q(reach__in=[Reach.MEMBERS, Reach.PUBLIC]) | Q(group__in=groups) | Q(author=person)
        is_meant = Exists(Item.everything.filter(meant, pk=OuterRef("pk"), removed_at=None))
        near = self.filter(is_meant, starts_at__gt=now - LONGEST).coming(now).values("pk")[:NEAREST]
        found = self.visible_to(person, now=now).filter(pk__in=near).coming(now).defer("texts", "writers").first()
        if found:
            found.where = Phase.RUNNING if found.starts_at <= now else Phase.PLANNED
        return found

    def past(self, now: datetime) -> Self:
        return self.filter(ends_at__lte=now, called_off_at=None).order_by("-starts_at", "-pk")

    def waiting_for_a_transcript(self) -> Self:
        """In which something was said and nothing is published, whatever the hour is."""
        from coppice.chats.models.answer import Answer

        said = Answer.objects.filter(chat=OuterRef("pk"), withdrawn_at=None)
        return self.filter(Exists(said), transcript=None, called_off_at=None, removed_at=None)

    def with_parts(self, person: Person | None) -> Self:
        """Each with whether this person said they come."""
        from coppice.chats.models.part import Part

        mine = Part.objects.filter(chat=OuterRef("pk"), person=person, comes=True)
        return self.annotate(i_come=Exists(mine))

    def for_page(self) -> Self:
        return self.select_related("author", "group", "chair", "offered_to", "transcript").defer("writers")
