"""Checks what is typed about a chat; saves nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coppice.accounts.models import Person
from coppice.audience.models import Reach
from coppice.chats.models import Question
from coppice.conversations import circle
from coppice.groups.models import Group
from coppice.kernel.refusals import Refusal

MINUTES = [(30, "30"), (45, "45"), (60, "60"), (90, "90"), (120, "120")]
AS_TYPED = "%Y-%m-%dT%H:%M"


class PlanForm(forms.Form):
    """When, about what, and which questions, one a line."""

    title = forms.CharField(label=gettext_lazy("What it is about"), max_length=200)
    starts_at = forms.DateTimeField(
        label=gettext_lazy("When it begins"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=AS_TYPED),
        input_formats=[AS_TYPED, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )
    minutes = forms.TypedChoiceField(label=gettext_lazy("How many minutes"), choices=MINUTES, coerce=int, initial=60)
    pace = forms.IntegerField(
        label=gettext_lazy("Minutes from question to question"), min_value=1, max_value=60, initial=10
    )
    questions = forms.CharField(
        label=gettext_lazy("The questions, each on a line of its own"),
        max_length=9000,
        required=False,
        widget=forms.Textarea({"rows": 8}),
        help_text=gettext_lazy(
            "Six are a good number. Nobody sees one before it is open. You can change them until then."
        ),
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        zone = timezone.get_current_timezone_name()
        self.fields["starts_at"].help_text = _("In your own time ({zone}). Everybody else sees it in theirs.").format(
            zone=zone
        )

    def clean_starts_at(self) -> datetime:
        starts_at: datetime = self.cleaned_data["starts_at"]
        if starts_at <= self.now:
            raise forms.ValidationError(_("Choose a time that is still to come."))
        return starts_at

    def clean_questions(self) -> list[str]:
        try:
            return Question.lines(self.cleaned_data["questions"].splitlines())
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence) from None

    @property
    def plan(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[name] for name in ("title", "starts_at", "minutes", "pace")}
        return given


class GroupField(forms.ModelChoiceField[Group]):
    """A group of one's own, with how many are in it."""

    def label_from_instance(self, obj: Any) -> str:
        size = vars(obj)["size"]
        return ngettext("{group} ({size} member)", "{group} ({size} members)", size).format(group=obj.name, size=size)


class NewForm(PlanForm):
    """A new one: also for whom."""

    reach = forms.ChoiceField(
        label=gettext_lazy("Who can see it, read along and read the transcript"), widget=forms.RadioSelect
    )
    group = GroupField(
        Group.objects.none(),
        required=False,
        label=gettext_lazy("Which group"),
        empty_label=gettext_lazy("Choose a group"),
        help_text=gettext_lazy("Only if you chose a group of yours."),
    )
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        many = circle.members()
        everybody = ngettext(
            "All members of the community: {many} person. Nobody is told at once",
            "All members of the community: {many} people. Nobody is told at once",
            many,
        )
        labels = [
            (Reach.GROUP, _("A group of mine; its other members are told")),
            (Reach.MEMBERS, everybody.format(many=many)),
            (Reach.PUBLIC, _("Anyone on the web; only members answer. Nobody is told at once")),
        ]
        mine = Group.objects.open_for_writing().with_size().filter(pk__in=person.memberships.values("group_id"))
        self.fields["reach"].choices = labels  # type: ignore[attr-defined]
        self.fields["group"].queryset = mine  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("reach") == Reach.GROUP and not cleaned.get("group"):
            self.add_error("group", _("Choose which of your groups it is for."))
        if cleaned.get("reach") != Reach.GROUP:
            cleaned["group"] = None
        return cleaned
