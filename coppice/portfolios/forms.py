"""Checks what was typed about portfolios; never saves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.frameworks.models import Edition
from coppice.journal.models import Entry
from coppice.portfolios.models import Portfolio

YEARS_AHEAD = 6


def day_field(help_text: str) -> forms.DateField:
    return forms.DateField(
        label="When you want it finished",
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=help_text,
    )


def not_far_off(day: date | None) -> date | None:
    today = timezone.localdate()
    if day and not today - timedelta(days=366) <= day <= today + timedelta(days=366 * YEARS_AHEAD):
        raise forms.ValidationError("Choose a day within the next six years.")
    return day


class BeginForm(forms.Form):
    """Which framework, which pathway."""

    pathway = forms.ChoiceField(widget=forms.RadioSelect, label="What you are writing for")
    title = forms.CharField(
        label="What you call it", max_length=200, required=False, help_text="Empty: the name of the pathway."
    )
    aim = day_field("Only for yourself; nothing happens when it passes.")

    def __init__(self, *args: Any, editions: list[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.editions = {str(edition.pk): edition for edition in editions}
        self.fields["pathway"].choices = list(choices(editions))  # type: ignore[attr-defined]

    def clean_aim(self) -> date | None:
        return not_far_off(self.cleaned_data["aim"])

    @property
    def chosen(self) -> tuple[Edition, str]:
        edition, _, pathway = self.cleaned_data["pathway"].partition(":")
        return self.editions[edition], pathway


def choices(editions: list[Edition]) -> Iterator[tuple[str, str]]:
    for edition in editions:
        for pathway in edition.framework.pathways:
            yield f"{edition.pk}:{pathway.code}", pathway.title


class PortfolioForm(forms.Form):
    """Its name, and the day one aims at."""

    title = forms.CharField(label="What you call it", max_length=200)
    aim = day_field("Only for yourself; nothing happens when it passes.")

    def clean_aim(self) -> date | None:
        return not_far_off(self.cleaned_data["aim"])


class PathwayForm(forms.Form):
    """Going on with another pathway of the same framework."""

    pathway = forms.ChoiceField(widget=forms.RadioSelect, label="Pathway")

    def __init__(self, *, portfolio: Portfolio) -> None:
        super().__init__(initial={"pathway": portfolio.pathway_code})
        named = [(pathway.code, pathway.title) for pathway in portfolio.framework.pathways]
        self.fields["pathway"].choices = named  # type: ignore[attr-defined]


class EvidenceForm(forms.Form):
    """An entry, what it shows here, and whether readers may open it."""

    entry = forms.ModelChoiceField(Entry.objects.none(), widget=forms.HiddenInput)
    note = forms.CharField(
        label="What it shows here",
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="One sentence that begins “This shows that” helps a reader more than a long list.",
    )
    shared = forms.BooleanField(label="Readers of this section can open it", required=False, initial=True)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entry"].queryset = Entry.objects.by(person)  # type: ignore[attr-defined]


class PieceForm(forms.Form):
    """What a piece of evidence shows here, and whether readers may open it."""

    note = EvidenceForm.base_fields["note"]
    shared = EvidenceForm.base_fields["shared"]
