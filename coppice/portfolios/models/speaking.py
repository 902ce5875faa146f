"""What a section speaks to: its author's claims, and what readers recognised."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Claim(models.Model):
    """The author says that a section speaks to a principle."""

    section = models.ForeignKey("portfolios.Section", on_delete=models.CASCADE, related_name="claims")
    code = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["code", "id"]
        constraints = [models.UniqueConstraint(fields=["section", "code"], name="one_claim_each")]

    def __str__(self) -> str:
        return self.code


class Recognition(models.Model):
    """A reader says "I can see this here"."""

    section = models.ForeignKey("portfolios.Section", on_delete=models.CASCADE, related_name="recognitions")
    code = models.CharField(max_length=80)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recognitions")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [models.UniqueConstraint(fields=["section", "code", "by"], name="one_recognition_each")]

    def __str__(self) -> str:
        return self.code
