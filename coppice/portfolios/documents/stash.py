"""Pictures set aside while a document is converted: pandoc would need twenty times their size to carry them along."""

from __future__ import annotations

import base64
import binascii
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from coppice.portfolios.documents.plainer import plainer

MARK = "coppice-picture:"
IN_ARCHIVE = re.compile(r"(^|/)(media|Pictures)/[^/]+$")
IN_TEXT = re.compile(r"data:image/[a-z+.\-]{2,20};base64,[A-Za-z0-9+/=\s]{8,}?(?=[\"')>\s])", re.IGNORECASE)


@dataclass
class Stash:
    """Gives each picture back by the mark left in its place."""

    pictures: dict[str, Callable[[], bytes]] = field(default_factory=dict)

    def bytes_for(self, source: str) -> bytes | None:
        """What an image's address stands for; None when it points outside the document."""
        if source.startswith("data:"):
            content = decoded(source)
            if not content.startswith(MARK.encode()):
                return content
            source = content.decode("utf-8", "replace")
        if not source.startswith(MARK):
            return None
        taken = self.pictures.get(source)
        return taken() if taken else b""

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
