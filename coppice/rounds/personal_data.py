"""What rounds hold about a person: their answers while a round is open, and what they wrote for a group."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.rounds.models import Answer, Round

TITLE = _("Your answers in your groups’ rounds")


def held(person: Person) -> dict[str, Any]:
    """Of a round that is closed no answer is held, so that there is none to give."""
    answers = Answer.objects.filter(person=person).order_by("round_id", "code")
    opened, agreed = Round.objects.filter(opened_by=person), Round.objects.filter(agreed_by=person)
    return {
        "answers": [{"round": str(one.round_id), "statement": one.code, "step": one.step} for one in answers],
        "rounds_opened": [{"about": one.about, "at": one.opened_at.isoformat()} for one in opened],
        "agreements_written": [one.agreed for one in agreed],
    }


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    """What the answers of a closed round came to stays: nobody can be found in it."""
    Answer.objects.filter(person=person).delete()
    if not leave_words:
        Round.objects.filter(opened_by=person).update(about="")
        Round.objects.filter(agreed_by=person).update(agreed="")
    Round.objects.filter(opened_by=person).update(opened_by=None)
    Round.objects.filter(agreed_by=person).update(agreed_by=None)
