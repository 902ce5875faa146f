"""What each kind of part is called on pages, and each part by its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from coppice.frameworks.drafting.document import ALONE

SHORT = 110
CODED = ("code", "title")
SHOWN = {"section": CODED, "principle": CODED, "group": CODED, "rule": ("says",), "point": ("about",)}


def kind_called(kind: str) -> str:
    """The kind in a word or two, as a sentence begins with it."""
    return {
        "head": _("About the framework"),
        "pathway": _("Pathway"),
        "facet": _("Text to write"),
        "group": _("Group of principles"),
        "principle": _("Principle"),
        "section": _("Section"),
        "rule": _("Rule"),
        "grade": _("Grade"),
        "outcome": _("Outcome"),
        "step": _("Step"),
        "point": _("Open point"),
        "assessors": _("Who assesses"),
        "renewal": _("Afterwards"),
    }[kind]


def one_more(kind: str) -> str:
    """What the button says that adds one."""
    return {
        "pathway": _("Add a pathway"),
        "facet": _("Add a text"),
        "group": _("Add a group"),
        "principle": _("Add a principle"),
        "section": _("Add a section"),
        "heading": _("Put sections under a heading"),
        "rule": _("Add a rule"),
        "grade": _("Add a grade"),
        "outcome": _("Add an outcome"),
        "step": _("Add a step"),
        "point": _("Add an open point"),
    }[kind]


def named(kind: str, part: Mapping[str, Any]) -> str:
    """“Section 1a Constraints”, “Rule: Every principle is shown.”, “About the framework”."""
    called = name_of(kind, part)
    if kind in ("rule", "point"):
        return f"{kind_called(kind)}: {called}" if called else kind_called(kind)
    return " ".join(filter(None, [kind_called(kind), called]))


def name_of(kind: str, part: Mapping[str, Any]) -> str:
    """A part by its code and title, or by what it says in short."""
    if kind in ALONE:
        return ""
    words = [part.get(name) for name in SHOWN.get(kind, ("title",))]
    return short(" ".join(word for word in words if isinstance(word, str)))


def short(text: Any, longest: int = SHORT) -> str:
    words = " ".join(str(text or "").split())
    return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0] + " …"
