"""What prompts hold about a person, for their export."""

from typing import Any

from coppice.accounts.models import Person
from coppice.prompts.models import Prompt, Wish


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
