"""What prompts hold about a person: how they want to be asked, and what they were asked."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.prompts.models import Prompt, Wish

TITLE = _("Questions now and then")


def held(person: Person) -> dict[str, Any]:
    """How they want to be asked, and what they were asked."""
    wish = Wish.of(person)
    asked = Prompt.objects.filter(person=person).order_by("made_at", "pk")
    return {
        "prompts": {
            "often": wish.often,
            "weekday": wish.weekday,
            "way": wish.way,
            "asked": [{"question": one.question, "at": one.made_at.isoformat()} for one in asked],
        }
    }


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    Prompt.objects.filter(person=person).delete()
    Wish.objects.filter(person=person).delete()
