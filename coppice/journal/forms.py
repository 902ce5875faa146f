"""Checks what was typed into the journal; saves nothing."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from coppice.journal.fields import LONGEST_LINK, Day, Files, FilesInput, FirstWords, Sound, Words, web_address
from coppice.journal.models import Entry, Impact, PermissionState
from coppice.journal.models.entry import Details
from coppice.journal.speaking_to import Offered

MOST_TOOLS = 30


class CaptureForm(forms.Form):
    """Ten seconds: what happened, when, and perhaps a picture."""

    use_required_attribute = False

    happened = FirstWords(
        label=_("What happened?"),
        widget=forms.Textarea({"rows": 5, "autofocus": True, "data-focus": True}),
        help_text=_("A line is enough. What it shows can wait until later."),
    )
    happened_on = Day(label=_("When"))
    file = Files(
        label=_("A picture or a file"),
        required=False,
        widget=FilesInput({"multiple": True}),
        help_text=_("Kept as a copy, up to 50 MB each."),
    )
    sound = Sound(
        label=_("A recording"),
        required=False,
        widget=forms.FileInput({"accept": "audio/*"}),
        help_text=_("Up to three minutes."),
    )
    said = Words(
        label=_("What it says"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("So that whoever can’t listen can read it."),
    )
    link = forms.URLField(
        label=_("A web page"),
        required=False,
        max_length=LONGEST_LINK,
        assume_scheme="https",
        widget=forms.HiddenInput,
    )
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self["link"].value():
            self.fields["link"].widget = forms.URLInput()

    def clean_link(self) -> str:
        return web_address(self.cleaned_data["link"])

    def clean_once(self) -> UUID | None:
        once: UUID | None = self.cleaned_data.get("once")
        return once

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        given = [cleaned.get(name) for name in ("file", "sound", "said")]
        if not cleaned.get("happened", "").strip() and not any(given) and not self.errors:
            self.add_error("happened", _("Write a few words, or choose a picture or a file."))
        return cleaned


class DetailsForm(forms.Form):
    """Everything about an entry but its texts and the rows below it."""

    title = Words(
        label=_("Title"),
        required=False,
        max_length=200,
        help_text=_("Left empty, its first words are its title."),
    )
    happened_on = Day(label=_("When"))
    ended_on = Day(label=_("Until"), required=False, help_text=_("If it went on for more than a day."))
    with_whom = Words(
        label=_("With whom"),
        required=False,
        max_length=300,
        help_text=_("Roles rather than names: two lecturers in nursing, a first-year group."),
    )
    impact = forms.ChoiceField(
        label=_("What changed, as far as you know"),
        required=False,
        choices=[("", _("Not known yet")), *Impact.choices],
        widget=forms.RadioSelect,
        help_text=_("Each line says more than the one above it. Choose the furthest that you can vouch for."),
    )
    impact_reach = Words(
        label=_("How far it went"),
        required=False,
        max_length=300,
        help_text=_("How many people, which courses, beyond your own place?"),
    )
    impact_known = Words(
        label=_("How do you know?"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2})
    )
    impact_numbers = Words(
        label=_("Numbers"),
        required=False,
        max_length=300,
        help_text=_("For instance: 41 of 60 courses, up from 12."),
    )
    tools = Words(
        label=_("Tools"),
        required=False,
        max_length=1500,
        help_text=_("Part them with commas: Moodle, H5P, Panopto."),
    )
    codes = forms.MultipleChoiceField(label=_("What it speaks to"), required=False)
    is_told = forms.BooleanField(label=_("It says what I want it to say"), required=False)

    def __init__(self, *args: Any, offered: Offered, kept: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = offered.with_kept(kept)
        self.fields["codes"].choices = [(one.code, one.label) for group in self.groups for one in group.codes]  # type: ignore[attr-defined]

    def clean_tools(self) -> list[str]:
        names = [name.strip() for name in self.cleaned_data["tools"].replace(";", ",").replace("\n", ",").split(",")]
        names = [name for name in names if name]
        if len(names) > MOST_TOOLS:
            raise forms.ValidationError(
                _("These are {count} tools. Keep the {most} that matter most here.").format(
                    count=len(names), most=MOST_TOOLS
                )
            )
        if long := next((name for name in names if len(name) > 60), ""):
            raise forms.ValidationError(
                _("“{long}…” is too long for the name of a tool: 60 letters at most.").format(long=long[:30])
            )
        return names

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        start, end = cleaned.get("happened_on"), cleaned.get("ended_on")
        if start and end and end < start:
            self.add_error(
                "ended_on", _("It ends before it began. Choose a day from the first on, or leave this empty.")
            )
        if start and end == start:
            cleaned["ended_on"] = None
        return cleaned

    def chosen_codes(self) -> list[str]:
        codes: list[str] = list(self["codes"].value() or [])
        return codes

    def details(self, links: list[tuple[str, str]]) -> Details:
        names = (
            "happened_on",
            "ended_on",
            "title",
            "with_whom",
            "impact",
            "impact_reach",
            "impact_known",
            "impact_numbers",
        )
        values = {name: self.cleaned_data[name] for name in (*names, "tools", "codes")}
        return Details(**values, is_draft=not self.cleaned_data["is_told"], links=links)


class LinkForm(forms.Form):
    """One address that belongs to the evidence; a row without an address is no row."""

    url = forms.URLField(label=_("Address"), required=False, max_length=LONGEST_LINK, assume_scheme="https")
    label = Words(label=_("What is there"), required=False, max_length=200)

    def clean_url(self) -> str:
        return web_address(self.cleaned_data["url"])


class PersonForm(forms.Form):
    """One person or role in the evidence; a row without a who is no row."""

    who = Words(label=_("Who"), required=False, max_length=120)
    state = forms.ChoiceField(
        label=_("Permission"),
        required=False,
        choices=[("", _("Choose one")), *PermissionState.choices],
    )
    note = Words(label=_("Note"), required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("who", "").strip() and not cleaned.get("state"):
            self.add_error("state", _("Say how it stands with them."))
        if cleaned.get("state") and not cleaned.get("who", "").strip():
            self.add_error("who", _("Say who this is about: a role is enough."))
        return cleaned


MOST_ROWS = 40
LinkRows = forms.formset_factory(LinkForm, extra=2, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 10)
PersonRows = forms.formset_factory(PersonForm, extra=2, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 10)


def initial_of(entry: Entry) -> dict[str, Any]:
    """The details of an entry as the form shows them."""
    names = ("happened_on", "ended_on", "with_whom", "impact", "impact_reach", "impact_known", "impact_numbers")
    shown = {name: getattr(entry, name) for name in names}
    shown["title"] = entry.title if entry.has_own_title else ""
    shown["tools"] = ", ".join(tool.name for tool in entry.tools.all())
    shown["codes"] = [row.code for row in entry.codes.all()]
    shown["is_told"] = not entry.is_draft
    return shown


def fingerprint(shown: dict[str, Any]) -> str:
    """Tells whether the details changed between the showing of a form and its sending."""
    canonical = json.dumps(shown, default=str, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]
