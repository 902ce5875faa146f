"""Checks what is typed on a first visit; saves nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.people.forms import WhoForm
from coppice.people.models import Level, Skill
from coppice.people.skill_forms import IN_LIST
from coppice.people.vocabulary import Vocabulary

FIELDS = ("first", "second", "third")


class DoingForm(WhoForm):
    """What somebody does."""

    field_order = ["role", "organisation", "who"]
    role = forms.CharField(label=gettext_lazy("Your role title"), required=False, max_length=160)
    organisation = forms.CharField(label=gettext_lazy("Where you work"), required=False, max_length=160)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self.ask_who_if(cleaned.get("role") or cleaned.get("organisation"))
        return cleaned


class SkillsForm(WhoForm):
    """Up to three skills."""

    field_order = [*FIELDS, "level", "who"]
    first = forms.CharField(
        label=gettext_lazy("A skill"), required=False, max_length=80, widget=forms.TextInput(IN_LIST)
    )
    second = forms.CharField(
        label=gettext_lazy("Another one"), required=False, max_length=80, widget=forms.TextInput(IN_LIST)
    )
    third = forms.CharField(
        label=gettext_lazy("And one more"), required=False, max_length=80, widget=forms.TextInput(IN_LIST)
    )
    level = forms.TypedChoiceField(
        label=gettext_lazy("How far you are with them"), choices=Level.choices, coerce=int, initial=Level.PRACTISING
    )

    def __init__(self, *args: Any, words: Vocabulary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vocabulary = words

    @property
    def skills(self) -> list[Skill]:
        typed = [self.cleaned_data[name] for name in FIELDS if self.cleaned_data.get(name)]
        return list(dict.fromkeys(skill for name in typed if (skill := self.vocabulary.called(name))))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name in FIELDS:
            if (typed := cleaned.get(name)) and not self.vocabulary.called(typed):
                near = self.vocabulary.spoken_of(typed)
                said = _("No skill is called that yet. Leave it out for now; you can add it later.")
                if near:
                    said = _("No skill is called that yet. Did you mean “{name}”?").format(name=near[0].name)
                self.add_error(name, said)
        self.ask_who_if(any(self.data.get(name) for name in FIELDS))
        return cleaned


class HelpingForm(SkillsForm):
    """What somebody can help with, and whether others find them by it."""

    field_order = [*FIELDS, "level", "who", "listed", "contactable"]
    listed = forms.BooleanField(label=gettext_lazy("List me in the directory of members"), required=False)
    contactable = forms.BooleanField(
        label=gettext_lazy("Let members write to me through Coppice, without seeing my address"), required=False
    )
