"""Is this backup whole? Every part is read; then it is restored for real, into a place that is thrown away."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

from coppice.backups import manifest, sums
from coppice.backups.contents import digests, where
from coppice.backups.filling import filled
from coppice.backups.further import sqlite_at
from coppice.backups.making import Say
from coppice.backups.manifest import Manifest, NotABackup

SHOWN = 20


class Damaged(NotABackup):
    """Some parts of the backup are missing or hold something else; `parts` names them."""

    def __init__(self, parts: list[str], whole: int) -> None:
        self.parts = parts
        super().__init__(
            f"This backup is damaged: {len(parts)} of its {whole} parts are missing or not what they were, first "
            f"{parts[0]}. Nothing was changed; please take another backup."
        )


def require_whole(backup: Path, known: Manifest) -> None:
    """Read every part to its end and compare it with its checksum."""
    if wrong := list(wrong_parts(backup, known)):
        raise Damaged(wrong, known.parts + 1)


def wrong_parts(backup: Path, known: Manifest) -> Iterator[str]:
    try:
        names = Counter(name.partition("/")[0] for _, name in sums.listed(backup))
        yield from sums.damaged(backup)
    except OSError:
        yield sums.NAME
        return
    if names.total() != known.parts + 1 or names[manifest.NAME] != 1:
        yield sums.NAME


def verify(backup: Path, say: Say) -> Manifest:
    """Everything that can be known without changing anything; a Refusal says what is wrong."""
    known = Manifest.of(backup)
    known.must_be_known_here()
    say(f"Reading {known.parts + 1:,} parts ...")
    require_whole(backup, known)
    say("Restoring the database into a temporary place ...")
    with (
        tempfile.TemporaryDirectory(prefix="coppice-verify-") as folder,
        filled(backup, known, sqlite_at(Path(folder) / "coppice.sqlite3"), say) as connection,
    ):
        named = (Path("home/files") / where(digest) for digest in digests(apps.get_models(), connection.alias))
        lost = [str(path) for path in named if not (backup / path).exists() and path.name not in known.missing]
    if lost:
        raise Damaged(lost, known.parts + 1)
    return known
