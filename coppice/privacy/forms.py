"""Checks what was chosen when leaving."""

from django import forms
from django.utils.translation import gettext_lazy as _

HOW = [
    ("erase", _("Erase everything, also what I said beside colleagues’ drafts")),
    ("words", _("Erase everything, but leave what I said beside colleagues’ drafts, without my name")),
]


class LeavingForm(forms.Form):
    """How to leave."""

    how = forms.ChoiceField(
        choices=HOW,
        widget=forms.RadioSelect,
        label=_("What should happen"),
        error_messages={"required": _("Choose one of the two. Nothing was changed.")},
    )

    @property
    def leaves_words(self) -> bool:
        return bool(self.cleaned_data["how"] == "words")


class OpeningForm(forms.Form):
    """What to open, and why."""

    address = forms.CharField(
        label=_("Address of what you need to see"),
        max_length=300,
        help_text=_("The whole address of an entry, a section or a portfolio, or only its id."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=_("Why you need to see it"),
        max_length=600,
        help_text=_("Its owner reads this at once. It stays in the log for ever, so name nobody."),
        widget=forms.Textarea({"rows": 3}),
    )
