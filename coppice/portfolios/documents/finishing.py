"""What pandoc left out of a document that it wrote: the pictures, their descriptions, dates, names of chapters."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from coppice.portfolios.documents.packing import add_bytes
from coppice.portfolios.documents.paragraphs import SVG
from coppice.portfolios.documents.plates import Plate
from coppice.portfolios.documents.word_parts import DRAW

NEVER = b"1970-01-01T00:00:00Z"
DATED = {"docProps/core.xml", "meta.xml", "EPUB/content.opf"}
NAMED_BY_ITS_BYTES = re.compile(rb' descr="data:[^"]*"')
CHAPTER_NAME = re.compile(rb"<title>ch\d+\.xhtml</title>")
CHAPTER_HEADING = re.compile(rb"<h1[^>]*>(.*?)</h1>", re.DOTALL)
TAG = re.compile(rb"<[^>]+>")
READ = b'<meta property="schema:accessMode">textual</meta>'
SEEN = b'<meta property="schema:accessMode">visual</meta>'


@dataclass(frozen=True)
class Finish:
    """`changed` is when the portfolio last was; `described` what is said of each picture, in the order of reading."""

    changed: str
    described: Sequence[str]
    plates: Sequence[Plate]

    def finish(self, half: Path, target: Path) -> None:
        """Copy the half-made document, each part mended."""
        pictures = {plate.stand_in: plate.path for plate in self.plates}
        with zipfile.ZipFile(half) as source, zipfile.ZipFile(target, "w") as made:
            for part in source.infolist():
                content = source.read(part)
                picture = pictures.get(content)
                mended = picture.read_bytes() if picture else self._mended(part.filename, content)
                add_bytes(made, part.filename, mended)

    def _mended(self, name: str, content: bytes) -> bytes:
        if name in DATED:
            content = content.replace(NEVER, _moment(self.changed))
        if name == "EPUB/content.opf" and self.plates:
            content = content.replace(READ, READ + SEEN)
        if name == "word/document.xml":
            content = NAMED_BY_ITS_BYTES.sub(b"", content)
        if name == "content.xml" and self.described:
            content = _with_descriptions(content, self.described)
        return _with_its_heading(content) if name.startswith("EPUB/text/") else content


def _moment(said: str) -> bytes:
    try:
        moment = datetime.fromisoformat(said).astimezone(UTC)
    except ValueError:
        return NEVER
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()


def _with_descriptions(content: bytes, described: Sequence[str]) -> bytes:
    """OpenDocument: each picture's frame says what it shows."""
    tree = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    frames = [image.getparent() for image in tree.iter(f"{DRAW}image")]
    if len(frames) != len(described):
        raise RuntimeError("The document does not show the pictures it should.")
    for frame, words in zip(frames, described, strict=True):
        if frame is not None:
            etree.SubElement(frame, f"{SVG}desc").text = words
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8")


def _with_its_heading(content: bytes) -> bytes:
    """E-books: a chapter is called what its heading says."""
    heading = CHAPTER_HEADING.search(content)
    if heading is None:
        return content
    named = b"<title>" + TAG.sub(b"", heading[1]).strip() + b"</title>"
    return CHAPTER_NAME.sub(lambda _: named, content)
