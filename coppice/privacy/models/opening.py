"""An administrator opened something private, for a reason: the log of it, each row sealed by the one before."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from coppice.accounts.languages import in_language_of
from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.happenings.models import Happening
from coppice.kernel.refusals import Refusal
from coppice.notices.models import tell

LASTS = timedelta(hours=1)
SHORTEST_REASON = 20
SHOWN_ABOUT = 160


class CannotOpen(Refusal):
    """There is nothing to open, or no good way to."""


class OpeningQuerySet(models.QuerySet["Opening"]):
    """The log. Administrators see that something was opened, never what it says."""

    def visible_to(self, person: Person) -> OpeningQuerySet:
        """All of it to administrators; to everybody else what was opened of theirs."""
        return self if person.is_staff else self.filter(owner_id=person.pk)

    def about(self, person: Person) -> OpeningQuerySet:
        return self.filter(Q(owner_id=person.pk) | Q(by_id=person.pk))

    def broken_at(self) -> int | None:
        """The number of the first row that is not as it was written, or follows one that is missing."""
        before = ""
        for number, row in enumerate(self.order_by("number").iterator(), 1):
            if row.number != number or row.before != before or row.seal != row.sealed():
                return number
            before = row.seal
        return None


class Opening(models.Model):
    """Who opened what of whose, why, and until when. Ids and a reason; rows are only ever added, and never go."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    ends_at = models.DateTimeField()
    by_id = models.UUIDField()
    owner_id = models.UUIDField()
    item_id = models.UUIDField()
    kind = models.CharField(max_length=30)
    reason = models.TextField()
    before = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64)

    objects: ClassVar[OpeningQuerySet] = OpeningQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-number"]
        indexes = [models.Index(fields=["owner_id"]), models.Index(fields=["by_id"])]

    @property
    def kind_in_words(self) -> str:
        return _(self.kind)

    @classmethod
    @transaction.atomic
    def open(cls, item: Item, *, reason: str, by: Person, now: datetime) -> Opening:
        """Let an administrator look at one item, and what is lent through it, for an hour. Its owner is told."""
        from coppice.privacy.tasks import mail_opening

        reason = " ".join(reason.split())
        if len(reason) < SHORTEST_REASON:
            raise CannotOpen(_("Give your reason in a sentence: its owner will read it. Nothing was opened."))
        if item.is_visible_to(by, now=now):
            raise CannotOpen(_("You can see this already, as anybody could whom its owner let in. Nothing was opened."))
        row = cls.added(item, reason=reason, by=by, now=now)
        with in_language_of(item.author):
            about = _("opened by an administrator: {reason}").format(reason=reason)[:SHOWN_ABOUT]
        item.grant(person=by, reason=about, ends_at=row.ends_at, by=by, now=now)
        if not item.is_visible_to(by, now=now):
            raise CannotOpen(
                _("This is in the bin, or not for you to open: ask another administrator. Nothing was opened.")
            )
        known = {"opening": row.number}
        told = Happening.record(actor=by, verb="opened", about=known, tell=[item.author], path="/privacy/#openings")
        tell(told, now=now)
        mail_opening.enqueue(row.number)
        return row

    @classmethod
    def added(cls, item: Item, *, reason: str, by: Person, now: datetime) -> Opening:
        """The next row of the log."""
        last = cls.objects.select_for_update().order_by("-number").first()
        row = cls(
            number=last.number + 1 if last else 1, at=now, ends_at=now + LASTS, by_id=by.pk, owner_id=item.author_id,
            item_id=item.pk, kind=item.kind, reason=reason, before=last.seal if last else "",
        )  # fmt: skip
        row.seal = row.sealed()
        row.save(force_insert=True)
        return row

    def sealed(self) -> str:
        """A fingerprint of all that the row says and of the row before it: changing one breaks all that follow."""
        moments = [moment.astimezone(UTC).isoformat() for moment in (self.at, self.ends_at)]
        ids = [str(pk) for pk in (self.by_id, self.owner_id, self.item_id)]
        told = json.dumps([self.number, *moments, *ids, self.kind, self.reason, self.before], ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()

    @property
    def print(self) -> str:
        """The first letters of the seal, in fours: enough to compare by eye."""
        return " ".join(self.seal[start : start + 4] for start in range(0, 16, 4))
