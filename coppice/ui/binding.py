"""Binds the style sheets into one file and the scripts into another.

Each component has a small file of its own, which is pleasant to write and would cost a request each to read. So they
are bound together as they are served: one style sheet and one script for the whole site, named by their content and
kept by the browser for a year. There is no build step; see docs/decisions/0005-look.md.

A sheet lies in `static/<app>/css/<layer>/`, a script in `static/<app>/scripts/`; every app of Coppice may have some.
A script is bound inside braces of its own: it shares nothing with its neighbours and imports nothing.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import brotli
from babel.messages.mofile import read_mo
from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils.translation import to_locale

LAYERS = ("reset", "tokens", "base", "layout", "components", "utilities")
MEDIA_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
WORDS = "words-"


@dataclass(frozen=True)
class Bound:
    """All leaves of one kind as one text."""

    kind: str
    text: str

    @cached_property
    def plain(self) -> bytes:
        return self.text.encode()

    @cached_property
    def gzip(self) -> bytes:
        return gzip.compress(self.plain, 9, mtime=0)

    @cached_property
    def br(self) -> bytes:
        return bytes(brotli.compress(self.plain, quality=11))

    @cached_property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.plain).hexdigest()[:12]

    @cached_property
    def url(self) -> str:
        return reverse("ui:bound", args=[self.fingerprint, self.kind])


def kinds() -> dict[str, str]:
    """The kinds of bound file, and what each is: style, script, and what scripts say in each language but English."""
    said = {f"{WORDS}{code}": MEDIA_TYPES["js"] for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE}
    return MEDIA_TYPES | said


def bound(kind: str) -> Bound:
    """The bound file; while developing, bound again whenever a leaf was changed."""
    leaves = tuple((path, path.stat().st_mtime_ns) for path in _leaves(kind)) if settings.DEBUG else None
    return _bind(kind, leaves)


@lru_cache(maxsize=16)
def _bind(kind: str, leaves: tuple[tuple[Path, int], ...] | None) -> Bound:
    if kind.startswith(WORDS):
        words = json.dumps(spoken_by_scripts(kind.removeprefix(WORDS)), ensure_ascii=False, separators=(",", ":"))
        return Bound(kind, f"globalThis.coppiceWords={words};\n")
    paths = [path for path, _ in leaves] if leaves else _leaves(kind)
    if kind == "css":
        return Bound(kind, f"@layer {', '.join(LAYERS)};\n" + "".join(map(_sheet, paths)))
    return Bound(kind, "".join(f"{{\n{path.read_text()}}}\n" for path in paths))


def spoken_by_scripts(language: str) -> dict[str, str | dict[str, str]]:
    """What scripts say, by what they say in English; counted things by the numbers that are said in their own way."""
    words: dict[str, str | dict[str, str]] = {}
    for root in _roots():
        made = root / "locale" / to_locale(language) / "LC_MESSAGES/djangojs.mo"
        if made.is_file():
            with made.open("rb") as file:
                words |= {_many(message.id): _said(message.string or "") for message in read_mo(file) if message.id}
    return words


def _many(words: str | Sequence[str]) -> str:
    return words if isinstance(words, str) else words[-1]


def _said(words: str | Sequence[str]) -> str | dict[str, str]:
    numbers = ("0", "1", "2", "3", "6", "other") if len(words) == 6 else ("1", "other")
    return words if isinstance(words, str) else dict(zip(numbers, words, strict=True))


def _sheet(path: Path) -> str:
    return f"@layer {path.parent.name} {{\n{path.read_text()}}}\n"


def _leaves(kind: str) -> list[Path]:
    """In the order of the layers, then of the apps, then of the alphabet."""
    folders = ["scripts"] if kind == "js" else [f"css/{layer}" for layer in LAYERS]
    roots = [root / "static" / root.name for root in _roots()]
    roots = roots[::-1] if kind == "js" else roots  # scripts lean on those of floors below
    return [path for folder in folders for root in roots for path in sorted((root / folder).glob(f"*.{kind}"))]


def _roots() -> list[Path]:
    return [Path(app.path) for app in apps.get_app_configs() if app.name.startswith("coppice.")]
