"""Checks what is chosen about mail; saves nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.groups.models import Group
from coppice.notices import kinds
from coppice.notices.kinds import When
from coppice.notices.models import Choice, Hours
from coppice.notices.models.choice import Weekday

PREFIX = "kind-"


class KindsForm(forms.Form):
    """One choice a kind; in a group each can also follow what was chosen for all."""

    def __init__(self, *args: Any, person: Person, group: Group | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.group = person, group
        self.made = Choice.made_by([person.pk])
        if group:
            self.offer("", _("Everything of this group that is not addressed to you"), When.values)
        for kind in kinds.every():
            if group is None or kind.in_groups:
                self.offer(kind.code, kind.label, kind.offered)

    def offer(self, code: str, label: Any, offered: list[str]) -> None:
        choices: list[tuple[str, Any]] = [(when, When(when).label) for when in offered]
        kind = kinds.named(code)
        own = self.made.own(self.person.pk, code, self.group.pk if self.group else None)
        if self.group:
            choices = [("", _("As you chose for all") if not code else _("As above")), *choices]
        elif kind:
            own = self.made.when(self.person.pk, kind)
        field = forms.ChoiceField(label=label, choices=choices, required=self.group is None, initial=own)
        self.fields[f"{PREFIX}{code or 'all'}"] = field

    def save(self) -> None:
        """Only what was changed; what was never touched goes on following what is usual."""
        for name in self.changed_data:
            code = name.removeprefix(PREFIX)
            when, kind = self.cleaned_data[name], "" if code == "all" else code
            Choice.choose(when, by=self.person, kind=kind, group=self.group)


class HoursForm(forms.Form):
    """When not, and on which day what comes once a week."""

    quiet_from = forms.TimeField(
        label=_("No mail from"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    quiet_until = forms.TimeField(
        label=_("Until"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    weekday = forms.TypedChoiceField(label=_("What comes once a week comes on"), choices=Weekday.choices, coerce=int)

    @classmethod
    def of(cls, person: Person) -> HoursForm:
        hours = Hours.of(person)
        names = ("quiet_from", "quiet_until", "weekday")
        return cls(initial={name: getattr(hours, name) for name in names})

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if ("quiet_from" in found and "quiet_until" in found) and bool(found["quiet_from"] is None) != bool(
            found["quiet_until"] is None
        ):
            self.add_error("quiet_until", _("Give both times, or neither."))
        return found
