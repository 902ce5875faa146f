"""What its author does not want to hear again: a hint put aside, a rule switched off."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.hints.rules import BY_CODE
from coppice.kernel.refusals import Refusal


class NoSuchRule(Refusal):
    """Somebody named a rule that is not there."""

    status = 404


class PutAside(models.Model):
    """A hint about one passage as it stands now; when the passage changes, the mark no longer fits."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    mark = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["item", "mark"], name="put_aside_once")]

    @classmethod
    def marks(cls, item: Item) -> frozenset[str]:
        return frozenset(cls.objects.filter(item_id=item.pk).values_list("mark", flat=True))

    @classmethod
    @transaction.atomic
    def put(cls, item: Item, *, mark: str, of: Collection[str], now: datetime) -> None:
        """Put one hint aside if it is one `of` the marks that the item has now; forget those it has no longer."""
        rows = cls.objects.filter(item_id=item.pk)
        rows.exclude(mark__in=of).delete()
        if mark in of:
            cls.objects.get_or_create(item_id=item.pk, mark=mark, defaults={"at": now})

    @classmethod
    def take_back(cls, item: Item) -> None:
        """Hear all hints about the item again."""
        cls.objects.filter(item_id=item.pk).delete()


class SwitchedOff(models.Model):
    """A rule that somebody does not want; without a row it speaks."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="rules_switched_off")
    rule = models.CharField(max_length=16)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["person", "rule"], name="switched_off_once")]

    @classmethod
    def of(cls, person: Person) -> frozenset[str]:
        return frozenset(cls.objects.filter(person=person).values_list("rule", flat=True))

    @classmethod
    def switch(cls, rule: str, *, on: bool, by: Person) -> None:
        """Let a rule be silent, or speak again."""
        if rule not in BY_CODE:
            raise NoSuchRule(_("There is no such thing to look for. Nothing was changed."))
        if on:
            cls.objects.filter(person=by, rule=rule).delete()
        else:
            cls.objects.get_or_create(person=by, rule=rule)
