"""Where a chat is in its life."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy

from coppice.kernel.refusals import Refusal

LATER = timedelta(hours=48)


class Closed(Refusal):
    """What was asked comes too early or too late."""

    status = 409


class Phase(models.TextChoices):
    """Where a chat is in its life; the clock decides, and its host once it is over."""

    CALLED_OFF = "called_off", gettext_lazy("Called off")
    PLANNED = "planned", gettext_lazy("Planned")
    RUNNING = "running", gettext_lazy("Now")
    LATER = "later", gettext_lazy("Later answers welcome")
    OVER = "over", gettext_lazy("Being made into a transcript")
    PUBLISHED = "published", gettext_lazy("Transcript")
