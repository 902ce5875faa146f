"""What the log holds about a person: what they did, when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.happenings.models import Happening

TITLE = _("What you did")


def held(person: Person) -> dict[str, Any]:
    rows = Happening.objects.filter(actor=person).order_by("id").values_list("at", "verb", "item_id")
    return {
        "did": [{"at": at.isoformat(), "what": verb, "item": str(item) if item else None} for at, verb, item in rows]
    }


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    """What they did, with the notices of it; and that they were to be told of what others did."""
    Happening.objects.filter(actor=person).delete()
    about = Happening.objects.annotate(said=Cast("about", TextField())).filter(said__contains=str(person.pk))
    for happening in about:
        told = [one for one in happening.about.get("tell", []) if one != str(person.pk)]
        happening.about = {**happening.about, "tell": told}
        happening.save(update_fields=["about"])
