"""What its author does not want to hear again, and what was found at the addresses they cite."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from coppice.accounts.agreements import LOOKING_UP
from coppice.accounts.models import Consent, Person
from coppice.audience.models import Item
from coppice.hints.judging import Finding, Looked, Verdict
from coppice.hints.rules import BY_CODE
from coppice.kernel.refusals import Refusal

A_DAY, A_WEEK, A_MONTH = timedelta(days=1), timedelta(days=7), timedelta(days=30)


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


class LookQuerySet(models.QuerySet["Look"]):
    """Looks, in the words of reading over."""

    def due(self, now: datetime) -> LookQuerySet:
        """What is to be looked up for those who allow it, longest due first."""
        return self.filter(due_at__lte=now, person__in=Consent.givers(LOOKING_UP)).order_by("due_at", "id")

    def put_off(self, addresses: Collection[str], *, now: datetime) -> None:
        """Before they are asked: whatever happens then, they are not asked again today."""
        self.filter(mark__in=[Look.mark_of(address) for address in addresses]).update(due_at=now + A_DAY)

    def found(self, person: Person, addresses: Iterable[str]) -> dict[str, Looked]:
        """What is known of the addresses, for their person."""
        marks = [Look.mark_of(address) for address in addresses]
        rows = self.filter(person=person, mark__in=marks, looked_at__isnull=False)
        return {row.address: Looked(row.verdict, row.cause, localtime(row.looked_at).date()) for row in rows}


class Look(models.Model):
    """What was found at an address that somebody cites, for them alone; gone when they cite or allow it no longer."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    address = models.TextField()
    mark = models.CharField(max_length=32)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    cause = models.CharField(max_length=12, blank=True)
    doubted_on = models.DateField(null=True)
    looked_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(db_index=True)

    objects: ClassVar[LookQuerySet] = LookQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["person", "mark"], name="one_look_at_an_address")]
        indexes = [models.Index(fields=["mark"])]

    @staticmethod
    def mark_of(address: str) -> str:
        return sha256(address.encode(errors="replace")).hexdigest()[:32]

    @classmethod
    def may(cls, person: Person) -> bool:
        """Whether the person allows it, and this installation does."""
        return settings.LOOK_UP_LINKS and Consent.stands(LOOKING_UP, of=person)

    @classmethod
    @transaction.atomic
    def plan(cls, addresses: Collection[str], *, of: Person, now: datetime, are_all: bool) -> None:
        """Look these up, if the person still allows it; and forget all others if these are all there are."""
        Person.objects.select_for_update().get(pk=of.pk)
        if not cls.may(of):
            return
        wanted = {cls.mark_of(address): address for address in addresses}
        there = dict(cls.objects.filter(person=of).values_list("mark", "pk"))
        fresh = [cls(person=of, address=wanted[mark], mark=mark, due_at=now) for mark in wanted if mark not in there]
        cls.objects.bulk_create(fresh)
        if are_all:
            cls.objects.filter(pk__in=[pk for mark, pk in there.items() if mark not in wanted]).delete()

    @classmethod
    @transaction.atomic
    def note(cls, address: str, finding: Finding, *, now: datetime) -> None:
        """For everybody who cites it. Who took their consent back meanwhile has no row any more, and gets none."""
        for look in cls.objects.select_for_update(of=("self",)).filter(mark=cls.mark_of(address)):
            look.take(finding, now=now)

    def take(self, finding: Finding, *, now: datetime) -> None:
        """Doubt is kept to oneself; the same doubt on another day is none any more."""
        in_doubt, today = finding.verdict == Verdict.IN_DOUBT, localtime(now).date()
        is_sure = in_doubt and self.doubted_on is not None and self.doubted_on < today
        self.verdict = Verdict.GONE if is_sure else finding.verdict
        again = A_MONTH if finding.verdict == Verdict.OPENS else A_DAY if in_doubt and not is_sure else A_WEEK
        self.cause, self.looked_at, self.due_at = finding.cause, now, now + again
        self.doubted_on = (self.doubted_on or today) if in_doubt else None
        self.save(update_fields=["verdict", "cause", "looked_at", "doubted_on", "due_at"])
