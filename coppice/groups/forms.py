"""Checks what is typed about a group; saves nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.groups.listing import ENDED
from coppice.groups.models import Door, Group, Kind


class GroupForm(forms.Form):
    """What a group is, and how one comes in."""

    name = forms.CharField(label=_("What it is called"), max_length=120)
    purpose = forms.CharField(
        label=_("What it is for"),
        max_length=600,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("In a sentence or two, for somebody who never heard of it. A charter can say more later."),
    )
    kind = forms.ChoiceField(label=_("What sort of group"), choices=Kind.choices)
    door = forms.ChoiceField(label=_("How one comes in"), choices=Door.choices, widget=forms.RadioSelect)
    is_listed = forms.BooleanField(
        label=_("Listed: every member of the community can find it"),
        required=False,
        help_text=_(
            "An unlisted group is there only for its members and whom they invite; nobody else can tell that it is."
        ),
    )

    def __init__(self, *args: Any, person: Person, group: Group | None = None, **kwargs: Any) -> None:
        first: dict[str, Any] = {"kind": Kind.INTEREST, "door": Door.OPEN, "is_listed": True}
        if group:
            first = {name: getattr(group, name) for name in ("name", "purpose", "kind", "door", "is_listed")}
        kwargs["initial"] = first
        super().__init__(*args, **kwargs)
        for_all = person.is_steward or bool(group and group.kind == Kind.SITE)
        choices = [choice for choice in Kind.choices if for_all or choice[0] != Kind.SITE]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("is_listed"):
            cleaned["door"] = Door.INVITATION
        return cleaned


class SearchForm(forms.Form):
    """Which groups to list."""

    q = forms.CharField(label=_("Words in its name or purpose"), max_length=100, required=False)
    show = forms.ChoiceField(
        label=_("Which groups"),
        choices=[("", _("All that are alive")), *Kind.choices, (ENDED, _("Those that have ended"))],
        required=False,
    )
