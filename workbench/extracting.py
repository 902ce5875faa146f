"""Finding what Coppice says: every message in Python, in templates and in scripts, by the app it stands in."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.utils.translation.template import templatize

from workbench.rules import ROOT, text_of, tracked

PYTHON = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
SCRIPT = {"_": None, "_n": (2, 3)}
DOMAINS = ("django", "djangojs")


@dataclass(frozen=True)
class Message:
    """What is said in one place: a text, or one and many; perhaps with a context."""

    words: str | tuple[str, str]
    context: str | None
    place: str


def apps() -> list[str]:
    return sorted({path.parts[1] for path in tracked(".py") if path.parts[0] == "coppice" and len(path.parts) > 2})


def said(app: str, domain: str) -> list[Message]:
    """Every message of an app, file by file."""
    return [message for path in sources(app, domain) for message in messages_in(path)]


def sources(app: str, domain: str) -> list[Path]:
    endings = (".js",) if domain == "djangojs" else (".py", ".html", ".txt")
    return [path for path in tracked(*endings) if path.parts[:2] == ("coppice", app) and is_source(path)]


def is_source(path: Path) -> bool:
    if {"tests", "migrations", "management", "locale"} & set(path.parts):
        return False
    return path.suffix in {".py", ".js", ".html"} or "templates" in path.parts


def messages_in(path: Path) -> Iterator[Message]:
    text = text_of(path)
    if path.suffix in {".html", ".txt"}:
        with warnings.catch_warnings(action="ignore"):
            text = f"({templatize(text, origin=str(path))})"  # in brackets, so that its indents mean nothing
    keywords = SCRIPT if path.suffix == ".js" else PYTHON
    method = "javascript" if path.suffix == ".js" else "python"
    for _, words, _, context in extract(method, BytesIO(text.encode()), keywords):
        yield Message(words if isinstance(words, str) else (words[0], words[1]), context, str(path))


def catalogue_of(app: str, domain: str) -> Catalog:
    """The messages of an app as a catalogue without translations."""
    catalogue = Catalog(charset="utf-8")
    for message in said(app, domain):
        catalogue.add(message.words, locations=[(message.place, 0)], context=message.context)
    return catalogue


def home_of(app: str, language: str, domain: str) -> Path:
    return ROOT / "coppice" / app / "locale" / language / "LC_MESSAGES" / f"{domain}.po"
