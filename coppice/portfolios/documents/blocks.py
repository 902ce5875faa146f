"""Cleaned HTML as a tree of plain values that the typesetter can walk: text stays data and is never read as code.

Block: `{"k": kind, …}`; inline: a string or `{"k": kind, "c": [inline, …]}`. The kinds are those of `book.typ`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import html as markup
from lxml.html import HtmlElement

from coppice.portfolios.documents.tables import laid_out

type Inline = str | dict[str, object]
type Block = dict[str, object]

MARKS = {
    "strong": "b", "b": "b", "em": "i", "i": "i", "u": "u", "s": "s", "del": "s", "sub": "sub", "sup": "sup",
    "code": "code", "cite": "i", "kbd": "code", "ins": "u",
}  # fmt: skip
SAFE_ADDRESS = re.compile(r"^(https?://|mailto:)\S+$", re.IGNORECASE)
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff\ufff0-\ufffb\ufffe\uffff\ud800-\udfff]")
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
LEFT_TO_RIGHT = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u052f]")
LONG_WORD = re.compile(r"\S{36,}")


@dataclass
class Reader:
    """Turns one text into blocks. `heading_from` is the level just below the heading the text stands under."""

    heading_from: int
    image: Callable[[str, str], Block]
    depth: list[int] = field(default_factory=list)

    def blocks(self, html: str) -> list[Block]:
        """The text's blocks; headings nest without a gap, whatever levels the author chose."""
        self.depth = []
        return list(self._blocks_in(_body(html)))

    def _blocks_in(self, element: HtmlElement) -> Iterator[Block]:
        """Block children as they are; loose words between them as paragraphs."""
        loose: list[Inline] = [printable(element.text or "")]
        for child in element:
            if isinstance(child.tag, str) and child.tag in BLOCKS:
                yield from paragraphs(loose)
                loose = []
                yield from BLOCKS[child.tag](self, child)
            else:
                loose.extend(self._inline(child))
            loose.append(printable(child.tail or ""))
        yield from paragraphs(loose)

    def _inlines(self, element: HtmlElement) -> list[Inline]:
        found: list[Inline] = [printable(element.text or "")]
        for child in element:
            found.extend(self._inline(child))
            found.append(printable(child.tail or ""))
        return [piece for piece in found if piece != ""]

    def _inline(self, element: HtmlElement) -> list[Inline]:
        if not isinstance(element.tag, str):
            return []
        if element.tag == "br":
            return [{"k": "br"}]
        if element.tag == "img":
            return [self.image(element.get("src", ""), element.get("alt", ""))]
        inside = self._inlines(element)
        if element.tag == "a" and SAFE_ADDRESS.match(element.get("href", "")):
            return _linked(element.get("href", ""), inside)
        if element.tag in MARKS and inside:
            return [{"k": MARKS[element.tag], "c": inside}]
        return inside

    def _paragraph(self, element: HtmlElement) -> Iterator[Block]:
        yield from paragraphs(self._inlines(element))

    def _heading(self, element: HtmlElement) -> Iterator[Block]:
        inside = [piece for piece in self._inlines(element) if not _is_image(piece)]
        if words(inside).strip():
            yield {"k": "h", "l": self._level(int(element.tag[1])), "c": inside, **direction(words(inside))}

    def _level(self, chosen: int) -> int:
        while self.depth and self.depth[-1] >= chosen:
            self.depth.pop()
        self.depth.append(chosen)
        return min(self.heading_from + len(self.depth) - 1, 6)

    def _list(self, element: HtmlElement) -> Iterator[Block]:
        items = [list(self._blocks_in(item)) for item in element if item.tag == "li"]
        if items:
            start = element.get("start", "1")
            yield {"k": element.tag, "i": items, "start": int(start) if start.isdigit() and len(start) < 7 else 1}

    def _quote(self, element: HtmlElement) -> Iterator[Block]:
        inside = list(self._blocks_in(element))
        if inside:
            yield {"k": "quote", "b": inside}

    def _verbatim(self, element: HtmlElement) -> Iterator[Block]:
        yield {"k": "pre", "s": printable(element.text_content(), keep_lines=True)}

    def _rule(self, element: HtmlElement) -> Iterator[Block]:
        yield {"k": "hr"}

    def _figure(self, element: HtmlElement) -> Iterator[Block]:
        caption = next((self._inlines(part) for part in element if part.tag == "figcaption"), [])
        inside = [block for part in element if part.tag != "figcaption" for block in self._part(part)]
        for block in inside:
            if caption and block["k"] in {"img", "table"}:
                block["cap"], caption = caption, []
        yield from inside
        yield from paragraphs(caption)

    def _part(self, part: HtmlElement) -> list[Block]:
        if isinstance(part.tag, str) and part.tag in BLOCKS:
            return list(BLOCKS[part.tag](self, part))
        return list(paragraphs(self._inline(part)))

    def _table(self, element: HtmlElement) -> Iterator[Block]:
        caption = next((self._inlines(part) for part in element if part.tag == "caption"), [])
        table = laid_out(element, lambda cell: list(self._blocks_in(cell)))
        if table:
            yield {"k": "table", "cap": caption, **table}
        else:
            yield from paragraphs(caption)

    def _group(self, element: HtmlElement) -> Iterator[Block]:
        yield from self._blocks_in(element)


