"""Checks what people type about themselves; saves nothing."""

from __future__ import annotations

import zoneinfo
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.audience.models import Item, Reach
from coppice.groups.models import Group
from coppice.people.models import Fact, Level, Offer, Offered, Region, Side, Skill, What
from coppice.people.models.facts import SEVERAL, Sector
from coppice.people.vocabulary import Vocabulary

OF_A_GROUP = "group:"
LONG = (What.ABOUT, What.ASKING)
HELP = {
    What.PRONOUNS: gettext_lazy("For instance she/her, they/them, hi/ei."),
    What.SAYING: gettext_lazy("For instance “MOR-wen-na, like more, wren and a”."),
    What.ROLE: gettext_lazy("One of your titles, for instance Learning Technologist."),
    What.ZONE: gettext_lazy("A continent and a city, such as Europe/London, so that others know when you are awake."),
    What.LANGUAGE: gettext_lazy("One that you work in, by its own name: Cymraeg, English, Polski."),
    What.LINK: gettext_lazy("A whole address, beginning with https://"),
    What.ASKING: gettext_lazy("When and how you like to be asked: a line here saves everybody guessing."),
    What.HELD: gettext_lazy("For instance CMALT, 2024."),
}


class WhoForm(forms.Form):
    """Who can see one line. Nothing is chosen for anybody the first time."""

    use_required_attribute = False
    who = forms.ChoiceField(
        label=gettext_lazy("Who can see it"),
        error_messages={"required": gettext_lazy("Choose who can see this.")},
    )

    def __init__(self, *args: Any, groups: Sequence[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = {f"{OF_A_GROUP}{group.pk}": group for group in groups}
        mine = [(key, _("The members of {group}").format(group=group.name)) for key, group in self.groups.items()]
        others = [(reach.value, reach.label) for reach in (Reach.MEMBERS, Reach.PUBLIC)]
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose")),
            (Reach.ONLY_ME.value, Reach.ONLY_ME.label),
            *mine,
            *others,
        ]

    @property
    def audience(self) -> dict[str, Any]:
        """What was chosen, as commands take it."""
        who = self.cleaned_data["who"]
        group = self.groups.get(who)
        return {"reach": Reach.GROUP if group else who, "group": group}

    def ask_who_if(self, something: Any) -> None:
        """Of what says nothing, nobody need be chosen."""
        if not something:
            self.errors.pop("who", None)


def who_of(item: Item) -> str:
    """An item’s audience as this form has it."""
    return f"{OF_A_GROUP}{item.group_id}" if item.reach == Reach.GROUP else item.reach


class FactForm(WhoForm):
    """One fact. Left empty it is nothing, and emptied it goes."""

    field_order = ["words", "who", "seen"]
    fact: Fact | None = None
    words = forms.CharField(required=False, max_length=160)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, what: What, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.what, self.is_new = what, is_new
        field: forms.Field = self.fields["words"]
        if what in LONG:
            field = forms.CharField(required=False, max_length=1000, widget=forms.Textarea({"rows": 3}))
        elif what == What.SECTOR:
            field = forms.ChoiceField(required=False, choices=[("", _("Not said")), *Sector.choices])
        elif what == What.LINK:
            field = forms.URLField(required=False, max_length=500, assume_scheme="https")
        field.label, field.help_text = what.label, HELP.get(what, "")
        if is_new and what in SEVERAL and kwargs.get("initial", {}).get("another"):
            field.label = _("{fact}: one more").format(fact=what.label)
        self.fields["words"] = field

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self.ask_who_if(cleaned.get("words"))
        return cleaned

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"].strip()
        if words and self.what == What.ZONE:
            typed = "_".join(words.split()).casefold()
            words = next((name for name in zoneinfo.available_timezones() if name.casefold() == typed), "")
            if not words:
                raise forms.ValidationError(_("No time zone is called that. Write a continent and a city."))
        return words


class PortraitForm(WhoForm):
    """A picture of oneself, and what it shows."""

    field_order = ["picture", "alt", "who"]
    picture = forms.FileField(
        label=gettext_lazy("A picture of you"), widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"})
    )
    alt = forms.CharField(
        label=gettext_lazy("What it shows, in words"),
        max_length=300,
        help_text=gettext_lazy("For whoever can’t see it: “Nia, laughing, in front of a bookshelf”."),
    )


class StatementForm(WhoForm):
    """What one can help with or wants to learn."""

    field_order = ["skill", "side", "level", "who", "example", "region", "seen"]
    skill = forms.CharField(
        label=gettext_lazy("Skill"), max_length=80, widget=forms.TextInput({"list": "skills", "autocomplete": "off"})
    )
    side = forms.ChoiceField(label=gettext_lazy("What you say of it"), choices=Side.choices, widget=forms.RadioSelect)
    level = forms.TypedChoiceField(
        label=gettext_lazy("How far you are"), choices=Level.choices, coerce=int, initial=Level.PRACTISING
    )
    example = forms.ChoiceField(
        label=gettext_lazy("An example"),
        required=False,
        help_text=gettext_lazy("Something of yours that shows it. Only those who can see it anyway are led there."),
    )
    region = forms.ChoiceField(
        label=gettext_lazy("Where it lies, if it is new"),
        required=False,
        choices=[("", gettext_lazy("It is in the vocabulary")), *Region.choices],
        help_text=gettext_lazy(
            "A new skill goes into the vocabulary, which all members see; what you say of it doesn’t."
        ),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, words: Vocabulary, examples: Sequence[Item], is_there: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.vocabulary, self.examples = words, {str(item.pk): item for item in examples}
        choices = [("", _("None")), *((pk, str(item)[:80]) for pk, item in self.examples.items())]
        self.fields["example"].choices = choices  # type: ignore[attr-defined]
        if is_there:
            for name in ("skill", "side", "region"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if (typed := cleaned.get("skill")) and not self.known and not cleaned.get("region"):
            near = [skill.name for skill in self.vocabulary.spoken_of(typed)]
            said = _("No skill is called that yet. Choose where it lies, and it becomes a new one.")
            if near:
                said = _("No skill is called that yet. Did you mean {these}? If not, choose where it lies.").format(
                    these=_(" or ").join(f"“{name}”" for name in near[:3])
                )
            self.add_error("skill", said)
        return cleaned

    @property
    def known(self) -> Skill | None:
        return self.vocabulary.called(self.cleaned_data["skill"])

    def clean_example(self) -> Item | None:
        return self.examples.get(self.cleaned_data["example"])


class OfferForm(WhoForm):
    """One thing that one would do for others."""

    offer: Offer | None = None
    field_order = ["offered", "is_available", "capacity", "note", "who", "seen"]
    offered = forms.BooleanField(required=False)
    is_available = forms.BooleanField(label=gettext_lazy("I have time for it now"), required=False)
    capacity = forms.IntegerField(
        label=gettext_lazy("For how many at a time"), required=False, min_value=1, max_value=500
    )
    note = forms.CharField(label=gettext_lazy("What others should know"), required=False, max_length=200)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, what: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.what = what
        self.fields["offered"].label = _("I would {do_this}").format(do_this=what.label)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self.ask_who_if(cleaned.get("offered"))
        return cleaned


class PresenceForm(forms.Form):
    """Three choices, none of which follows from another."""

    listed = forms.BooleanField(label=gettext_lazy("List me in the directory of members"), required=False)
    contactable = forms.BooleanField(
        label=gettext_lazy("Let members write to me through Coppice, without seeing my address"), required=False
    )
    askable = forms.BooleanField(
        label=gettext_lazy("Tell me of a question that fits what I can help with, when nobody has answered it"),
        required=False,
    )


class LetterForm(forms.Form):
    """What somebody wants of somebody."""

    words = forms.CharField(
        label=gettext_lazy("What you would like from them"),
        max_length=3000,
        widget=forms.Textarea({"rows": 8}),
        help_text=gettext_lazy("Say who you are and what it is about, so that it is easy to say yes or no."),
    )
    answer_to_me = forms.BooleanField(
        label=gettext_lazy("They may answer to my e-mail address, and so see it"), required=False
    )
