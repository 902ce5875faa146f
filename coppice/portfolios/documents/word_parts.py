"""What a Word or OpenDocument file holds besides its running text: comments, tracked changes, text boxes, drawings."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
SHAPES = (
    "text-box",
    "custom-shape",
    "rect",
    "ellipse",
    "circle",
    "polygon",
    "polyline",
    "line",
    "connector",
    "caption",
)
BOXES = tuple(f"{DRAW}{shape}" for shape in SHAPES)


@dataclass(frozen=True, slots=True)
class Note:
    """A comment somebody left in the document."""

    author: str
    words: str


@dataclass(frozen=True, slots=True)
class Extras:
    """`descriptions` of the pictures, in order, and `title`, where pandoc does not pass them on."""

    notes: tuple[Note, ...]
    boxes: tuple[str, ...]
    sentences: tuple[str, ...]
    descriptions: tuple[str, ...] = ()
    title: str = ""


def extras(path: Path, kind: str) -> Extras:
    """What to bring along or to mention, besides the running text."""
    with zipfile.ZipFile(path) as archive:
        if kind == "odt":
            parts = (_tree(archive, name) for name in ("content.xml", "meta.xml", "styles.xml"))
            return _of_open_document(*parts)
        return _of_word(_tree(archive, "word/document.xml"), _tree(archive, "word/comments.xml"), archive.namelist())


def _tree(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    if name not in archive.namelist():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True, load_dtd=False)
    return etree.fromstring(archive.read(name), parser)


def _of_word(body: etree._Element | None, comments: etree._Element | None, names: list[str]) -> Extras:
    if body is None:
        return Extras((), (), ())
    counts = {
        "change": _count(body, f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"),
        "formula": _count(body, f"{M}oMath"),
        "chart": _count(body, CHART, DIAGRAM),
        "object": _count(body, f"{W}object"),
        "header": sum(name.startswith(("word/header", "word/footer")) for name in names),
    }
    boxes = [_words(box, f"{W}t") for box in body.iter(f"{W}txbxContent") if not _is_fallback(box)]
    notes = [Note(note.get(f"{W}author", ""), _words(note, f"{W}t")) for note in _every(comments, f"{W}comment")]
    return Extras(tuple(notes), tuple(filter(None, boxes)), tuple(_said(counts)))


def _of_open_document(
    body: etree._Element | None, about: etree._Element | None, styles: etree._Element | None
) -> Extras:
    if body is None:
        return Extras((), (), ())
    edges = (edge for kind in ("header", "footer") for edge in _every(styles, f"{STYLE}{kind}"))
    counts = {
        "change": _count(body, f"{TEXT}changed-region"),
        "object": _count(body, f"{DRAW}object", f"{DRAW}object-ole"),
        "header": sum(bool("".join(map(str, edge.itertext())).strip()) for edge in edges),
    }
    boxes = tuple(filter(None, (_paragraphs(box) for box in body.iter(*BOXES) if not _is_read_anyway(box))))
    notes = [
        Note(note.findtext(f"{DC}creator") or "", _paragraphs(note).replace("\n", " "))
        for note in _every(body, f"{OFFICE}annotation")
    ]
    pictures = [image.getparent() for image in body.iter(f"{DRAW}image")]
    descriptions = tuple(_described(frame) for frame in pictures)
    title = next((" ".join((told.text or "").split()) for told in _every(about, f"{DC}title")), "")
    return Extras(tuple(notes), boxes, tuple(_said(counts)), descriptions, title)


def _is_read_anyway(box: etree._Element) -> bool:
    """A picture with its caption is read with the text; what stands in another box is said with that one."""
    return box.find(f".//{DRAW}image") is not None or any(above.tag in BOXES for above in box.iterancestors())


def _paragraphs(root: etree._Element) -> str:
    lines = ("".join(map(str, line.itertext())).strip() for line in root.iter(f"{TEXT}p", f"{TEXT}h"))
    return "\n".join(filter(None, lines))


def _described(frame: etree._Element | None) -> str:
    if frame is None:
        return ""
    return (frame.findtext(f"{SVG}desc") or frame.findtext(f"{SVG}title") or "").strip()


def _said(counts: dict[str, int]) -> Iterator[str]:
    if count := counts.get("change"):
        yield ngettext(
            "{n} tracked change was read as accepted.", "{n} tracked changes were read as accepted.", count
        ).format(n=count)
    if count := counts.get("formula"):
        yield ngettext(
            "{n} formula was brought in as plain text; please check.",
            "{n} formulas were brought in as plain text; please check.",
            count,
        ).format(n=count)
    if count := counts.get("chart"):
        yield ngettext(
            "{n} chart or diagram was not brought in; add them as pictures.",
            "{n} charts or diagrams were not brought in; add them as pictures.",
            count,
        ).format(n=count)
    if count := counts.get("object"):
        yield ngettext(
            "{n} embedded object was not brought in; attach them as files.",
            "{n} embedded objects were not brought in; attach them as files.",
            count,
        ).format(n=count)
    if counts.get("header"):
        yield _("Page headers and footers were left out.")


def _count(root: etree._Element, *tags: str) -> int:
    return sum(1 for element in root.iter(*tags))


def _every(root: etree._Element | None, tag: str) -> Iterator[etree._Element]:
    return root.iter(tag) if root is not None else iter(())


def _words(root: etree._Element, tag: str) -> str:
    paragraphs = ("".join(piece.text or "" for piece in paragraph.iter(tag)) for paragraph in root.iter(f"{W}p"))
    return "\n".join(filter(None, (paragraph.strip() for paragraph in paragraphs)))


def _is_fallback(element: etree._Element) -> bool:
    return any(above.tag == FALLBACK for above in element.iterancestors())
