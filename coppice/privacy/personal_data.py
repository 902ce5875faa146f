"""What the privacy centre holds about a person: that they asked to leave."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from coppice.accounts.models import Person
from coppice.privacy import everything
from coppice.privacy.models import Departure

TITLE = "Leaving"


def held(person: Person) -> dict[str, Any]:
    asked = Departure.objects.filter(person=person).first()
    return {"asked_to_leave_at": asked.asked_at.isoformat(), "due_at": asked.due_at.isoformat()} if asked else {}


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    """Also what colleagues packed of their own, where it names the person."""
    addresses = person.emailaddress_set.values_list("email", flat=True)  # type: ignore[attr-defined]
    everything.forget_naming({person.name, person.email, *addresses})
    Departure.objects.filter(person=person).delete()
