"""What a Word or OpenDocument file holds besides its running text, and all that it says, to be weighed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from lxml import etree

from coppice.portfolios.documents.paragraphs import (
    CONTENTS,
    FALLBACK,
    OFFICE,
    OPEN_DOCUMENT,
    SVG,
    TEXT,
    WORD,
    A,
    Manner,
    V,
    W,
    paragraphs,
)

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
HREF = "{http://www.w3.org/1999/xlink}href"
IN_WORD = ("document.xml", "footnotes.xml", "endnotes.xml")


@dataclass(frozen=True, slots=True)
class Note:
    """A comment somebody left in the document."""

    author: str
    words: str


@dataclass(frozen=True, slots=True)
class Extras:
    """`paragraphs`: all that the file says anywhere, `shown`: the pictures in it, by their names in the file.

    Where pandoc does not pass them on: `descriptions` of the pictures, in order, and `title`.
    """

    notes: tuple[Note, ...] = ()
    paragraphs: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    title: str = ""


def extras(path: Path, kind: str) -> Extras:
    """What to bring along or to mention, besides the running text."""
    with zipfile.ZipFile(path) as archive:
        return _of_open_document(archive) if kind == "odt" else _of_word(archive)


def _tree(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    if name not in archive.namelist():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True, load_dtd=False)
    return etree.fromstring(archive.read(name), parser)


def _of_word(archive: zipfile.ZipFile) -> Extras:
    trees = {name: tree for name in IN_WORD if (tree := _tree(archive, f"word/{name}")) is not None}
    texts = list(trees.values())
    counts = {
        "change": _count(texts, f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"),
        "formula": _count(texts, f"{M}oMath"),
        "chart": _count(texts, CHART, DIAGRAM),
        "object": _count(texts, f"{W}object"),
        "header": sum(name.startswith(("word/header", "word/footer")) for name in archive.namelist()),
    }
    comments = _every(_tree(archive, "word/comments.xml"), f"{W}comment")
    notes = tuple(Note(note.get(f"{W}author", ""), _words(note, WORD)) for note in comments)
    said = tuple(paragraph for text in texts for paragraph in paragraphs(text, WORD))
    shown = tuple(name for part, text in trees.items() for name in _shown(archive, part, text))
    return Extras(notes, said, shown, tuple(_said(counts)))


def _shown(archive: zipfile.ZipFile, part: str, text: etree._Element) -> Iterator[str]:
    """The pictures that a part of a Word file shows, by their names in the file."""
    relations = _every(_tree(archive, f"word/_rels/{part}.rels"), RELATION)
    leads = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for picture in text.iter(f"{A}blip", f"{V}imagedata"):
        target = leads.get(picture.get(f"{R}embed") or picture.get(f"{R}id"), "")
        if target and next(picture.iterancestors(FALLBACK), None) is None:
            yield target.removeprefix("/") if target.startswith("/") else f"word/{target}"


def _of_open_document(archive: zipfile.ZipFile) -> Extras:
    body, about, styles = (_tree(archive, name) for name in ("content.xml", "meta.xml", "styles.xml"))
    if body is None:
        return Extras()
    edges = (edge for kind in ("header", "footer") for edge in _every(styles, f"{STYLE}{kind}"))
    counts = {
        "change": _count([body], f"{TEXT}changed-region"),
        "object": _count([body], f"{DRAW}object", f"{DRAW}object-ole"),
        "contents": _count([body], CONTENTS),
        "header": sum(bool("".join(map(str, edge.itertext())).strip()) for edge in edges),
    }
    notes = tuple(
        Note(note.findtext(f"{DC}creator") or "", _words(note, OPEN_DOCUMENT))
        for note in _every(body, f"{OFFICE}annotation")
    )
    pictures = list(body.iter(f"{DRAW}image"))
    descriptions = tuple(_described(picture.getparent()) for picture in pictures)
    shown = tuple(picture.get(HREF, "").removeprefix("./") for picture in pictures)
    title = next((" ".join((told.text or "").split()) for told in _every(about, f"{DC}title")), "")
    return Extras(notes, tuple(paragraphs(body, OPEN_DOCUMENT)), shown, tuple(_said(counts)), descriptions, title)


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
    if counts.get("contents"):
        yield _("The table of contents was left out; the portfolio has one of its own.")
    if counts.get("header"):
        yield _("Page headers and footers were left out.")


def _count(roots: list[etree._Element], *tags: str) -> int:
    return sum(1 for root in roots for element in root.iter(*tags))


def _every(root: etree._Element | None, tag: str) -> Iterator[etree._Element]:
    return root.iter(tag) if root is not None else iter(())


def _words(comment: etree._Element, manner: Manner) -> str:
    said = (paragraph.strip() for part in comment for paragraph in paragraphs(part, manner))
    return "\n".join(filter(None, said))
