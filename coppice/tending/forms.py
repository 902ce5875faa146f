"""Checks what is typed about how a group is tended; saves nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from coppice.accounts.finding import MOST, find
from coppice.accounts.models import Person
from coppice.audience.models import unblocked
from coppice.groups.models import Group
from coppice.groups.models.membership import years_after
from coppice.kernel.refusals import Refusal
from coppice.tending.models import Agreement, Confidentiality, Outcome, Uses


def words(label: Any, *, most: int, rows: int = 3, required: bool = False, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, max_length=most, required=required, widget=widget, help_text=help_text)


def must_be_valid(form: forms.Form) -> None:
    """Refuse in the form’s own sentences; what was typed is given back."""
    if not form.is_valid():
        raise Refusal(" ".join(str(said) for errors in form.errors.values() for said in errors))


def day(label: Any, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), help_text=help_text
    )


def must_come(value: date) -> date:
    """A day from tomorrow on, at most five years ahead."""
    today = timezone.localdate()
    if not today < value <= years_after(today, 5):
        raise forms.ValidationError(_now("Choose a day from tomorrow on, at most five years ahead."))
    return value


def the_one[T: (Person, Group)](found: Iterable[T], otherwise: str) -> T:
    """The only one that fits; several are named with what tells them apart."""
    fitting = list(found)
    if not fitting:
        raise forms.ValidationError(otherwise)
    if len(fitting) > 1:
        names = ", ".join(f"{one.name} ({one.slug})" for one in fitting)
        raise forms.ValidationError(
            _now("Several fit: {names}. Write the name in full, or what stands in brackets.").format(names=names)
        )
    return fitting[0]


class RequestForm(forms.Form):
    """A member asks to come in."""

    words = words(_("A few words to who tends the group"), most=600, help_text=_("Who you are, and what brings you."))


class AnswerForm(forms.Form):
    """A facilitator answers."""

    words = words(_("A few words to them"), most=600, rows=2)
    answer = forms.ChoiceField(choices=[("yes", ""), ("no", "")])


class InvitationForm(forms.Form):
    """Whom to ask in, by name: addresses are never looked up, so that nobody learns who has an account."""

    who = forms.CharField(
        label=_("Whom do you ask?"), max_length=120, help_text=_("A member’s name."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )  # fmt: skip
    words = words(_("A few words to them"), most=600)

    def __init__(self, *args: Any, asker: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asker = asker

    def clean_who(self) -> Person:
        found = find(self.cleaned_data["who"], besides=self.asker, among=unblocked(self.asker, "pk"))
        return the_one(found.people, _now("No member of that name is here. Check the spelling."))


class PutForm(forms.Form):
    """What changed in a charter that is put to the members."""

    note = forms.CharField(label=_("What is new in it"), max_length=300, required=False)


class CloseForm(forms.Form):
    """When the group looks at its charter again."""

    review_on = day(_("Look at it again on"), _("Who tends the group then is told on that day."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"review_on": years_after(timezone.localdate(), 1)}
        super().__init__(*args, **kwargs)

    def clean_review_on(self) -> date:
        return must_come(self.cleaned_data["review_on"])


class AgreementForm(forms.Form):
    """The next version of an agreement; `seen` is the number of the one it was written over."""

    behaviour = words(
        _("How we are with one another"), most=8000, rows=10, required=True,
        help_text=_("An empty line begins a paragraph. Begin a line with - for a list."),
    )  # fmt: skip
    confidentiality = forms.ChoiceField(
        label=_("What may be told outside"), choices=Confidentiality.choices, widget=forms.RadioSelect
    )
    uses = forms.ChoiceField(
        label=_("What may become of what members contribute"), choices=Uses.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("What is new in it"),
        max_length=300,
        required=False,
        help_text=_("Members read this when they are asked."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, last: Agreement | None, behaviour: str = "", **kwargs: Any) -> None:
        kwargs["initial"] = {
            "behaviour": behaviour,
            "confidentiality": last.confidentiality if last else Confidentiality.QUOTE,
            "uses": last.uses if last else Uses.ASK,
            "seen": last.number if last else 0,
        }
        super().__init__(*args, **kwargs)


class ExperimentForm(forms.Form):
    """What is tried."""

    what = forms.CharField(label=_("What do you try?"), max_length=200)
    why = words(_("Why?"), most=2000, required=True)
    until = day(_("Until when?"))
    how_known = words(_("How shall you know whether it works?"), most=2000, required=True)

    def clean_until(self) -> date:
        return must_come(self.cleaned_data["until"])


class OutcomeForm(forms.Form):
    """What came of it."""

    outcome = forms.ChoiceField(label=_("What becomes of it?"), choices=Outcome.choices, widget=forms.RadioSelect)
    learned = words(_("What did you learn?"), most=4000, rows=6, required=True)


class HandoverForm(forms.Form):
    """To whom, and some words."""

    to = forms.CharField(
        label=_("Whom do you ask to take over?"), max_length=120, help_text=_("The name of a member of the group."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )  # fmt: skip
    words = words(_("A few words to them"), most=1000, help_text=_("What it takes, and what you would help with."))

    def __init__(self, *args: Any, group: Group, giver: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group, self.giver = group, giver

    def clean_to(self) -> Person:
        found = find(self.cleaned_data["to"], besides=self.giver)
        inside = [person for person in found.people if self.group.has(person)]
        return the_one(inside, _now("No other member of the group has that name. Check the spelling."))


class ThanksForm(forms.Form):
    """What stands in the book of the group when a handover is done."""

    thanks = words(_("Words of thanks"), most=1000, help_text=_("Every member can read them."))


class TwinForm(forms.Form):
    """Which group, and some words to those who tend it."""

    group = forms.CharField(
        label=_("Which group?"), max_length=120, help_text=_("Its name, as the list of groups has it."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )  # fmt: skip
    words = words(_("A few words to who tends it"), most=600)

    def __init__(self, *args: Any, person: Person, besides: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = Group.objects.visible_to(person).open_for_writing().exclude(pk=besides.pk)

    def clean_group(self) -> Group:
        typed = " ".join(self.cleaned_data["group"].split())
        found = self.groups.filter(Q(name__iexact=typed) | Q(slug=typed)).order_by("name", "pk")[:MOST]
        return the_one(found, _now("No other group of that name is there. Check the spelling."))


class EndingForm(forms.Form):
    """Until when, thanks, and what stays."""

    last_day = day(_("The last day"), _("Until the end of it everybody writes as ever, and you can go on after all."))
    thanks = words(_("Words of thanks"), most=4000, rows=6, required=True)
    stays = words(
        _("What stays, and where it goes on"), most=2000,
        help_text=_("What was written stays readable for whoever can read it now. Does it go on elsewhere?"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"last_day": timezone.localdate() + timedelta(days=42)})
        super().__init__(*args, **kwargs)
