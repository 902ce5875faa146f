"""What somebody who is leaving is told when they sign in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext

from coppice.accounts.models import Person
from coppice.privacy.models import Departure


def offer_to_come_back(request: HttpRequest | None, user: Person, **_: Any) -> None:
    """A receiver of Django's signal: a sentence on the next page, with the way back."""
    departure = Departure.objects.filter(person=user).first()
    if departure and request:
        day = timezone.localtime(departure.due_at)
        words = gettext("You asked to leave: everything of yours will be erased on {day}.")
        way_back = format_html(
            '{} <a href="{}">{}</a>',
            words.format(day=date_format(day, "j F")),
            reverse("privacy:departure"),
            gettext("Would you like to come back?"),
        )
        messages.warning(request, way_back, fail_silently=True)
