"""When a code changes, what refers to it follows: rules, and what sections say of pathways and facets."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from coppice.frameworks.drafting.document import Document, Entry, shelves

NAMES_CODES = ("all_of", "of", "including", "section", "in_each")


def follow(document: Document, kind: str, old: str, new: str) -> Document:
    """The document with `new` wherever it said `old` of this kind."""
    changed = deepcopy(document)
    if kind in ("section", "principle", "group"):
        for rule in rules_of(changed):
            _in_rule(rule, NAMES_CODES, old, new)
    elif kind == "pathway":
        for rule in rules_of(changed):
            _in_rule(rule, ("pathways",), old, new)
        _in_sections(changed, "instances", old, new)
    elif kind == "facet":
        _in_sections(changed, "facets", old, new)
    elif kind == "outcome":
        for outcome in next(shelves(changed, "outcomes"), []):
            if outcome.get("only_after") == old:
                outcome["only_after"] = new
    return changed


def rules_of(document: Document) -> list[Entry]:
    return next(shelves(document, "rules"), [])


def _in_rule(part: Any, names: tuple[str, ...], old: str, new: str) -> None:
    if isinstance(part, list):
        for each in part:
            _in_rule(each, names, old, new)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name in names:
                part[name] = _renamed(value, old, new)
            else:
                _in_rule(value, names, old, new)


def _in_sections(document: Document, name: str, old: str, new: str) -> None:
    for shelf in shelves(document, "sections"):
        for section in shelf:
            if name in section:
                section[name] = _renamed(section[name], old, new)


def _renamed(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {new if name == old else name: each for name, each in value.items()}
    if isinstance(value, list):
        return [new if each == old else each for each in value]
    return new if value == old else value
