"""Checks what was typed when asking somebody to read."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coppice.accounts.finding import Found, find
from coppice.accounts.models import Person
from coppice.audience.forms import UntilForm
from coppice.audience.models import unblocked


class ReaderForm(UntilForm):
    """Whom, until when, and some words."""

    field_order = ["who", "until", "message"]
    who = forms.CharField(
        max_length=254,
        label=_("Who should read it?"),
        help_text=_("A member’s name, or anybody’s e-mail address."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    message = forms.CharField(
        required=False,
        max_length=2000,
        label=_("A few words to them"),
        help_text=_("What would help you most? It is sent with the invitation."),
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, asker: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asker = asker
        self.found = Found()

    def clean_who(self) -> str:
        typed: str = self.cleaned_data["who"]
        self.found = find(typed, besides=self.asker, among=unblocked(self.asker, "pk"))
        if not self.found.address and not self.found.people:
            raise forms.ValidationError(
                _("Nobody of that name is here. Check the spelling, or write their e-mail address.")
            )
        if len(self.found.people) > 1:
            names = ", ".join(f"{person.name} ({person.slug})" for person in self.found.people)
            raise forms.ValidationError(
                _("Several members fit: {names}. Write the name in full, or what stands in brackets.").format(
                    names=names
                )
            )
        return typed
