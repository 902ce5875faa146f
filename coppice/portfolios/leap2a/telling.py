"""What Coppice knows of a section or an entry, put so that other systems can say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from django.utils.translation import gettext as _

from coppice.portfolios.documents.book import value_in_words
from coppice.portfolios.documents.dossier import Entry, Section, Text

CAME_AS = "Came as"


def text_of_section(section: Section) -> str:
    return _under_labels(section.readable)


def text_of_entry(entry: Entry) -> str:
    """The first text as it is, the others under their labels."""
    written = {code: text for code, text in entry.texts.items() if text.html.strip()}
    if len(written) == 1 and "happened" in written:
        return written["happened"].html
    return _under_labels(written)


def _under_labels(texts: Mapping[str, Text]) -> str:
    return "".join(f"<h2>{escape(text.label)}</h2>{text.html}" for text in texts.values() if text.html.strip())


def facts_of(entry: Entry, told: Mapping[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """Its details, then what came along when it was brought in."""
    for label, value in entry.details.items():
        if label not in {"Until", "Tools"} and (words := value_in_words(value)):
            yield label and _(label), words, True
    for row in _rows(told.get("facts"), 3):
        if row[0] != CAME_AS:
            yield str(row[0]), str(row[1]), row[2] is not False


def relations_of(told: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """How it stood to others where it came from: the relation, the other's id, the words at it."""
    rows = told.get("relations")
    for row in rows if isinstance(rows, list) else []:
        yield row["name"], row["target"], row["label"]


def _rows(value: Any, length: int) -> list[list[Any]]:
    rows = value if isinstance(value, list) else []
    return [row for row in rows if isinstance(row, list) and len(row) == length]
