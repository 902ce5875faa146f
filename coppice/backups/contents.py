"""The contents of members' files on their way into a backup: each once, linked to the backup before where it has it.

Contents never change and are named by their SHA-256. So a night costs the room of what is new; and yet each backup
is a whole one, from which nothing is missing when an older one is deleted.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db.models import Model

from coppice.backups.sums import Sums, copied, digest_of

AT_ONCE = 1000


def digests(models: Iterable[type[Model]], alias: str) -> Iterator[str]:
    """The SHA-256 of every content that a row names, by any table that has such a column.

    Asked in pieces, so that no question stays open while we copy.
    """
    for model in models:
        if any(field.name == "sha256" for field in model._meta.local_fields):
            yield from _named_by(model, alias)


def _named_by(model: type[Model], alias: str) -> Iterator[str]:
    last, rows = "", model._base_manager.using(alias).order_by("sha256").values_list("sha256", flat=True).distinct()
    while some := list(rows.filter(sha256__gt=last)[:AT_ONCE]):
        yield from some
        last = some[-1]


@dataclass
class Contents:
    """The folder of contents in a backup that is being made."""

    folder: Path
    earlier: Path | None
    sums: Sums
    count: int = 0
    linked: int = 0
    missing: list[str] = field(default_factory=list)

    def gather(self, wanted: Iterator[str]) -> None:
        """Bring in every content that is not here yet. Each is read to its end, linked ones too, and must be right."""
        self.missing = []
        for digest in wanted:
            target = self.folder / where(digest)
            if target.exists():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            if not (self.link(digest, target) or self.copy(digest, target)):
                self.missing.append(digest)
                continue
            self.count += 1
            self.sums.note(target, digest)

    def link(self, digest: str, target: Path) -> bool:
        source = self.earlier / where(digest) if self.earlier else None
        try:
            if source is None or digest_of(source) != digest:
                return False
            os.link(source, target)
        except OSError:
            return False  # it is not there, or this disk has no links: then it is copied
        self.linked += 1
        return True

    def copy(self, digest: str, target: Path) -> bool:
        try:
            if copied(Path(settings.FILES) / where(digest), target) == digest:
                return True
        except FileNotFoundError:
            pass
        target.unlink(missing_ok=True)
        return False


def where(digest: str) -> Path:
    return Path(digest[:2]) / digest[2:4] / digest
