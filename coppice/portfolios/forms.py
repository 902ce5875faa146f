"""Checks what was typed about portfolios; never saves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.frameworks.models import Edition
from coppice.journal.models import Entry
from coppice.portfolios.models import Portfolio, Section

YEARS_AHEAD = 6


def day_field() -> forms.DateField:
    return forms.DateField(
        label=_("When you want it finished"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Only for yourself; nothing happens when it passes."),
    )


def not_far_off(day: date | None) -> date | None:
    today = timezone.localdate()
    if day and not today - timedelta(days=366) <= day <= today + timedelta(days=366 * YEARS_AHEAD):
        raise forms.ValidationError(_("Choose a day within the next six years."))
    return day


class BeginForm(forms.Form):
    """Which framework, which pathway."""

    pathway = forms.ChoiceField(widget=forms.RadioSelect, label=_("What you are writing for"))
    title = forms.CharField(
        label=_("What you call it"),
        max_length=200,
        required=False,
        help_text=_("Empty: the name of the pathway."),
    )
    aim = day_field()

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
    """Every pathway; where there are two editions of one framework, with the version."""
    slugs = [edition.slug for edition in editions]
    for edition in editions:
        for pathway in edition.framework.pathways:
            several = slugs.count(edition.slug) > 1
            yield f"{edition.pk}:{pathway.code}", f"{pathway.title}, {edition.version}" if several else pathway.title


class PathwayForm(forms.Form):
    """Going on with another pathway, or another edition of the same framework."""

    to = forms.ChoiceField(widget=forms.RadioSelect, label=_("Go on with"))

    def __init__(self, data: Any = None, *, portfolio: Portfolio, editions: list[Edition]) -> None:
        super().__init__(data, initial={"to": f"{portfolio.edition_id}:{portfolio.pathway_code}"})
        self.editions = {str(edition.pk): edition for edition in editions}
        self.fields["to"].choices = list(choices(editions))  # type: ignore[attr-defined]
        self.fields["to"].error_messages["invalid_choice"] = _("Choose one of these. Nothing was changed.")

    @property
    def chosen(self) -> tuple[Edition, str]:
        edition, _, pathway = self.cleaned_data["to"].partition(":")
        return self.editions[edition], pathway


class PortfolioForm(forms.Form):
    """Its name, and the day one aims at."""

    title = forms.CharField(label=_("What you call it"), max_length=200)
    aim = day_field()

    def clean_aim(self) -> date | None:
        return not_far_off(self.cleaned_data["aim"])


class SignatureForm(forms.Form):
    """Every sentence of a declaration ticked, and a name under it."""

    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unticked = {"required": _("Tick this when it is so. You can leave the declaration for another day.")}
        for number, sentence in enumerate(section.sentences, 1):
            self.fields[f"sentence-{number}"] = forms.BooleanField(label=sentence, error_messages=unticked)
        self.fields["name"] = forms.CharField(label=_("Your name"), max_length=120, initial=section.author.name)
        assessors = section.portfolio.framework.assessors
        if assessors and assessors.nominee:
            self.fields["nominee"] = forms.CharField(
                label=_("Somebody you would like as an assessor"),
                max_length=120,
                required=False,
                help_text=_("They are not told. Readers of this section do not see it."),
            )

    @property
    def said(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("name", "nominee") if name in self.cleaned_data}


class EvidenceForm(forms.Form):
    """An entry, what it shows here, and whether readers may open it."""

    entry = forms.ModelChoiceField(Entry.objects.none(), widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("What it shows here"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One sentence that begins “This shows that” helps a reader more than a long list."),
    )
    shared = forms.BooleanField(label=_("Readers of this section can open it"), required=False, initial=True)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entry"].queryset = Entry.objects.by(person)  # type: ignore[attr-defined]


class PieceForm(forms.Form):
    """What a piece of evidence shows here, and whether readers may open it."""

    note = EvidenceForm.base_fields["note"]
    shared = EvidenceForm.base_fields["shared"]
