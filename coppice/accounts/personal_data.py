"""What accounts hold about a person: who they are, their addresses, where they are signed in, whom they invited."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Consent, Invitation, Person
from coppice.accounts.sessions import Session

TITLE = _("Your account")


def held(person: Person) -> dict[str, Any]:
    """Everything but the password, which nobody can read (five queries)."""
    addresses = EmailAddress.objects.filter(user=person).order_by("pk")
    sessions = UserSession.objects.filter(user=person).order_by("created_at", "pk")
    invitations = Invitation.objects.filter(invited_by=person).order_by("created_at", "pk")
    return {
        "id": str(person.pk),
        "name": person.name,
        "time_zone": person.time_zone,
        "language": person.language,
        "joined_at": person.joined_at.isoformat(),
        "last_signed_in_at": person.last_login.isoformat() if person.last_login else None,
        "member": person.is_member,
        "steward": person.is_steward,
        "administrator": person.is_staff,
        "addresses": [{"address": one.email, "proved": one.verified, "main": one.primary} for one in addresses],
        "signed_in": [
            {"since": one.created_at.isoformat(), "device": one.user_agent, "from": one.ip} for one in sessions
        ],
        "invited": [
            {"address": one.address, "at": one.created_at.isoformat(), "until": one.ends_at.isoformat()}
            for one in invitations
        ],
        "agreements": [agreed(consent) for consent in Consent.objects.filter(person=person)],
    }


def agreed(consent: Consent) -> dict[str, Any]:
    return {
        "what": consent.title,
        "version": consent.version,
        "wording": consent.wording,
        "given": consent.given,
        "at": consent.at.isoformat(),
    }


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    """The account, last of all; with every session that knows it, half signed in or not."""
    marks = {str(person.pk), person.email, *person.emailaddress_set.values_list("email", flat=True)}  # type: ignore[attr-defined]
    Session.objects.filter(person=person).delete()
    for session in Session.objects.iterator():
        if any(mark in str(session.get_decoded()) for mark in marks):
            session.delete()
    cache.clear()  # it only limits rates, by addresses among other things
    Invitation.objects.filter(Q(invited_by=person) | Q(address__in=[person.email, *person.addresses])).delete()
    Consent.objects.filter(person=person).delete()
    person.delete()
