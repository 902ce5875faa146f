"""Two groups that look over each other's wall."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.groups.models import Group
from coppice.kernel.ids import uuid7
from coppice.kernel.refusals import Refusal
from coppice.tending.people import NotYours, facilitators, happened, must_tend


class TwinningQuerySet(models.QuerySet["Twinning"]):
    """Twinnings, in the community's words."""

    def of(self, group: Group) -> TwinningQuerySet:
        return self.filter(Q(asking=group) | Q(asked=group)).select_related("asking", "asked")

    def visible_to(self, person: object) -> TwinningQuerySet:
        """Whoever does not see one of the groups sees nothing of the other's being its twin."""
        seen = Group.objects.visible_to(person)
        return self.filter(asking__in=seen, asked__in=seen)

    def agreed(self) -> TwinningQuerySet:
        return self.filter(agreed_at__isnull=False)


class Twinning(models.Model):
    """One group asks another; agreed, each one's page shows what the other lets everybody see."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    pair = models.CharField(max_length=73, unique=True)
    asking = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    asked = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    words = models.TextField(max_length=600, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)

    objects: ClassVar[TwinningQuerySet] = TwinningQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["asked_at", "id"]

    def __str__(self) -> str:
        return f"{self.asking} · {self.asked}"

    def other(self, group: Group) -> Group:
        return self.asked if self.asking_id == group.pk else self.asking

    @property
    def sides(self) -> Iterator[Group]:
        yield self.asking
        yield self.asked

    @classmethod
    @transaction.atomic
    def ask(cls, *, asking: Group, asked: Group, words: str, by: Person, now: datetime) -> Twinning:
        """Ask those who tend the other group. If they have asked already, that is an answer."""
        must_tend(asking, by)
        if asking == asked or not (asking.is_open_for_writing and asked.is_open_for_writing):
            raise Refusal(_("Choose another group that is alive. Nothing was sent."))
        pair = ":".join(sorted([str(asking.pk), str(asked.pk)]))
        known = {"asking": asking, "asked": asked, "words": words, "asked_by": by, "asked_at": now}
        one, new = cls.objects.select_related("asking", "asked").get_or_create(pair=pair, defaults=known)
        if new:
            one.tell("twin asked", by=by, to=asked, now=now)
        elif one.agreed_at is None and one.asked_id == asking.pk:
            one.agree(by=by, now=now)
        return one

    def tell(self, verb: str, *, by: Person, to: Group, now: datetime) -> None:
        path = reverse("tending:twins", args=[to.slug])
        happened(verb, to, by=by, to=facilitators(to), path=path, now=now)

    @transaction.atomic
    def agree(self, *, by: Person, now: datetime) -> None:
        """By who tends the group that was asked."""
        must_tend(self.asked, by)
        if self.agreed_at is None:
            self.agreed_by, self.agreed_at = by, now
            self.save(update_fields=["agreed_by", "agreed_at"])
            self.tell("twin agreed", by=by, to=self.asking, now=now)

    @transaction.atomic
    def end(self, *, by: Person, now: datetime) -> None:
        """By who tends either: declined, taken back, or twins no longer. Nobody is told."""
        if not any(group.is_tended_by(by) for group in self.sides):
            raise NotYours(_("Only who tends the group can do that."))
        self.delete()
