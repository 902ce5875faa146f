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
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import brotli
from django.apps import apps
from django.conf import settings
from django.urls import reverse

LAYERS = ("reset", "tokens", "base", "layout", "components", "utilities")
MEDIA_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}


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

    @property
    def url(self) -> str:
        return reverse("ui:bound", args=[self.fingerprint, self.kind])


def bound(kind: str) -> Bound:
    """The bound file; while developing, bound again whenever a leaf was changed."""
    leaves = tuple((path, path.stat().st_mtime_ns) for path in _leaves(kind)) if settings.DEBUG else None
    return _bind(kind, leaves)


@lru_cache(maxsize=4)
def _bind(kind: str, leaves: tuple[tuple[Path, int], ...] | None) -> Bound:
    paths = [path for path, _ in leaves] if leaves else _leaves(kind)
    if kind == "css":
        return Bound(kind, f"@layer {', '.join(LAYERS)};\n" + "".join(map(_sheet, paths)))
    return Bound(kind, "".join(f"{{\n{path.read_text()}}}\n" for path in paths))


def _sheet(path: Path) -> str:
    return f"@layer {path.parent.name} {{\n{path.read_text()}}}\n"


def _leaves(kind: str) -> list[Path]:
    """In the order of the layers, then of the apps, then of the alphabet."""
    folders = ["scripts"] if kind == "js" else [f"css/{layer}" for layer in LAYERS]
    roots = [Path(app.path) / "static" / app.label for app in apps.get_app_configs() if app.name.startswith("coppice.")]
    return [path for folder in folders for root in roots for path in sorted((root / folder).glob(f"*.{kind}"))]
