"""What a reader had seen of an item: theirs alone, shown to nobody else."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from coppice.accounts.models import Person
from coppice.audience.models import Item

SAME_VISIT = timedelta(minutes=30)


class Visit(models.Model):
    """The last two visits of one person to one item; looking again within half an hour is the same visit."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="visits")
    seen_at = models.DateTimeField()
    before_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="one_visit_row_each")]

    @classmethod
    def since(cls, item: Item, *, by: Person, now: datetime) -> datetime | None:
        """When the person was here before this visit (None the first time), noting that they are here now.

        A row is written once a visit, not at every look.
        """
        visit = cls.objects.filter(item_id=item.pk, person=by).first()
        if visit is None:
            Visit.objects.bulk_create([Visit(item_id=item.pk, person=by, seen_at=now)], ignore_conflicts=True)
            return None
        if now - visit.seen_at >= SAME_VISIT:
            visit.before_at, visit.seen_at = visit.seen_at, now
            visit.save(update_fields=["before_at", "seen_at"])
        return visit.before_at
