"""Where an entry came from when it was brought in, and what came with it that has no place of its own here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from coppice.accounts.models import Person


class OriginQuerySet(models.QuerySet["Origin"]):
    """Origins, found by what was brought."""

    def of(self, person: Person, source: str, keys: Iterable[str]) -> Self:
        """Those of the person's entries that came from one of these."""
        return self.filter(keeper=person, source=source, key__in=list(keys))


class Origin(models.Model):
    """What an entry was made from: of which kind (`source`: "archive", "leap2a", …), and its `key` there, by which the
    same is known when it comes again. `name` is what it lay in, `brought_with` one for all that came at once.

    `told` says it in words: `facts` as [label, words, whether understood], `relations` as objects with the `words`,
    the other's `title` and its `key`. How the other system called them (`id`, `kind`, `name`, `target`) is for the way
    out.
    """

    entry = models.ForeignKey("journal.Entry", on_delete=models.CASCADE, related_name="origins")
    keeper = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=20)
    key = models.CharField(max_length=400)
    name = models.CharField(max_length=200, blank=True)
    told = models.JSONField(default=dict)
    brought_with = models.UUIDField(null=True, editable=False)
    brought_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[OriginQuerySet] = OriginQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["keeper", "source", "key"], name="brought_in_once")]

    def __str__(self) -> str:
        return f"{self.source}: {self.name or self.key}"

    @property
    def facts(self) -> list[tuple[str, str]]:
        return [(label, words) for label, words, _ in self.told.get("facts", [])]

    def relations(self) -> list[tuple[str, str, Any]]:
        """How it stands to others: in words, the other's title, and the other's entry where that is here."""
        rows = self.told.get("relations", [])
        there = Origin.objects.of(self.keeper, self.source, [row["key"] for row in rows])
        entries = {row.key: row.entry for row in there.filter(entry__removed_at=None).select_related("entry")}
        return [(row["words"], row["title"], entries.get(row["key"])) for row in rows]
