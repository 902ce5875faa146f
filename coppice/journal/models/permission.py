"""People in the evidence: whether each agreed to be in it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coppice.kernel.ids import uuid7


class PermissionState(models.TextChoices):
    """How it stands with one person, or with people of one role."""

    NOT_NEEDED = "not_needed", _("Not needed: nobody could recognise them")
    ANONYMISED = "anonymised", _("Made anonymous: name and face are gone")
    ASKED = "asked", _("Asked, and waiting for an answer")
    GIVEN = "given", _("Given")
    REFUSED = "refused", _("Refused")


OPEN_STATES = frozenset({PermissionState.ASKED, PermissionState.REFUSED})


class PermissionQuerySet(models.QuerySet["Permission"]):
    """Permissions, in the community's words."""

    def standing_open(self) -> PermissionQuerySet:
        """Asked without an answer, or refused: a reason not to share yet."""
        return self.filter(state__in=OPEN_STATES)


class Permission(models.Model):
    """One person or role in the evidence. `who` is for the author's eyes alone."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    entry = models.ForeignKey("journal.Entry", on_delete=models.CASCADE, related_name="permissions")
    who = models.CharField(max_length=120)
    state = models.CharField(max_length=12, choices=PermissionState.choices)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = PermissionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.who}: {self.get_state_display()}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES
