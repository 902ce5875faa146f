"""What reading over holds about a person: rules switched off, hints put aside, and what was found at their links."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.hints.models import Look, PutAside, SwitchedOff

TITLE = _("Reading over")


def held(person: Person) -> dict[str, Any]:
    """Three queries."""
    aside = PutAside.objects.filter(item__author=person).order_by("at", "id")
    return {
        "hints_switched_off": sorted(SwitchedOff.of(person)),
        "hints_put_aside": [{"item": str(one.item_id), "at": one.at.isoformat()} for one in aside],
        "links_looked_up": [looked_up(look) for look in Look.objects.filter(person=person)],
    }


def looked_up(look: Look) -> dict[str, Any]:
    at = look.looked_at.isoformat() if look.looked_at else None
    return {"address": look.address, "found": look.verdict, "because": look.cause, "at": at}


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    """What was put aside beside their own texts, and their choices."""
    PutAside.objects.filter(item__author=person).delete()
    SwitchedOff.objects.filter(person=person).delete()
    Look.objects.filter(person=person).delete()