BLOCKS: dict[str, Callable[[Reader, HtmlElement], Iterator[Block]]] = {
    "p": Reader._paragraph, "ul": Reader._list, "ol": Reader._list, "blockquote": Reader._quote,
    "pre": Reader._verbatim, "hr": Reader._rule, "figure": Reader._figure, "table": Reader._table,
    "div": Reader._group, "section": Reader._group, "details": Reader._group, "summary": Reader._paragraph,
    "dl": Reader._group, "dt": Reader._paragraph, "dd": Reader._group,
    **{f"h{level}": Reader._heading for level in range(1, 7)},
}  # fmt: skip


def paragraphs(pieces: list[Inline]) -> Iterator[Block]:
    """The pieces as paragraphs, with images standing between them as blocks of their own."""
    run: list[Inline] = []
    for piece in [*pieces, None]:
        if piece is not None and not _is_image(piece):
            run.append(piece)
            continue
        if words(run).strip():
            yield {"k": "p", "c": run, **direction(words(run))}
        run = []
        if isinstance(piece, dict):
            yield piece


def words(pieces: list[Inline]) -> str:
    return "".join(piece if isinstance(piece, str) else words(piece.get("c", [])) for piece in pieces)  # type: ignore[arg-type]


def direction(text: str) -> dict[str, str]:
    """What the typesetter must know of a paragraph written from right to left."""
    if len(RIGHT_TO_LEFT.findall(text)) <= len(LEFT_TO_RIGHT.findall(text)):
        return {}
    return {"lang": "he" if re.search(r"[\u0590-\u05ff]", text) else "ar"}


def printable(text: str, keep_lines: bool = False) -> str:
    """Without characters that no page can show; very long words may break."""
    text = UNPRINTABLE.sub("", text)
    if keep_lines:
        return text
    return LONG_WORD.sub(_breakable, re.sub(r"\s+", " ", text))


def _breakable(word: re.Match[str]) -> str:
    return re.sub(r"([/_.?&=\-]|[^/_.?&=\-]{24})(?=.)", "\\1\u200b", word.group())


def _is_image(piece: Inline | None) -> bool:
    return isinstance(piece, dict) and piece["k"] in {"img", "lost"}


def _linked(address: str, inside: list[Inline]) -> list[Inline]:
    """The link around its words; an image within it stands beside it."""
    text = [piece for piece in inside if not _is_image(piece)]
    images = [piece for piece in inside if _is_image(piece)]
    if not words(text).strip():
        text = [] if images else [printable(address)]
    return [{"k": "a", "to": address, "c": text}, *images] if text else images


def _body(html: str) -> HtmlElement:
    """A parsed fragment that never fails: text without tags included."""
    return markup.fragment_fromstring(html.replace("\x00", ""), create_parent="div")
