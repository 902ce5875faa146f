"""What reading over holds about a person, for their export: rules switched off and hints put aside."""

from __future__ import annotations

from typing import Any

from coppice.accounts.models import Person
from coppice.hints.models import PutAside, SwitchedOff


def held(person: Person) -> dict[str, Any]:
    """Two queries."""
    aside = PutAside.objects.filter(item__author=person).order_by("at", "id")
    return {
        "hints_switched_off": sorted(SwitchedOff.of(person)),
        "hints_put_aside": [{"item": str(one.item_id), "at": one.at.isoformat()} for one in aside],
    }
