"""Showing in a text which passages are spoken of, and parting the text where notes stand beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml import html as lxml_html

WHOLE = {"table", "figure", "hr"}


@dataclass(frozen=True)
class Spot:
    """Characters of one block that a note speaks of."""

    block: str
    start: int
    end: int
    note: str


@dataclass(frozen=True)
class Piece:
    """A stretch of the text, and the notes about blocks in it."""

    html: str
    notes: tuple[str, ...]


def part(html: str, spots: Sequence[Spot]) -> list[Piece]:
    """The text in pieces, a new one before each top-level block that notes speak of, with the passages marked."""
    if not html:
        return []
    body = lxml_html.fragment_fromstring(html, create_parent="div")
    for spot in spots:
        mark(body, spot)
    by_block: dict[str, list[str]] = {}
    for spot in spots:
        by_block.setdefault(spot.block, []).append(spot.note)
    pieces: list[tuple[list[str], list[str]]] = []
    for child in body:
        notes = [note for block in blocks_in(child) for note in by_block.get(block, [])]
        if notes or not pieces or pieces[-1][1]:
            pieces.append(([], notes))
        pieces[-1][0].append(written(child))
    return [Piece("".join(texts), tuple(notes)) for texts, notes in pieces]


def blocks_in(element: Any) -> Iterator[str]:
    for inner in element.iter():
        if isinstance(inner.tag, str) and (block := inner.get("data-block")):
            yield block


def mark(body: Any, spot: Spot) -> None:
    """Put the passage between <mark> tags; a table or figure is left as it is, with its note beside it all the same."""
    found = body.xpath(".//*[@data-block=$block]", block=spot.block)
    if not found or found[0].tag in WHOLE:
        return
    for holder, is_tail, start, end in runs(found[0], spot.start, spot.end):
        wrap(holder, is_tail, start, end, spot.note)


def runs(element: Any, start: int, end: int) -> list[tuple[Any, bool, int, int]]:
    """The parts of text nodes between two characters of the element's text, last one first."""
    found, place = [], 0
    for holder, is_tail in text_nodes(element):
        if holder.tag == "br" and is_tail:
            place += 1
        text = (holder.tail if is_tail else holder.text) or ""
        low, high = max(start - place, 0), min(end - place, len(text))
        if low < high:
            found.append((holder, is_tail, low, high))
        place += len(text)
    return found[::-1]


def text_nodes(element: Any) -> Iterator[tuple[Any, bool]]:
    """Each text of the element in reading order: of an element's beginning, or (True) what follows it."""
    yield element, False
    for child in element:
        yield from text_nodes(child)
        yield child, True


def wrap(holder: Any, is_tail: bool, start: int, end: int, note: str) -> None:
    text = (holder.tail if is_tail else holder.text) or ""
    marked = etree.Element("mark")
    marked.set("data-note", note)
    marked.text, marked.tail = text[start:end], text[end:]
    if is_tail:
        holder.tail = text[:start]
        parent = holder.getparent()
        parent.insert(parent.index(holder) + 1, marked)
    else:
        holder.text = text[:start]
        holder.insert(0, marked)


def written(element: Any) -> str:
    return str(lxml_html.tostring(element, encoding="unicode"))
