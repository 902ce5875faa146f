"""The log, and how far each reader of it has come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.audience.models import Item


class Happening(models.Model):
    """Somebody did something. `about` holds ids only, never anybody's words. No actor: somebody without an account."""

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="happenings")
    verb = models.CharField(max_length=40)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, null=True, related_name="happenings")
    about = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["item", "id"]), models.Index(fields=["actor", "id"])]

    @classmethod
    def record(
        cls,
        *,
        actor: Person | None,
        verb: str,
        item: Item | None = None,
        about: dict[str, Any] | None = None,
        tell: Iterable[Person | UUID | None] = (),
        path: str = "",
        at: datetime | None = None,
    ) -> Happening:
        """Write it down, in the transaction of the command that did it.

        `tell` are the people it concerns, who get a notice (the actor never does); `path` is where the notice leads,
        if not to the item's own page. The words of the notice are `templates/notices/<verb-with-hyphens>.txt` of the
        app that records.
        """
        known = dict(about or {})
        actors = {str(actor.pk)} if actor else set()
        told = sorted({str(getattr(one, "pk", one)) for one in tell if one is not None} - actors)
        if told:
            known["tell"] = told
        if path:
            known["path"] = path
        now = timezone.now()
        at = min(at or now, now)
        return cls.objects.create(actor=actor, verb=verb, item_id=item.pk if item else None, about=known, at=at)


class Cursor(models.Model):
    """How far one reader of the log has come."""

    reader = models.CharField(max_length=60, primary_key=True)
    last_id = models.BigIntegerField(default=0)

    @classmethod
    def read(cls, reader: str, *, batch: int = 200) -> Iterator[Happening]:
        """The happenings this reader has not had, oldest first; each batch is committed with what was made of it.

        What the caller does while iterating is in the same transaction as the cursor's step: a crash repeats the
        batch whole. On PostgreSQL ids can be committed out of order, so the newest few seconds wait for the next
        reading.
        """
        while True:
            with transaction.atomic():
                cls.objects.get_or_create(reader=reader)
                cursor = cls.objects.select_for_update().get(reader=reader)
                settled = timezone.now() - settling_time()
                news = Happening.objects.filter(id__gt=cursor.last_id, at__lte=settled)
                rows = list(news.select_related("actor", "item").order_by("id")[:batch])
                yield from rows
                if not rows:
                    return
                cls.objects.filter(pk=reader).update(last_id=rows[-1].id)


def settling_time() -> Any:
    """How long a happening waits before readers of the log take it, so that no slower transaction is passed over."""
    from datetime import timedelta

    from django.db import connection

    return timedelta(seconds=2) if connection.vendor == "postgresql" else timedelta(0)
