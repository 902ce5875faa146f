"""Checks what is typed to open a poll; saves nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.accounts.models import Person
from coppice.conversations.models import Topic
from coppice.groups.models import Group
from coppice.kernel.alphabet import in_order
from coppice.polls.models import Counting, Secrecy
from coppice.polls.models.poll import LEAST, MOST, Terms

LONGEST_DAYS = 366
LONGEST_CHOICE = 200
LAST_MOMENT = time(23, 59, 59)


class PollForm(forms.Form):
    """What is asked, of whom, and how."""

    question = forms.CharField(label=gettext_lazy("Your question"), max_length=200)
    about = forms.CharField(
        label=gettext_lazy("What one should know to answer it"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    choices = forms.CharField(
        label=gettext_lazy("The choices"),
        widget=forms.Textarea({"rows": 6}),
        help_text=gettext_lazy("One on each line, two to twenty. Once somebody has voted they stay as they are."),
    )
    counting = forms.ChoiceField(
        label=gettext_lazy("How people choose"), choices=Counting.choices, widget=forms.RadioSelect, initial="single"
    )
    secrecy = forms.ChoiceField(
        label=gettext_lazy("Who gets to know what somebody voted"),
        choices=Secrecy.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("This can’t be changed afterwards, by you or by anybody else."),
    )
    group = forms.ChoiceField(label=gettext_lazy("Whom you ask"), required=False)
    closes_on = forms.DateField(
        label=gettext_lazy("Closes on"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("At the end of that day. Leave it empty to close it by hand."),
    )

    def __init__(self, *args: Any, person: Person, topic: Topic | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topic = topic
        self.groups = {group.slug: group for group in in_order(Group.objects.of(person).open_for_writing())}
        named = [(slug, group.name) for slug, group in self.groups.items()]
        self.fields["group"].choices = [("", _("All members")), *named]  # type: ignore[attr-defined]
        if topic:
            del self.fields["group"]

    def clean_choices(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["choices"].splitlines()]
        found = [line for line in lines if line]
        if not LEAST <= len(found) <= MOST:
            raise forms.ValidationError(_("Give between two and twenty choices, one on each line."))
        if len({line.casefold() for line in found}) < len(found):
            raise forms.ValidationError(_("One of the choices is there twice."))
        if any(len(line) > LONGEST_CHOICE for line in found):
            raise forms.ValidationError(_("A choice can have at most 200 characters."))
        return found

    def clean_closes_on(self) -> datetime | None:
        day = self.cleaned_data["closes_on"]
        today = timezone.localdate()
        if day is None:
            return None
        if not today <= day <= today + timedelta(days=LONGEST_DAYS):
            raise forms.ValidationError(_("Choose a day from today on, at most a year ahead."))
        return timezone.make_aware(datetime.combine(day, LAST_MOMENT))

    @property
    def terms(self) -> Terms:
        data = self.cleaned_data
        return Terms(
            question=data["question"],
            choices=data["choices"],
            counting=data["counting"],
            secrecy=data["secrecy"],
            about=data["about"],
            closes_at=data["closes_on"],
            group=self.topic.group if self.topic else self.groups.get(data["group"]),
            topic=self.topic,
        )


def ticked(values: list[str]) -> list[int]:
    """The choices that a ballot names."""
    return [int(one[:4]) for one in values if is_number(one)]


def ranking(sent: Mapping[str, str]) -> dict[int, int]:
    """The place that a ballot gives to each choice; a choice without a place is not ranked."""
    ranked = {name.removeprefix("rank-"): place for name, place in sent.items() if name.startswith("rank-")}
    return {int(one[:4]): int(at[:4]) for one, at in ranked.items() if is_number(one) and is_number(at)}


def is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()
