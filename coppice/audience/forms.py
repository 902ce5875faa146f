"""Checks what was typed about who may see something."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.accounts.models import Person
from coppice.audience.models import Reach
from coppice.groups.models import Group

LONGEST_DAYS = 366
LAST_MOMENT = time(23, 59, 59)


class ReachForm(forms.Form):
    """How far it goes."""

    reach = forms.ChoiceField(
        choices=Reach.choices,
        widget=forms.RadioSelect,
        label=gettext_lazy("Open to"),
        help_text=gettext_lazy("The people you ask by name, and whoever has a link, can see it as well."),
    )
    group = forms.ModelChoiceField(
        Group.objects.none(),
        required=False,
        label=gettext_lazy("Which group"),
        empty_label=gettext_lazy("Choose a group"),
        help_text=gettext_lazy("Only if you chose a group of yours."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.of(person).open_for_writing()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("reach") == Reach.GROUP and not cleaned.get("group"):
            self.add_error("group", _("Choose which of your groups can see this."))
        return cleaned


class UntilForm(forms.Form):
    """Until when: the end of a day, in the person's own time."""

    until = forms.DateField(
        label=gettext_lazy("Until"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("It ends by itself at the end of that day."),
    )

    def clean_until(self) -> datetime:
        day = self.cleaned_data["until"]
        today = timezone.localdate()
        if not today <= day <= today + timedelta(days=LONGEST_DAYS):
            raise forms.ValidationError(_("Choose a day from today on, at most a year ahead."))
        return datetime.combine(day, LAST_MOMENT, tzinfo=timezone.get_current_timezone())
