"""Checks what was typed when a portfolio is brought in; never saves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coppice.frameworks.models import Edition
from coppice.portfolios.forms import choices

KNOWS = (".zip", ".xml", ".csv", ".tsv")


class BringForm(forms.Form):
    """The file, and what it was written for. An archive or an export knows that itself."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_(
            "Word (.docx), OpenDocument (.odt), a web page (.html), Markdown (.md), a Google Doc downloaded as a "
            "web page (.zip), a Coppice archive (.zip), an export of Mahara or PebblePad (Leap2A, .zip or .xml), a "
            "WordPress export (.xml) or a list (.csv)."
        ),
        widget=forms.FileInput({"accept": ".docx,.odt,.html,.htm,.md,.markdown,.txt,.zip,.xml,.csv,.tsv"}),
    )
    pathway = forms.ChoiceField(widget=forms.RadioSelect, label=_("What it was written for"), required=False)

    def __init__(self, *args: Any, editions: list[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.editions = {str(edition.pk): edition for edition in editions}
        self.fields["pathway"].choices = list(choices(editions))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "file" in given and not given.get("pathway") and not given["file"].name.lower().endswith(KNOWS):
            self.add_error("pathway", _("Choose what it was written for, so that its parts can find their sections."))
        return given

    @property
    def chosen(self) -> tuple[Edition | None, str]:
        if not self.cleaned_data["pathway"]:
            return None, ""
        edition, _, pathway = self.cleaned_data["pathway"].partition(":")
        return self.editions[edition], pathway
