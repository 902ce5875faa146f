"""The fields that forms of the journal are made of."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.files.sound import seconds

EARLIEST = date(1950, 1, 1)
FURTHEST_AHEAD = timedelta(days=366)
LONGEST_LINK = 500
ADDRESS = re.compile(r"https?://\S+")
LONGEST_SOUND, LENIENT = 180, 3
MOST_OF_UNKNOWN_LENGTH = 6 * 1024 * 1024
INSTEAD = gettext_lazy(
    "Your words are still here. Cut it to the part that matters, or, if all of it is evidence, choose it as a file "
    "below."
)


class Words(forms.CharField):
    """Text as it came, without the characters that no database can keep."""

    def to_python(self, value: Any) -> str:
        text = str(value or "").replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        kept: str = super().to_python(text) or ""
        return kept


class FirstWords(Words):
    """Asked for, but a picture may stand for them: the form decides."""

    def validate(self, value: Any) -> None:
        return


class Day(forms.DateField):
    """A day that evidence can be of."""

    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")

    def clean(self, value: Any) -> Any:
        day = super().clean(str(value).replace("\0", "") if value else value)
        if day and day < EARLIEST:
            raise forms.ValidationError(_("Choose a day after {year}.").format(year=EARLIEST.year))
        if day and day > timezone.localdate() + FURTHEST_AHEAD:
            raise forms.ValidationError(_("That day is more than a year ahead. Choose one up to a year from now."))
        return day


class Files(forms.FileField):
    """Any number of files; what each is, is looked at when it is kept."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [one for one in data or [] if one]


class FilesInput(forms.FileInput):
    """All the files that were chosen, not the last of them."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name)


class Sound(forms.FileField):
    """A recording of a few minutes; a longer one is refused with what can be done."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if upload is None:
            return None
        lasts = seconds(upload.file)
        if lasts is None and upload.size > MOST_OF_UNKNOWN_LENGTH:
            raise forms.ValidationError(
                _("It can’t be told how long “{name}” is. {instead}").format(name=upload.name, instead=INSTEAD)
            )
        if lasts is not None and lasts > LONGEST_SOUND + LENIENT:
            raise forms.ValidationError(
                _("“{name}” is {minutes} minutes long; a recording here can have up to three. {instead}").format(
                    name=upload.name, minutes=round(lasts / 60), instead=INSTEAD
                )
            )
        return upload


def web_address(url: str) -> str:
    if url and not url.startswith(("https://", "http://")):
        raise forms.ValidationError(_("Only web addresses, which begin with https:// or http://, can be kept."))
    return url


def found_link(*texts: str) -> str:
    """The first web address in what an app shared; phones often put it into the text."""
    found = (ADDRESS.search(text) for text in texts)
    return next((match[0] for match in found if match and len(match[0]) <= LONGEST_LINK), "")
