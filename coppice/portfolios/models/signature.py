"""A declaration, signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from coppice.kernel.ids import uuid7

if TYPE_CHECKING:
    from coppice.portfolios.models.section import Section


class Signature(models.Model):
    """The author put their name to these sentences on this day. `nominee` is whom they would like as an assessor."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    section = models.OneToOneField("portfolios.Section", on_delete=models.CASCADE, related_name="signature")
    name = models.CharField(max_length=120)
    sentences = models.JSONField(default=list)
    nominee = models.CharField(max_length=120, blank=True)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="a_signature_has_a_name", condition=~models.Q(name=""))]

    def __str__(self) -> str:
        return self.name

    def is_outdated(self) -> bool:
        """Whether anything in the portfolio was written after it was signed (one query)."""
        section: Section = self.section
        return bool(section.portfolio.here().filter(written_at__gt=self.signed_at).exists())
