"""What each kind of part is called on pages, and each part by its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _


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
        "point": _("Open point"),
        "assessors": _("Who assesses"),
        "renewal": _("Afterwards"),
    }[kind]


def named(kind: str, part: Mapping[str, Any]) -> str:
    """“Section 1a Constraints”, “Rule all”, “About the framework”."""
    words = [str(part[name]) for name in ("code", "title") if isinstance(part.get(name), str)]
    words = words or [str(part[name]) for name in ("id",) if isinstance(part.get(name), str)]
    return " ".join([kind_called(kind), *words])[:160]
