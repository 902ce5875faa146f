"""Checks what was typed about drafts and those who lead a scheme; changes nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.accounts.models import Person
from coppice.frameworks.models import Edition
from coppice.frameworks.reading_parts import VERSION
from coppice.frameworks.tree import MOST_BYTES


class BeginForm(forms.Form):
    """From which edition, and what the next one is called."""

    edition = forms.ModelChoiceField(
        Edition.objects.none(), label=gettext_lazy("From which edition"), empty_label=gettext_lazy("Choose one")
    )
    version = forms.CharField(
        max_length=40,
        label=gettext_lazy("Version of the new one"),
        help_text=gettext_lazy("Such as 2027. You can change it until it is published."),
    )

    def __init__(self, data: Any = None, *, editions: QuerySet[Edition]) -> None:
        super().__init__(data)
        self.fields["edition"].queryset = editions  # type: ignore[attr-defined]

    def clean_version(self) -> str:
        version: str = self.cleaned_data["version"].strip()
        if not VERSION.fullmatch(version):
            raise forms.ValidationError(_("It becomes part of an address: small letters, digits, dots and hyphens."))
        return version


class BringForm(forms.Form):
    """A file, or its text."""

    file = forms.FileField(
        required=False, label=gettext_lazy("The file"), help_text=gettext_lazy("A framework as YAML.")
    )
    text = forms.CharField(
        required=False,
        strip=False,
        label=gettext_lazy("Or its text"),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "class": "source"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("file") and not cleaned.get("text", "").strip():
            self.add_error("file", _("Choose a file, or put its text below."))
        return cleaned

    @property
    def source(self) -> bytes:
        """What was sent, a little more than the most at most."""
        file = self.cleaned_data.get("file")
        sent: bytes = file.read(MOST_BYTES + 1) if file else self.cleaned_data["text"].encode()
        return sent


class LeadForm(forms.Form):
    """Who leads which scheme."""

    person = forms.CharField(
        max_length=254, label=gettext_lazy("Who"), help_text=gettext_lazy("A member’s name or address.")
    )
    slug = forms.ChoiceField(label=gettext_lazy("Which framework"), required=False)
    new = forms.CharField(
        max_length=40,
        required=False,
        label=gettext_lazy("Or the short name of a new one"),
        help_text=gettext_lazy("Small letters, digits and hyphens. It stays for good."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        names = dict(Edition.objects.order_by("name").values_list("slug", "name"))
        self.fields["slug"].choices = [("", gettext_lazy("Choose one")), *names.items()]  # type: ignore[attr-defined]

    def clean_person(self) -> Person:
        typed = " ".join(self.cleaned_data["person"].split())
        members = Person.objects.filter(is_active=True, is_member=True)
        found = list(members.filter(name__iexact=typed)[:2]) or list(members.filter(email__iexact=typed)[:2])
        if len(found) != 1:
            raise forms.ValidationError(_("No single member has this name or address. Try the address."))
        return found[0]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("slug") and not cleaned.get("new"):
            self.add_error("slug", _("Choose a framework, or name a new one."))
        return cleaned

    @property
    def chosen(self) -> str:
        return str(self.cleaned_data.get("new") or self.cleaned_data["slug"])
