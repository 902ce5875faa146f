"""Checks what is typed about the vocabulary; saves nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.people.models import Region, Skill
from coppice.people.models.presence import Place
from coppice.people.models.skill import Described
from coppice.people.vocabulary import Vocabulary

IN_LIST = {"list": "skills", "autocomplete": "off"}


def skill_called(words: Vocabulary, name: str) -> Skill:
    """The skill of that name, or a sentence."""
    if found := words.called(name):
        return found
    raise forms.ValidationError(_("No skill is called “{name}”. Choose one of those offered.").format(name=name))


class SkillForm(forms.Form):
    """Everything about a skill."""

    name = forms.CharField(label=gettext_lazy("What it is called"), max_length=80)
    region = forms.ChoiceField(label=gettext_lazy("Where it lies"), choices=Region.choices, widget=forms.RadioSelect)
    also = forms.CharField(
        label=gettext_lazy("Other words for it"),
        required=False,
        max_length=1600,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("One on each line, in any language. Whoever types one of them finds it."),
    )
    broader = forms.CharField(
        label=gettext_lazy("It is part of"), required=False, max_length=80, widget=forms.TextInput(IN_LIST)
    )
    about = forms.CharField(label=gettext_lazy("What belongs to it, in a sentence"), required=False, max_length=400)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, words: Vocabulary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vocabulary = words

    @classmethod
    def of(cls, skill: Skill, words: Vocabulary) -> SkillForm:
        """Filled with what it is now (two queries)."""
        now = skill.described
        broader = words.skills[skill.broader_id].name if skill.broader_id else ""
        initial = {"name": now.name, "region": now.region, "about": now.about, "broader": broader}
        return cls(words=words, initial={**initial, "also": "\n".join(now.also), "seen": skill.mark})

    def clean_broader(self) -> str:
        name = self.cleaned_data["broader"].strip()
        return str(skill_called(self.vocabulary, name).pk) if name else ""

    @property
    def described(self) -> Described:
        also = [line.strip()[:80] for line in self.cleaned_data["also"].splitlines() if line.strip()]
        known = {name: self.cleaned_data[name] for name in ("name", "region", "about", "broader")}
        return Described(**known, also=also)


class MergeForm(forms.Form):
    """Into which other skill."""

    other = forms.CharField(label=gettext_lazy("It is the same as"), max_length=80, widget=forms.TextInput(IN_LIST))

    def __init__(self, *args: Any, words: Vocabulary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vocabulary = words

    def clean_other(self) -> Skill:
        return skill_called(self.vocabulary, self.cleaned_data["other"])


class AimForm(forms.Form):
    """Where I am with a skill, and where I want to be."""

    skill = forms.CharField(label=gettext_lazy("Skill"), max_length=80, widget=forms.TextInput(IN_LIST))
    here = forms.TypedChoiceField(label=gettext_lazy("Where I am"), choices=Place.choices, coerce=int)
    wanted = forms.TypedChoiceField(
        label=gettext_lazy("Where I want to be"), choices=Place.choices, coerce=int, initial=Place.PRACTISING
    )

    def __init__(self, *args: Any, words: Vocabulary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vocabulary = words

    def clean_skill(self) -> Skill:
        return skill_called(self.vocabulary, self.cleaned_data["skill"])
