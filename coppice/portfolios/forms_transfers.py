"""Checks what was typed when a portfolio is brought in; never saves."""

from __future__ import annotations

from typing import Any

from django import forms

from coppice.frameworks.models import Edition
from coppice.portfolios.forms import choices


class BringForm(forms.Form):
    """The file, and what it was written for. An archive knows that itself."""

    file = forms.FileField(
        label="The file",
        help_text="Word (.docx), OpenDocument (.odt), a web page (.html), Markdown (.md), or a Coppice archive (.zip).",
        widget=forms.FileInput({"accept": ".docx,.odt,.html,.htm,.md,.markdown,.txt,.zip"}),
    )
    pathway = forms.ChoiceField(widget=forms.RadioSelect, label="What it was written for")

    def __init__(self, *args: Any, editions: list[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.editions = {str(edition.pk): edition for edition in editions}
        self.fields["pathway"].choices = list(choices(editions))  # type: ignore[attr-defined]

    @property
    def chosen(self) -> tuple[Edition, str]:
        edition, _, pathway = self.cleaned_data["pathway"].partition(":")
        return self.editions[edition], pathway
