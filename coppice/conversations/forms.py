"""Checks what is typed about a topic; saves nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.audience.forms import UntilForm
from coppice.audience.models import Reach
from coppice.conversations.models import GroupWays, Sort
from coppice.groups.models import Group

REACHES = [
    (Reach.GROUP, _("The members of the group; without a group, all members of the community")),
    (Reach.MEMBERS, _("All members of the community")),
    (Reach.PUBLIC, _("Anyone on the web")),
]

OF_THEIRS_ALONE = _(
    "Only its members know of this group. Choose the members of the group, or begin the topic for the whole community."
)


class TopicForm(forms.Form):
    """What it is about, and for whom. The words themselves come beside it, from the editor."""

    title = forms.CharField(
        label=_("What it is about"),
        max_length=200,
        help_text=_("As you would ask a colleague; it is what others find it by."),
    )
    sort = forms.ChoiceField(label=_("What you hope for"), choices=Sort.choices, widget=forms.RadioSelect)
    group = forms.ModelChoiceField(
        Group.objects.none(),
        label=_("Where"),
        required=False,
        to_field_name="slug",
        empty_label=_("The whole community"),
    )
    reach = forms.ChoiceField(
        label=_("Who can see it"),
        choices=REACHES,
        initial=Reach.GROUP,
        help_text=_("A topic in a group is seen by its members, unless you choose more people here."),
    )
    tags = forms.CharField(
        label=_("Words to find it by"), max_length=300, required=False, help_text=_("A few, with commas between them.")
    )
    due_on = forms.DateField(
        label=_("By when"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("For a call: until when you hope for contributions."),
    )
    unnamed = forms.BooleanField(
        label=_("Ask without my name"),
        required=False,
        help_text=_(
            "For questions in a group. Nobody sees who asks, not even those who tend the group or run the server. "
            "For thirty days you can answer and step forward; then nothing here knows that it was you."
        ),
    )
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.of(person).open_for_writing()  # type: ignore[attr-defined]
        allowing = GroupWays.objects.filter(may_ask_unnamed=True, group__memberships__person=person)
        self.offers_unnamed = allowing.exists()

    def clean_tags(self) -> list[str]:
        return [word for word in str(self.cleaned_data["tags"]).split(",") if word.strip()]

    def clean(self) -> dict[str, Any]:
        """Without a group there is no smaller circle than all members; of an unlisted one nobody else learns."""
        cleaned: dict[str, Any] = super().clean() or {}
        group, reach = cleaned.get("group"), cleaned.get("reach")
        if not group and reach == Reach.GROUP:
            cleaned["reach"] = Reach.MEMBERS
        if group and not group.is_listed and reach in {Reach.MEMBERS, Reach.PUBLIC}:
            self.add_error("reach", OF_THEIRS_ALONE)
        return cleaned


class GuestForm(UntilForm):
    """Whom to let into one topic, why, and until when."""

    field_order = ["email", "reason", "until"]
    email = forms.EmailField(
        label=_("Their e-mail address"),
        help_text=_("Whoever signs in with it sees the topic. Nobody is told whether there is an account with it."),
    )
    reason = forms.CharField(label=_("Why"), max_length=200)
