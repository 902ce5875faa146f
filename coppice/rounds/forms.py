"""Checks what is typed about a round; saves nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coppice.frameworks.models import Edition


class OpenForm(forms.Form):
    """What to look at, and against which framework."""

    edition = forms.ChoiceField(label=_("Which questions"))
    about = forms.CharField(
        label=_("What you look at"),
        max_length=200,
        required=False,
        help_text=_("For instance the platform you run together, or the last year. Empty: your work."),
    )

    def __init__(self, *args: Any, editions: list[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.editions = {str(edition.pk): edition for edition in editions}
        choices = [(pk, edition.framework.full_name) for pk, edition in self.editions.items()]
        self.fields["edition"].choices = choices  # type: ignore[attr-defined]

    def clean_edition(self) -> Edition:
        return self.editions[self.cleaned_data["edition"]]


class AgreementForm(forms.Form):
    """What the group made of it; `seen` is what stood there when the page was opened."""

    agreed = forms.CharField(
        label=_("What you agreed"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("In your own words: what you keep, what you try, and when you look again."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
