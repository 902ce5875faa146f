"""What groups hold about a person: which they are in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.groups.models import Membership

TITLE = _("Your groups")


def held(person: Person) -> dict[str, Any]:
    memberships = Membership.objects.filter(person=person).select_related("group").order_by("joined_at", "pk")
    return {
        "groups": [
            {"name": one.group.name, "since": one.joined_at.isoformat(), "facilitator": one.is_facilitator}
            for one in memberships
        ]
    }


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    Membership.objects.filter(person=person).delete()
