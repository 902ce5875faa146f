"""What the reader says of a document, each sentence with the part it is about instead of a line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from coppice.frameworks.drafting.document import ALONE, LISTS, Document, Place, key_of
from coppice.frameworks.drafting.naming import named
from coppice.frameworks.reading import from_tree
from coppice.frameworks.tree import Fields, Mistake, Part, Series, WrongFile, plain, plant
from coppice.frameworks.writing import write

ON_LINE = re.compile(r"\bon line (\d+)")
FIELD = re.compile(r"“(\w+)”")
# What the pages call the fields of a file, where a sentence of the reader names one.
SPOKEN = {
    "asks": "what it asks for",
    "declares": "sentences to sign",
    "facets": "texts",
    "fits": "true of those whom it suits",
    "full_name": "name in full",
    "instances": "how often it is written",
    "least": "at least",
    "most": "at most",
    "needs": "what it asks for",
    "of": "codes",
    "all_of": "codes",
    "says": "what it says",
    "at_least": "how many",
}


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that would be wrong, and where."""

    place: Place
    label: str
    reason: str

    @property
    def sentence(self) -> str:
        """The reason in the words of the page."""
        return FIELD.sub(lambda found: f"“{SPOKEN.get(found[1], found[1])}”", self.reason)

    def __str__(self) -> str:
        return f"{self.label} – {self.sentence}"


def complaints(document: Document) -> list[Complaint]:
    """Everything that keeps this document from being a framework: it is written as a file, and that file is read."""
    try:
        root, mistakes = plant(write(document))
    except WrongFile as wrong:
        return [Complaint(Place("head"), named("head", {}), mistake.reason) for mistake in wrong.mistakes]
    try:
        from_tree(root)
    except WrongFile as wrong:
        mistakes = [*mistakes, *wrong.mistakes]
    return _said(mistakes, sorted(_places(root), key=lambda one: one[0])) if mistakes else []


type Located = tuple[int, Place, str]


def _said(mistakes: list[Mistake], places: list[Located]) -> list[Complaint]:
    starts = [line for line, _place, _label in places]

    def at(line: int) -> Located:
        return places[max(bisect_right(starts, line) - 1, 0)]

    def elsewhere(found: re.Match[str]) -> str:
        return f"in {at(int(found[1]))[2]}"

    return [Complaint(*at(one.line)[1:], ON_LINE.sub(elsewhere, one.reason)) for one in mistakes]


def _places(part: Part, line: int = 0) -> Iterator[Located]:
    """Where each part begins in the file; before the first of them is the head."""
    if line == 0:
        yield 0, Place("head"), named("head", {})
    for name, inside in part.items.items() if isinstance(part, Fields) else ():
        if isinstance(inside, Series) and name in LISTS:
            yield from _entries(name, inside)
        elif isinstance(inside, Fields) and name in ALONE:
            yield inside.line, Place(name), named(name, {})


def _entries(name: str, series: Series) -> Iterator[Located]:
    kind = LISTS[name][0]
    for index, entry in enumerate(series.items):
        if isinstance(entry, Fields):
            said = plain(entry)
            assert isinstance(said, dict)
            yield entry.line, Place(kind, key_of(name, said, index)), named(kind, said)
            yield from _places(entry, entry.line)
