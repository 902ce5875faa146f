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
from coppice.inbound.checking import author_of
from coppice.inbound.models import Arrival, State
from coppice.inbound.reading.mime import Headers, divided

MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,200}>")


def letter(arrival: Arrival) -> EmailMessage:
    """To the address of the member's account, or to the stranger who wrote; in the member's language."""
    headers, person = Headers.read(divided(bytes(arrival.raw.content))[0]), arrival.person
    with translation.override(spoken(person.language if person else "") or settings.LANGUAGE_CODE):
        subject = (
            _("Your mail was not taken in") if arrival.state == State.REFUSED else _("Not all of your mail was kept")
        )
        context = {
            "arrival": arrival,
            "person": person,
            "community": settings.COMMUNITY_NAME,
            "page": settings.BASE_URL + arrival.get_absolute_url(),
            "site": settings.BASE_URL,
        }
        body = render_to_string("inbound/answer.txt", context)
    return EmailMessage(
        subject, body, to=[person.email if person else author_of(headers)], headers=for_machines(headers)
    )


def for_machines(headers: Headers) -> dict[str, str]:
    found = MESSAGE_ID.fullmatch(headers.get("message-id").strip())
    answered = {"In-Reply-To": found[0], "References": found[0]} if found else {}
    return {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All", "Precedence": "bulk", **answered}
