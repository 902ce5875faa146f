"""A form for one part of a framework: out of the document, and back into it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from coppice.frameworks.drafting.checking import Complaint
from coppice.frameworks.drafting.document import Document, Entry, Place, add, places, put
from coppice.frameworks.drafting.fields import Line, OfPart

MEANT = re.compile(r"“(\w+)”|^The (\w+) “")


@dataclass(frozen=True)
class Chapter:
    """Some fields of a long form, under a heading; the first has none."""

    title: str
    fields: list[forms.BoundField]
    is_open: bool


class PartForm(forms.Form):
    """`seat` is where the part stands, none for a new one; `old` what it is. What is not asked for stays as it is."""

    kind: ClassVar[str] = ""
    # Under this name the part is known for good: asked for once, made from the title if nothing is said.
    lasting: ClassVar[str] = "code"
    lasting_label: ClassVar[Any] = _("Code")

    def __init__(
        self,
        data: Any = None,
        *,
        document: Document,
        seat: Place | None = None,
        old: Entry | None = None,
        within: str = "",
    ) -> None:
        self.document, self.seat, self.old, self.within = document, seat, old or {}, within
        super().__init__(data)
        if self.lasting and self.is_new:
            self.fields[self.lasting] = Line(
                label=self.lasting_label,
                required=False,
                help_text=_("It stays for good, over all editions. If you leave it empty, it is made from the title."),
            )
        self.prepare()
        self.initial = self.shown()

    @property
    def is_new(self) -> bool:
        return self.seat is None

    def prepare(self) -> None:
        """Add the fields that depend on the framework."""

    def of_part(self) -> Iterator[tuple[str, OfPart]]:
        """The fields that stand in the document under their own names."""
        yield from ((name, field) for name, field in self.fields.items() if isinstance(field, OfPart))

    def shown(self) -> dict[str, Any]:
        return {name: field.shown(self.old.get(name)) for name, field in self.of_part()}

    def part(self) -> Entry:
        """The part as it would stand in the document."""
        asked = {name: field.kept(self.cleaned_data[name]) for name, field in self.of_part()}
        if self.lasting and self.is_new and not asked.get(self.lasting):
            asked[self.lasting] = self.name_from(self.cleaned_data.get("title", ""))
        rest = {name: value for name, value in self.old.items() if name not in self.fields}
        return {**rest, **{name: value for name, value in asked.items() if value is not None}}

    def name_from(self, title: str) -> str:
        """A name that nothing of this kind has yet."""
        stem = slugify(title)[:28].strip("-") or self.kind
        taken = {place.key for place in places(self.document)}
        return next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, 999))) if name not in taken)

    @property
    def place(self) -> Place:
        """Where it stands, or will stand."""
        return self.seat or Place(self.kind, str(self.part().get(self.lasting, "")))

    def changed(self, document: Document) -> Document:
        """The document with this part as it is in the form."""
        return put(document, self.seat, self.part()) if self.seat else add(document, self.kind, self.part())

    def complain(self, complaints: list[Complaint]) -> None:
        """Say what the reader says, at the field it is about if it is one of this form."""
        place = self.place
        for each in complaints:
            here = each.place == place
            words = [word for found in MEANT.findall(each.reason) for word in found]
            named = [word for word in words if word in self.fields] if here else []
            self.add_error(named[0] if named else None, each.sentence if here else str(each))

    def said(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Label to what is said, for telling two wordings of a part apart."""
        fields = ((name, field) for name, field in self.fields.items() if isinstance(field, OfPart))
        return {str(field.label): field.said(values.get(name)) for name, field in fields}

    @property
    def titles(self) -> dict[str, Any]:
        """The first field of each further chapter, with its heading."""
        return {}

    def opens(self, name: str) -> bool:
        """Whether the chapter that begins with this field is open from the beginning."""
        return self.is_new

    @property
    def chapters(self) -> list[Chapter]:
        """The fields in the order of the form, under their headings."""
        found: list[Chapter] = [Chapter("", [], True)]
        for field in self.visible_fields():
            if title := self.titles.get(field.name):
                found.append(Chapter(str(title), [], self.is_bound or self.opens(field.name)))
            found[-1].fields.append(field)
        return found
