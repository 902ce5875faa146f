"""Who belongs to a group, and for how long somebody tends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.kernel.refusals import Refusal

TERM_YEARS, MOST_YEARS = 3, 6
SOON = timedelta(days=90)


class TermOver(Refusal):
    """Somebody wanted to tend a group for longer than a group should lean on one person."""


def years_after(day: date, years: int) -> date:
    """The same day of another year; of 29 February the day after, where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


@dataclass(frozen=True)
class Term:
    """From when until when somebody tends a group."""

    since: date
    until: date

    @classmethod
    def beginning(cls, today: date | None = None) -> Term:
        since = today or timezone.localdate()
        return cls(since, years_after(since, TERM_YEARS))

    @property
    def latest(self) -> date:
        return years_after(self.since, MOST_YEARS)

    @property
    def can_be_renewed(self) -> bool:
        return self.until < self.latest

    def renewed(self) -> Term:
        """Another three years, six at most from the day it began."""
        if not self.can_be_renewed:
            raise TermOver(
                _("Six years are the most, so that a group belongs to nobody. Ask another member to take over.")
            )
        return Term(self.since, min(years_after(self.until, TERM_YEARS), self.latest))

    def is_ending(self, today: date) -> bool:
        return self.until - SOON <= today

    def as_fields(self) -> dict[str, date]:
        return {"tends_since": self.since, "tends_until": self.until}


class Membership(models.Model):
    """One person in one group."""

    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    is_facilitator = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)
    tends_since = models.DateField(null=True)
    tends_until = models.DateField(null=True)
    told_of_end = models.DateField(null=True)  # the end of a term that they were told of

    class Meta:
        ordering = ["person__name", "person_id"]
        constraints = [
            models.UniqueConstraint(fields=["group", "person"], name="one_membership_each"),
            models.CheckConstraint(
                name="terms_are_facilitators",
                condition=Q(tends_since=None, tends_until=None)
                | Q(is_facilitator=True, tends_since__isnull=False, tends_until__gte=F("tends_since")),
            ),
        ]
        indexes = [models.Index(fields=["tends_until"], condition=Q(tends_until__isnull=False), name="ends_of_terms")]

    @property
    def term(self) -> Term | None:
        """None for who tends nothing, and for who began before terms were kept."""
        return Term(self.tends_since, self.tends_until) if self.tends_since and self.tends_until else None

    def set_term(self, term: Term | None) -> None:
        """In the transaction of the command that made or ended it."""
        for name, day in (term.as_fields() if term else {"tends_since": None, "tends_until": None}).items():
            setattr(self, name, day)
        self.save(update_fields=["is_facilitator", "tends_since", "tends_until"])

    def as_kept(self) -> dict[str, Any]:
        """For a copy of everything of one's own."""
        term = self.term
        return {
            "name": str(self.group),
            "since": self.joined_at.isoformat(),
            "facilitator": self.is_facilitator,
            **({"tends_until": term.until.isoformat()} if term else {}),
        }
