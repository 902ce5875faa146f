"""What people tell of themselves: on joining, and later."""

import zoneinfo
from typing import Any

from django import forms
from django.http import HttpRequest

from coppice.accounts.models import Person


def time_zone_choices() -> list[tuple[str, str]]:
    names = sorted(
        name
        for name in zoneinfo.available_timezones()
        if "/" in name and not name.startswith(("Etc/", "posix", "right"))
    )
    return [(name, name.replace("_", " ").replace("/", ": ", 1)) for name in ["UTC", *names]]


class SignUpForm(forms.Form):
    """What joining asks besides an address and a password."""

    field_order = ["name", "email", "password1"]
    name = forms.CharField(
        label="Your name",
        max_length=120,
        help_text="As colleagues know you.",
        widget=forms.TextInput({"autocomplete": "name"}),
    )

    def signup(self, request: HttpRequest, user: Any) -> None:
        """Asked for by allauth; the adapter has kept everything already."""


class AboutMeForm(forms.ModelForm[Person]):
    """My name and time zone."""

    time_zone = forms.ChoiceField(
        choices=time_zone_choices, label="Your time zone", help_text="Dates and times are shown in it."
    )

    class Meta:
        model = Person
        fields = ["name", "time_zone"]
        labels = {"name": "Your name"}
