"""What reading over holds about a person: rules switched off and hints put aside."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.hints.models import PutAside, SwitchedOff

TITLE = _("Reading over")


def held(person: Person) -> dict[str, Any]:
    """Two queries."""
    aside = PutAside.objects.filter(item__author=person).order_by("at", "id")
    return {
        "hints_switched_off": sorted(SwitchedOff.of(person)),
        "hints_put_aside": [{"item": str(one.item_id), "at": one.at.isoformat()} for one in aside],
    }


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    """What was put aside beside their own texts, and their choices."""
    PutAside.objects.filter(item__author=person).delete()
    SwitchedOff.objects.filter(person=person).delete()
