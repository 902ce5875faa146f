"""What notices hold about a person: what they were told, and how they want to be mailed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.notices.models import How, MailChoice, Notice

TITLE = _("What you were told")


def held(person: Person) -> dict[str, Any]:
    """Only notices of what they can still see, as on the page."""
    notices = Notice.objects.visible_to(person).select_related("happening__actor", "happening__item")
    return {
        "mail": str(How(MailChoice.of(person)).label),
        "notices": [
            {
                "at": notice.made_at.isoformat(),
                "what": notice.sentence,
                "seen_at": notice.seen_at.isoformat() if notice.seen_at else None,
            }
            for notice in notices.order_by("made_at", "id")
        ],
    }


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    Notice.objects.filter(person=person).delete()
    MailChoice.objects.filter(person=person).delete()
