"""The one kind answer to a mail that was not taken, or not all of it. It says that it is automatic, so that nothing
answers it in turn."""

from __future__ import annotations

import re

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from coppice.accounts.languages import spoken
from coppice.inbound import reading
from coppice.inbound.checking import author_of
from coppice.inbound.models import Arrival, State
from coppice.inbound.reading.mime import Headers, divided

LONGEST = 20_000
MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,200}>")


def letter(arrival: Arrival) -> EmailMessage:
    """To the address of the member's account, or to the stranger who wrote; in the member's language."""
    is_kept = arrival.state == State.KEPT
    headers, person = Headers.read(divided(bytes(arrival.raw.content))[0]), arrival.person
    with translation.override(spoken(person.language if person else "") or settings.LANGUAGE_CODE):
        subject = (
            _("Your mail is there, but not everything in it worked") if is_kept else _("Your mail was not taken in")
        )
        context = {
            "arrival": arrival,
            "person": person,
            "community": settings.COMMUNITY_NAME,
            "page": "" if arrival.state == State.SET_ASIDE else settings.BASE_URL + arrival.get_absolute_url(),
            "site": settings.BASE_URL,
            "words": words_of(arrival) if person else "",
        }
        body = render_to_string("inbound/answer.txt", context)
    return EmailMessage(
        subject, body, to=[person.email if person else author_of(headers)], headers=for_machines(headers)
    )


def words_of(arrival: Arrival) -> str:
    """What was not taken, so that it can be copied; what was is elsewhere."""
    return reading.read(bytes(arrival.raw.content)).whole[:LONGEST] if arrival.state != State.KEPT else ""


def for_machines(headers: Headers) -> dict[str, str]:
    found = MESSAGE_ID.fullmatch(headers.get("message-id").strip())
    answered = {"In-Reply-To": found[0], "References": found[0]} if found else {}
    return {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All", "Precedence": "bulk", **answered}
