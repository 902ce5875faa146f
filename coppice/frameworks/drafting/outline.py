"""A draft at a glance: every part by its name, under the headings under which one looks for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from coppice.frameworks.drafting.document import LISTS, Document, Place, key_of
from coppice.frameworks.drafting.naming import name_of, one_more, short


@dataclass(frozen=True)
class Line:
    """One part, and what it says in short."""

    place: Place
    name: str
    words: str = ""
    depth: int = 0


@dataclass(frozen=True)
class Chapter:
    """The parts of some kinds, and which more there can be: (kind, what the button says)."""

    title: str
    about: str
    lines: list[Line]
    more: list[tuple[str, str]]


def outline(document: Document) -> list[Chapter]:
    """From what a framework says of itself to what is still open."""
    head = Line(Place("head"), str(document["full_name"]), short(document["about"]))
    principles = ("principle", "group") if document.get("principles") else ("group",)
    return [
        Chapter(_("About"), "", [head], []),
        _chapter(document, "pathways", _("Pathways"), _("The awards one can go for.")),
        _chapter(document, "facets", _("Texts"), _("What sections are written in.")),
        _chapter(document, "principles", _("Principles"), _("What shows across sections."), principles),
        _chapter(document, "sections", _("Sections"), _("What one writes or signs, in order."), ("section", "heading")),
        _chapter(document, "rules", _("Rules"), _("What must be covered.")),
        *_judged(document),
        Chapter(_("Around it"), _("Who assesses, and how long an award lasts."), list(_around(document)), []),
        _chapter(document, "unverified", _("Open points"), _("What could not be verified.")),
    ]


def _judged(document: Document) -> list[Chapter]:
    """Steps where one looks at one's own work, grades and outcomes where it is assessed; and whatever is there."""
    is_own = document.get("mode") == "self-assessment"
    every = [
        (is_own, "steps", _("Steps"), _("In which people say where they are, the least first.")),
        (not is_own, "grades", _("Grades"), _("For each part.")),
        (not is_own, "outcomes", _("Outcomes"), _("What can come of it.")),
    ]
    return [
        _chapter(document, name, title, about) for asked, name, title, about in every if asked or document.get(name)
    ]


def _chapter(document: Document, name: str, title: str, about: str, more: tuple[str, ...] = ()) -> Chapter:
    kinds = more or (LISTS[name][0],)
    return Chapter(title, about, list(_lines(document, name)), [(kind, one_more(kind)) for kind in kinds])


def _lines(part: Any, name: str, depth: int = 0) -> Iterator[Line]:
    kind = LISTS[name][0]
    for index, entry in enumerate(part.get(name) or []):
        words = "" if kind in ("rule", "point") else _words(entry)
        yield Line(Place(kind, key_of(name, entry, index)), name_of(kind, entry), words, depth)
        for inside in ("each", "sections"):
            if inside in entry:
                yield from _lines(entry, inside, depth + 1)


def _words(entry: dict[str, Any]) -> str:
    return short(next((entry[name] for name in ("asks", "about", "prompt") if entry.get(name)), ""))


def _around(document: Document) -> Iterator[Line]:
    for kind, name in (("assessors", _("Who assesses")), ("renewal", _("Afterwards"))):
        said: Any = document.get(kind) or {}
        yield Line(Place(kind), name, short(said.get("about")) or _("Nothing is said of it yet."))
