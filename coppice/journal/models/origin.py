"""Where an entry was brought from, so that bringing the same again finds it."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Origin(models.Model):
    """An entry that came from somewhere else: which kind of place, and what it is called there."""

    entry = models.ForeignKey("journal.Entry", on_delete=models.CASCADE, related_name="origins")
    keeper = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=20)
    key = models.CharField(max_length=400)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["keeper", "source", "key"], name="brought_in_once")]

    def __str__(self) -> str:
        return f"{self.source}: {self.key}"
