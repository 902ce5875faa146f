"""The words by which topics are found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models

from coppice.conversations import wording

if TYPE_CHECKING:
    from coppice.conversations.models.topic import Topic


class Tag(models.Model):
    """One word by which a topic is found; `key` is the same word, folded."""

    topic = models.ForeignKey("conversations.Topic", on_delete=models.CASCADE, related_name="tags")
    name = models.CharField(max_length=40)
    key = models.CharField(max_length=40)

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["topic", "key"], name="tagged_once")]
        indexes = [models.Index(fields=["key"])]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def put(cls, topic: Topic, names: Iterable[str]) -> None:
        """These and no others."""
        wanted = {name.casefold(): name for name in map(wording.tag, names) if name}
        cls.objects.filter(topic=topic).exclude(key__in=wanted).delete()
        rows: list[Any] = [cls(topic=topic, name=name, key=key) for key, name in list(wanted.items())[:8]]
        cls.objects.bulk_create(rows, ignore_conflicts=True)
