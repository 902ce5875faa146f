"""When the code of a section or principle changes, the rules that speak of it follow."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from coppice.frameworks.drafting.document import Document, shelves

SPEAKING = ("all_of", "of", "including", "section", "in_each")


def follow(document: Document, old: str, new: str) -> Document:
    """The document with `new` wherever a rule says `old`."""
    changed = deepcopy(document)
    for rules in shelves(changed, "rules"):
        _in_rule(rules, old, new)
    return changed


def _in_rule(part: Any, old: str, new: str) -> None:
    if isinstance(part, list):
        for each in part:
            _in_rule(each, old, new)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name in SPEAKING:
                part[name] = _renamed(value, old, new)
            else:
                _in_rule(value, old, new)


def _renamed(value: Any, old: str, new: str) -> Any:
    if isinstance(value, list):
        return [new if each == old else each for each in value]
    return new if value == old else value
