"""An HTML page as elements, and as plain text. However deep and large, it costs little."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

type Element = html.HtmlElement

PAGE = re.compile(r"\s*(?:<!doctype html|<html[\s>])", re.IGNORECASE)
UNSEEN = {"script", "style", "head", "title", "meta", "link", "template"}
LINES = {
    *("p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "table", "ul", "ol", "blockquote", "section"),
    *("article", "header", "footer", "hr", "dl", "dt", "dd", "figure", "body", "address", "center"),
}
APART = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "blockquote", "hr"}
MOST_ELEMENTS = 50_000


def is_page(text: str) -> bool:
    return bool(PAGE.match(text))


def tree_of(text: str) -> Element | None:
    """The page as elements; nothing if there is none in it."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    for unseen in [one for one in elements(root) if one.tag in UNSEEN]:
        if unseen.getparent() is not None:
            unseen.drop_tree()
    return root


def elements(root: Element) -> Iterator[Element]:
    for number, element in enumerate(root.iter(etree.Element)):
        if number > MOST_ELEMENTS:
            return
        yield element


def in_lines(text: str) -> str:
    """The page as plain text: a line for each block, quotations with “>”. Deep nesting costs no more than flat."""
    root = tree_of(text)
    if root is None:
        return ""
    written = Written()
    for happens, element in etree.iterwalk(root, events=("start", "end")):
        if happens == "start":
            written.begin(element.tag)
            written.line += element.text or ""
        else:
            written.end(element.tag)
            written.line += element.tail or ""
    written.end_line()
    return "\n".join(written.lines).strip("\n")


class Written:
    """Plain text as it is written, line by line."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line = ""
        self.depth = 0

    def begin(self, tag: str) -> None:
        if tag in LINES:
            self.end_line(apart=tag in APART)
        self.depth += tag == "blockquote"

    def end(self, tag: str) -> None:
        if tag in LINES:
            self.end_line(apart=tag in APART)
        elif tag == "br":
            self.end_line(keep=True)
        elif tag in {"td", "th"}:
            self.line += " "
        self.depth -= tag == "blockquote"

    def end_line(self, *, apart: bool = False, keep: bool = False) -> None:
        """Write the line, be it empty if that is meant; and an empty one that sets a block apart."""
        words = " ".join(self.line.split())
        if words or keep:
            self.put(words)
        if apart and self.lines and self.lines[-1].strip("> "):
            self.put("")
        self.line = ""

    def put(self, words: str) -> None:
        self.lines.append(f"{'>' * min(self.depth, 8)} {words}".strip() if self.depth else words)
