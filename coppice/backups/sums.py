"""SHA256SUMS: a line for each part of a backup. `sha256sum -c SHA256SUMS` checks it without Coppice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

NAME = "SHA256SUMS"
PIECE = 1 << 20


@dataclass
class Sums:
    """Counts the parts of a backup and writes down what each holds."""

    folder: Path
    parts: int = 0
    size: int = 0

    def note(self, path: Path, digest: str) -> None:
        with (self.folder / NAME).open("a", encoding="utf-8") as out:
            out.write(f"{digest}  {path.relative_to(self.folder).as_posix()}\n")
        self.parts += 1
        self.size += path.stat().st_size


def digest_of(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def copied(source: Path, target: Path) -> str:
    """Copy the bytes; the SHA-256 of what was copied."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with source.open("rb") as content, target.open("xb") as copy:
        while piece := content.read(PIECE):
            digest.update(piece)
            copy.write(piece)
    return digest.hexdigest()


def listed(folder: Path) -> Iterator[tuple[str, str]]:
    """The SHA-256 and the name of each part; a line that says anything else comes as ("", the line)."""
    with (folder / NAME).open(encoding="utf-8", errors="replace", newline="\n") as lines:
        for line in lines:
            digest, _, name = line.removesuffix("\n").partition("  ")
            yield (digest, name) if line.endswith("\n") and is_inside(name) else ("", line.strip())


def is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts


def damaged(folder: Path) -> Iterator[str]:
    """The parts that are missing or do not hold what they should."""
    for digest, name in listed(folder):
        path = folder / name
        try:
            whole = bool(digest) and not path.is_symlink() and digest_of(path) == digest
        except (OSError, ValueError):
            whole = False
        if not whole:
            yield name
