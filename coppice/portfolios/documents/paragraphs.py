"""Every paragraph that a Word or OpenDocument file says anywhere, also where pandoc does not look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
CONTENTS = f"{TEXT}table-of-content"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a format writes: which elements are paragraphs, which of their parts hold words (none named: all of them)
    or stand for a gap, which attributes are words too, and what is not a part of the text as it stands."""

    paragraphs: frozenset[str]
    words: frozenset[str]
    gaps: frozenset[str]
    attributes: Mapping[str, tuple[str, ...]]
    without: frozenset[str]


WORD = Manner(
    frozenset({f"{W}p", f"{A}p"}),
    frozenset({f"{W}t", f"{A}t"}),
    frozenset({f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen", f"{W}sym", f"{A}br"}),
    {
        f"{WP}docPr": ("descr", "title"),
        f"{V}textpath": ("string",),
        **{f"{V}{shape}": ("alt",) for shape in ("shape", "rect", "roundrect", "oval", "group", "line", "polyline")},
    },
    frozenset({f"{W}del", f"{W}moveFrom", FALLBACK}),
)
OPEN_DOCUMENT = Manner(
    frozenset({f"{TEXT}p", f"{TEXT}h", f"{SVG}title", f"{SVG}desc"}),
    frozenset(),
    frozenset({f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"}),
    {f"{TEXT}hidden-text": (f"{TEXT}string-value",)},
    frozenset({CONTENTS, f"{OFFICE}annotation", f"{TEXT}tracked-changes", f"{TEXT}note-citation"})
    | {f"{TEXT}{kind}-source" for kind in ("bibliography", "user-index", "alphabetical-index")}
    | {f"{TEXT}{kind}-source" for kind in ("illustration-index", "table-index", "object-index")},
)


def paragraphs(root: etree._Element | None, manner: Manner) -> Iterator[str]:
    """Each by itself, also one that hangs on another, such as a text box; one that ends first comes first."""
    if root is None:
        return
    open_ones: list[list[str]] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = str(element.tag)
        if event == "start":
            yield from filter(None, (element.get(name) for name in manner.attributes.get(tag, ())))
            if tag in manner.without:
                walker.skip_subtree()
            elif tag in manner.paragraphs:
                open_ones.append([])
            if open_ones:
                open_ones[-1].append(_words(element, tag, manner))
            continue
        if tag in manner.paragraphs:
            yield "".join(open_ones.pop())
        if open_ones and not manner.words:
            open_ones[-1].append(element.tail or "")


def _words(element: etree._Element, tag: str, manner: Manner) -> str:
    if tag in manner.gaps:
        return " "
    holds = not manner.words or tag in manner.words
    return (element.text or "") if holds and tag not in manner.without else ""
