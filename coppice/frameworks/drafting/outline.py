"""A draft at a glance: every part by its name, under the headings under which one looks for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from coppice.frameworks.drafting.document import LISTS, Document, Place, key_of

SHORT = 110


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
    groups = [("group", _("Add a group"))]
    more_principles = [("principle", _("Add a principle"))] if document.get("principles") else []
    return [
        Chapter(_("About"), "", [Line(Place("head"), str(document["full_name"]), short(document["about"]))], []),
        _chapter(document, "pathways", _("Pathways"), _("The awards one can go for."), _("Add a pathway")),
        _chapter(document, "facets", _("Texts"), _("What sections are written in."), _("Add a text")),
        Chapter(
            _("Principles"),
            _("What shows across sections."),
            list(_lines(document, "principles")),
            [*more_principles, *groups],
        ),
        Chapter(
            _("Sections"),
            _("What one writes or signs, in the order of reading."),
            list(_lines(document, "sections")),
            [("section", _("Add a section")), ("heading", _("Put sections under a heading"))],
        ),
        _chapter(document, "rules", _("Rules"), _("What must be covered."), _("Add a rule")),
        _chapter(document, "grades", _("Grades"), _("For each part."), _("Add a grade")),
        _chapter(document, "outcomes", _("Outcomes"), _("What can come of it."), _("Add an outcome")),
        Chapter(_("Around it"), _("Who assesses, and how long an award lasts."), list(_around(document)), []),
        _chapter(document, "unverified", _("Open points"), _("What could not be verified."), _("Add a point")),
    ]


def _chapter(document: Document, name: str, title: str, about: str, more: str) -> Chapter:
    return Chapter(title, about, list(_lines(document, name)), [(LISTS[name][0], more)])


def _lines(part: Any, name: str, depth: int = 0) -> Iterator[Line]:
    kind = LISTS[name][0]
    for index, entry in enumerate(part.get(name) or []):
        called = " ".join(str(entry[each]) for each in ("code", "title") if each in entry and kind != "facet")
        title = called or str(entry.get("title") or entry.get("id") or short(entry.get("about")))
        words = "" if title == short(entry.get("about")) else _words(entry)
        yield Line(Place(kind, key_of(name, entry, index)), title, words, depth)
        for inside in ("each", "sections"):
            if inside in entry:
                yield from _lines(entry, inside, depth + 1)


def _words(entry: dict[str, Any]) -> str:
    return short(next((entry[name] for name in ("says", "asks", "about", "prompt") if entry.get(name)), ""))


def _around(document: Document) -> Iterator[Line]:
    for kind, name in (("assessors", _("Who assesses")), ("renewal", _("Afterwards"))):
        said: Any = document.get(kind) or {}
        yield Line(Place(kind), name, short(said.get("about")) or _("Nothing is said of it yet."))


def short(text: Any) -> str:
    words = " ".join(str(text or "").split())
    return words if len(words) <= SHORT else words[:SHORT].rsplit(" ", 1)[0] + " …"
