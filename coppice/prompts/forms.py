"""Checks how somebody wants to be asked; saves nothing."""

from django import forms

from coppice.prompts.models import Way
from coppice.prompts.times import Often, Weekday


class WishForm(forms.Form):
    """How often, on which day, and where."""

    often = forms.ChoiceField(label="How often?", choices=Often.choices, widget=forms.RadioSelect)
    weekday = forms.TypedChoiceField(
        label="On which day?", choices=Weekday.choices, coerce=int, help_text="In the morning, where you are."
    )
    way = forms.ChoiceField(label="Where?", choices=Way.choices, widget=forms.RadioSelect)
