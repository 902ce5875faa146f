"""What came along with an archive."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from coppice.portfolios.models.portfolio import Portfolio


class Carried(models.Model):
    """What came with an archive and is other people's: comments, recognitions, and who could see it where it was.

    They may have no account here, so all of it stays as told; nobody is let in by it.
    """

    portfolio = models.OneToOneField(Portfolio, on_delete=models.CASCADE, related_name="carried")
    remarks = models.JSONField(default=list)
    recognitions = models.JSONField(default=list)
    audience = models.JSONField(default=list)

    objects: ClassVar[models.Manager[Carried]] = models.Manager()
