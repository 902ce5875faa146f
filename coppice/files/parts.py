"""A part of a file, for players that ask for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ASKED = re.compile(r"bytes=(\d{1,15})?-(\d{1,15})?")
AT_ONCE = 1 << 16


def asked_for(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte of the one part that is asked for; None for all of it, or for what cannot be given."""
    match = ASKED.fullmatch(header.strip())
    if not match or match.groups() == (None, None):
        return None
    first, last = match.groups()
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    return (start, end) if start <= end else None


def read(path: Path, first: int, last: int) -> Iterator[bytes]:
    """The bytes from first to last, some at a time."""
    with path.open("rb") as content:
        content.seek(first)
        left = last - first + 1
        while left and (chunk := content.read(min(AT_ONCE, left))):
            left -= len(chunk)
            yield chunk
