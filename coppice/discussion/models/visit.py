"""What a reader had seen of an item: theirs alone, shown to nobody else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from coppice.accounts.models import Person
from coppice.audience.models import Item

SAME_VISIT = timedelta(minutes=30)


class Visit(models.Model):
    """The last two visits of one person to one item; looking again within half an hour is the same visit.

    What a reader saw is kept with it: no revision is made for a visit, which its author would see, and an older one
    might say what the reader was never shown.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="visits")
    seen_at = models.DateTimeField()
    before_at = models.DateTimeField(null=True)
    saw = models.JSONField(null=True)
    saw_before = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="one_visit_row_each")]

    @classmethod
    def since(cls, item: Item, *, by: Person, now: datetime, texts: Mapping[str, str] | None = None) -> datetime | None:
        """When the person was here before this visit (None the first time), noting that they are here now.

        A row is written once a visit, not at every look. `texts` is what a reader sees.
        """
        visit = cls.objects.filter(item_id=item.pk, person=by).defer("saw", "saw_before").first()
        if visit is None:
            first = Visit(item_id=item.pk, person=by, seen_at=now, saw=texts)
            Visit.objects.bulk_create([first], ignore_conflicts=True)
            return None
        if now - visit.seen_at >= SAME_VISIT:
            visit.before_at, visit.seen_at = visit.seen_at, now
            visit.saw_before, visit.saw = visit.saw, texts
            visit.save(update_fields=["before_at", "seen_at", "saw_before", "saw"])
        return visit.before_at

    @classmethod
    def seen_before(cls, item: Item, *, by: Person) -> dict[str, str] | None:
        """The texts as the person saw them on the visit before this one."""
        return cls.objects.filter(item_id=item.pk, person=by).values_list("saw_before", flat=True).first()
