"""What feeds hold about a person: that they have an address of their own, and since when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.feeds.models import Key

TITLE = _("Your feeds")


def held(person: Person) -> dict[str, Any]:
    """Not the address itself: a copy may lie about, and who holds the address can read."""
    key = Key.of(person)
    return {"address_made_at": key.made_at.isoformat() if key else None}


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    Key.end(by=person)
