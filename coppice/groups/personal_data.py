"""What groups hold about a person: which they are in, and, until ninety days after the answer, how they came in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.groups.models import Invitation, JoinRequest, Membership

TITLE = _("Your groups")


def held(person: Person) -> dict[str, Any]:
    memberships = Membership.objects.filter(person=person).select_related("group").order_by("joined_at", "pk")
    asked = JoinRequest.objects.filter(person=person).select_related("group")
    invited = Invitation.objects.filter(person=person).select_related("group")
    return {
        "groups": [one.as_kept() for one in memberships],
        "asked_to_join": [knock_held(one) for one in asked],
        "invited_to": [knock_held(one) for one in invited],
        "you_invited": [
            {"words": one.words, "at": one.made_at.isoformat()} for one in Invitation.objects.filter(invited_by=person)
        ],
        "you_answered": [
            {"words": one.answer_words, "at": one.made_at.isoformat()}
            for one in JoinRequest.objects.filter(answered_by=person)
        ],
    }


def knock_held(one: JoinRequest | Invitation) -> dict[str, Any]:
    return {"group": str(one.group), "words": one.words, "at": one.made_at.isoformat(), "accepted": one.is_accepted}


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    """Words to or from somebody about coming in go in any case; a group’s name and purpose are the group’s."""
    Membership.objects.filter(person=person).delete()
    JoinRequest.objects.filter(person=person).delete()
    Invitation.objects.filter(person=person).delete()
    Invitation.objects.filter(invited_by=person).update(words="", invited_by=None)
    JoinRequest.objects.filter(answered_by=person).update(answer_words="", answered_by=None)
