"""What people tell of themselves: on joining, and later."""

import zoneinfo
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coppice.accounts.agreements import JOINING
from coppice.accounts.models import Consent, Person

# What is offered while typing; every zone there is can be written out.
MAIN_TIME_ZONES = """
Europe/London Europe/Dublin Europe/Lisbon Europe/Paris Europe/Berlin Europe/Madrid Europe/Rome Europe/Amsterdam
Europe/Stockholm Europe/Warsaw Europe/Athens Europe/Helsinki Europe/Kyiv Europe/Istanbul Africa/Cairo Africa/Lagos
Africa/Nairobi Africa/Johannesburg Asia/Jerusalem Asia/Dubai Asia/Karachi Asia/Kolkata Asia/Dhaka Asia/Bangkok
Asia/Singapore Asia/Hong_Kong Asia/Shanghai Asia/Tokyo Asia/Seoul Australia/Perth Australia/Adelaide
Australia/Brisbane Australia/Sydney Pacific/Auckland America/Halifax America/Toronto America/New_York
America/Chicago America/Denver America/Vancouver America/Los_Angeles America/Mexico_City America/Bogota
America/Sao_Paulo America/Argentina/Buenos_Aires UTC
""".split()


class SignUpForm(forms.Form):
    """What joining asks besides an address and a password."""

    field_order = ["name", "email", "password1"]
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        help_text=_("As colleagues know you."),
        widget=forms.TextInput({"autocomplete": "name"}),
    )

    agreement = JOINING

    def signup(self, request: HttpRequest, user: Any) -> None:
        """Asked for by allauth once the adapter has kept the rest: to join is to agree to what the page says."""
        Consent.record(JOINING, by=user, given=True, now=timezone.now())


def language_choices() -> list[tuple[str, Any]]:
    """Each language by its own name, so that everybody finds theirs."""
    return [("", _("As my browser prefers")), *settings.LANGUAGES]


class AboutMeForm(forms.ModelForm[Person]):
    """My name, language and time zone."""

    time_zone = forms.CharField(
        label=_("Your time zone"),
        max_length=60,
        help_text=_("Dates and times are shown in it. A continent and a city, such as Europe/London."),
        widget=forms.TextInput({"list": "time-zones", "autocomplete": "off", "spellcheck": "false"}),
    )

    language = forms.ChoiceField(label=_("Your language"), required=False, choices=language_choices)

    class Meta:
        model = Person
        fields = ["name", "language", "time_zone"]
        labels = {"name": _("Your name")}

    def clean_time_zone(self) -> str:
        typed = "_".join(self.cleaned_data["time_zone"].split()).casefold()
        known = next((name for name in zoneinfo.available_timezones() if name.casefold() == typed), "")
        if not known:
            raise forms.ValidationError(
                _("No time zone is called that. Choose one of those offered, or write a continent and a city.")
            )
        return known
