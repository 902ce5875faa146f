"""Checks what was chosen when leaving."""

from django import forms

HOW = [
    ("erase", "Erase everything, also what I said beside colleagues’ drafts"),
    ("words", "Erase everything, but leave what I said beside colleagues’ drafts, without my name"),
]


class LeavingForm(forms.Form):
    """How to leave."""

    how = forms.ChoiceField(
        choices=HOW,
        widget=forms.RadioSelect,
        label="What should happen",
        error_messages={"required": "Choose one of the two. Nothing was changed."},
    )

    @property
    def leaves_words(self) -> bool:
        return bool(self.cleaned_data["how"] == "words")
