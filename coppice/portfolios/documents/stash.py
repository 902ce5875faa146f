"""Pictures set aside while a document is converted: pandoc would need twenty times their size to carry them along."""

from __future__ import annotations

import base64
import binascii
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from coppice.portfolios.documents.plainer import plainer

MARK = "coppice-picture:"
MOST_OF_A_MARK = 4_096
IN_ARCHIVE = re.compile(r"(^|/)(media|Pictures)/[^/]+$")
IN_TEXT = re.compile(r"data:image/[a-z+.\-]{2,20};base64,[A-Za-z0-9+/=\s]{8,}?(?=[\"')>\s])", re.IGNORECASE)


@dataclass
class Stash:
    """Gives each picture back by the mark left in its place."""

    pictures: dict[str, Callable[[], bytes]] = field(default_factory=dict)

    def bytes_for(self, source: str) -> bytes | None:
        """What an image's address stands for; None when it points outside the document."""
        source = mark_in(source)
        if source.startswith("data:"):
            return decoded(source)
        if not source.startswith(MARK):
            return None
        taken = self.pictures.get(source)
        return taken() if taken else b""

    def passed_over(self, names: Iterable[str], sources: Iterable[str]) -> list[str]:
        """The marks of those of the named pictures that no image's address stands for, each once."""
        seen = {mark_in(source) for source in sources}
        marks = (MARK + name for name in dict.fromkeys(names))
        return [mark for mark in marks if mark in self.pictures and mark not in seen]

    def without_pictures(self, path: Path, target: Path) -> None:
        """Copy a word processor's file, made plainer, with each picture replaced by its mark."""
        with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
            for part in source.infolist():
                if part.is_dir():
                    continue
                if IN_ARCHIVE.search(part.filename):
                    mark = MARK + part.filename
                    self.pictures[mark] = part_reader(path, part.filename)
                    copy.writestr(part.filename, mark)
                else:
                    copy.writestr(part.filename, plainer(part.filename, source.read(part)))

    def without_pictures_in(self, text: str) -> str:
        """The HTML or Markdown with each data URI replaced by its mark."""
        return IN_TEXT.sub(self._set_aside, text)

    def _set_aside(self, found: re.Match[str]) -> str:
        mark = f"{MARK}{len(self.pictures) + 1}"
        content = decoded(found[0])
        self.pictures[mark] = lambda: content
        return mark


def mark_in(source: str) -> str:
    """The mark that pandoc packed into an image's address; any other address as it is."""
    if source.startswith("data:") and (content := decoded(source[:MOST_OF_A_MARK])).startswith(MARK.encode()):
        return content.decode("utf-8", "replace")
    return source


def decoded(source: str) -> bytes:
    """The bytes of a data URI; none if it is not a proper one."""
    head, _, body = source.partition(",")
    if not head.endswith(";base64"):
        return b""
    try:
        return base64.b64decode(body, validate=False)
    except (binascii.Error, ValueError):
        return b""


def part_reader(path: Path, name: str) -> Callable[[], bytes]:
    def read() -> bytes:
        with zipfile.ZipFile(path) as archive:
            return archive.read(name)

    return read
