"""What the privacy centre holds about a person: that they asked to leave, and what was opened of theirs or by them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.privacy import everything
from coppice.privacy.models import Departure, Opening

TITLE = _("Leaving, and what administrators opened")


def held(person: Person) -> dict[str, Any]:
    """Two queries."""
    asked = Departure.objects.filter(person=person).values_list("asked_at", "due_at")
    opened = Opening.objects.about(person).order_by("number")
    return {
        "leaving": [{"asked_at": at.isoformat(), "due_at": due.isoformat()} for at, due in asked],
        "opened": [
            {
                "number": row.number,
                "by_you": row.by_id == person.pk,
                "item": str(row.item_id),
                "reason": row.reason,
                "at": row.at.isoformat(),
                "until": row.ends_at.isoformat(),
                "seal": row.seal,
            }
            for row in opened
        ],
    }


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    """Also what colleagues packed of their own, where it names the person. The log of openings keeps ids, no names."""
    addresses = person.emailaddress_set.values_list("email", flat=True)  # type: ignore[attr-defined]
    everything.forget_naming({person.name, person.email, *addresses})
    Departure.objects.filter(person=person).delete()
