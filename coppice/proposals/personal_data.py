"""What proposals hold about a person: what they put aside, whom they asked to be quoted, and who asked them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.proposals.models import Ask, NotThis

TITLE = _("What was proposed to you, and quotations")


def held(person: Person) -> dict[str, Any]:
    asked = Ask.objects.filter(by=person).order_by("asked_at", "pk")
    asks = Ask.objects.filter(person=person).select_related("by").order_by("asked_at", "pk")
    return {
        "put_aside": list(NotThis.objects.filter(person=person).order_by("pk").values_list("key", flat=True)),
        "you_asked": [
            {"entry": str(one.entry_id), "who": one.who, "state": one.state, "at": one.asked_at.isoformat()}
            for one in asked
        ],
        "you_were_asked": [
            {"by": one.by.name, "words": one.words, "state": one.state, "at": one.asked_at.isoformat()} for one in asks
        ],
    }


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    NotThis.objects.filter(person=person).delete()
    Ask.objects.filter(Q(person=person) | Q(by=person)).delete()
