"""Checks how somebody wants to be asked; saves nothing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coppice.prompts.models import Way
from coppice.prompts.times import Often, Weekday


class WishForm(forms.Form):
    """How often, on which day, and where."""

    often = forms.ChoiceField(label=_("How often?"), choices=Often.choices, widget=forms.RadioSelect)
    weekday = forms.TypedChoiceField(
        label=_("On which day?"), choices=Weekday.choices, coerce=int, help_text=_("In the morning, where you are.")
    )
    way = forms.ChoiceField(label=_("Where?"), choices=Way.choices, widget=forms.RadioSelect)
