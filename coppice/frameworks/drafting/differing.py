"""What is added, removed and changed between two documents, part by part, in the words of the forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.translation import gettext as _

from coppice.frameworks.drafting.document import Document, Place, own, part_at, places, stands_in
from coppice.frameworks.drafting.form_for import form_for
from coppice.frameworks.drafting.naming import kind_called, name_of, named
from coppice.revisions.comparing import Comparison, compare

ORDERED = ("pathway", "facet", "group", "principle", "section", "rule", "grade", "outcome", "step")
SHAPES = {"added": "done", "removed": "danger", "changed": "half"}


@dataclass(frozen=True)
class Difference:
    """One part: added, removed or changed; and if changed, each of its fields that says something else."""

    place: Place
    label: str
    kind: str
    fields: list[tuple[str, Comparison]] = field(default_factory=list)

    @property
    def shape(self) -> str:
        return SHAPES[self.kind]

    @property
    def in_a_word(self) -> str:
        return {"added": _("added"), "removed": _("removed"), "changed": _("changed")}[self.kind]


def differences(old: Document, new: Document) -> list[Difference]:
    """In the order of the new document, what was removed after that, and last what only stands in another order."""
    before, after = list(places(old)), list(places(new))
    found = [one for place in after for one in _of(place, old, new, is_new=place not in before)]
    gone = [
        Difference(place, named(place.kind, part_at(old, place)), "removed") for place in before if place not in after
    ]
    return [*found, *gone, *_in_another_order(old, new)]


def _of(place: Place, old: Document, new: Document, *, is_new: bool) -> Iterator[Difference]:
    part = part_at(new, place)
    label = named(place.kind, {} if place.kind == "head" else part)
    if is_new:
        yield Difference(place, label, "added")
        return
    is_same = own(part) == own(part_at(old, place)) and _seat(old, place) == _seat(new, place)
    if not is_same and (fields := list(_fields(said(old, place), said(new, place)))):
        yield Difference(place, label, "changed", fields)


def _seat(document: Document, place: Place) -> str:
    return stands_in(document, place) if place.kind in ("principle", "section") else ""


def said(document: Document, place: Place) -> dict[str, str]:
    """Label to words, for one part."""
    form = form_for(document, place)
    return form.said(form.initial)


def _fields(before: dict[str, str], after: dict[str, str]) -> Iterator[tuple[str, Comparison]]:
    for label in [*after, *(label for label in before if label not in after)]:
        if before.get(label, "") != after.get(label, ""):
            yield label, in_words(before.get(label, ""), after.get(label, ""))


def in_words(before: str, after: str) -> Comparison:
    """Two plain texts, word for word."""
    return compare(_paragraphs(before), _paragraphs(after))


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line.strip())


def _in_another_order(old: Document, new: Document) -> Iterator[Difference]:
    """Kinds of which what both have stands in another order."""
    for kind in ORDERED:
        before, after = ([place for place in places(one) if place.kind == kind] for one in (old, new))
        kept = [place for place in before if place in after]
        now = [place for place in after if place in before]
        if kept != now:
            words = ["\n".join(name_of(kind, part_at(new, place)) for place in some) for some in (kept, now)]
            label = _("The order: {kind}").format(kind=kind_called(kind))
            yield Difference(Place(kind), label, "changed", [(_("Order"), in_words(words[0], words[1]))])
