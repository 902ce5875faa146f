"""What notices hold about a person: what they were told, how they want to be mailed, and when they were."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.notices import kinds
from coppice.notices.models import Choice, Hours, Letter, Notice, Told

TITLE = _("What you were told")


def held(person: Person) -> dict[str, Any]:
    """Only notices of what they can still see, as on the page."""
    notices = Notice.objects.visible_to(person).with_what_they_say()
    hours = Hours.of(person)
    return {
        "mail": [chosen(choice) for choice in Choice.objects.filter(person=person).select_related("group")],
        "no_mail": {
            "from": str(hours.quiet_from) if hours.quiet_from else None,
            "until": str(hours.quiet_until) if hours.quiet_until else None,
            "weekly_on": hours.get_weekday_display(),
        },
        "notices": [
            {
                "at": notice.made_at.isoformat(),
                "what": notice.sentence,
                "seen_at": notice.seen_at.isoformat() if notice.seen_at else None,
                "mailed_at": notice.mailed_at.isoformat() if notice.mailed_at else None,
            }
            for notice in notices.order_by("made_at", "id")
        ],
        "letters": [
            {"at": ended.isoformat() if ended else None, "how": outcome}
            for ended, outcome in Letter.objects.filter(person=person, ended_at__isnull=False)
            .order_by("ended_at", "pk")
            .values_list("ended_at", "outcome")
        ],
    }


def chosen(choice: Choice) -> dict[str, Any]:
    kind = kinds.named(choice.kind)
    return {
        "kind": str(kind.label) if kind else choice.kind or None,
        "group": choice.group.name if choice.group else None,
        "when": choice.get_when_display(),
    }


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    for model in (Notice, Told, Letter, Choice, Hours):
        model.objects.filter(person=person).delete()
