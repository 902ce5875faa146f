"""What a draft said at each moment, and that it became an edition."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from coppice.frameworks.framework import Framework
from coppice.frameworks.models.edition import Edition
from coppice.frameworks.reading import from_document
from coppice.frameworks.writing import write


class Version(models.Model):
    """What a draft said at one moment, and what was done to it. Never changed; only ever added."""

    draft = models.ForeignKey("frameworks.Draft", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    document: models.JSONField[Any, Any] = models.JSONField()
    said = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="versions_of_a_draft_are_numbered")]

    @property
    def framework(self) -> Framework:
        return from_document(self.document)

    @property
    def file(self) -> bytes:
        return write(self.document)


class Publication(models.Model):
    """A draft became an edition: who did that, and when."""

    draft = models.OneToOneField("frameworks.Draft", on_delete=models.PROTECT, related_name="publication")
    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, primary_key=True, related_name="publication")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
