"""A backup made by hand, for tests that need no database."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

from coppice.backups.manifest import Manifest
from coppice.backups.sums import Sums, digest_of
from tests.cast import NOON

CONTENTS = [b"a plan", b"a picture of a room" * 50, b"x"]
MANIFEST = Manifest(
    made_at=NOON, database="sqlite", migrations=[("accounts", "0001_initial")], rows={}, files=len(CONTENTS), parts=0,
    has_key=True, key="0" * 16, release="0.1.0",
)  # fmt: skip


def a_backup(folder: Path, **changes: Any) -> Manifest:
    """A small one whose checksums are right."""
    folder.mkdir(parents=True)
    sums = Sums(folder)
    for name, content in parts().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        sums.note(path, digest_of(path))
    manifest = replace(MANIFEST, parts=sums.parts, **changes)
    path = manifest.write(folder)
    sums.note(path, digest_of(path))
    return manifest


def parts() -> dict[str, bytes]:
    digests = [hashlib.sha256(content).hexdigest() for content in CONTENTS]
    files = {f"home/files/{d[:2]}/{d[2:4]}/{d}": content for d, content in zip(digests, CONTENTS, strict=True)}
    return {"database/groups_group.jsonl.gz": gzip.compress(b'["id"]\n[1]\n'), **files, "home/secret-key": b"a key"}


def silent(line: str) -> None:
    """For whoever does not want to be told."""
