"""Reads well-formed markup into a tree that holds only what a text may hold."""

import re
from html import unescape

from coppice.kernel.richtext import pasted
from coppice.kernel.richtext.characters import scrubbed
from coppice.kernel.richtext.settling import settled
from coppice.kernel.richtext.taming import MARKS
from coppice.kernel.richtext.tree import Box, Cell, Leaf, Node, Table
from coppice.kernel.richtext.words import Closer, Words, nothing

TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\s[^<>\"]+=\"[^\"]*\")*)\s*/?>|([^<]+)", re.IGNORECASE)
ATTRIBUTE = re.compile(r"([a-z-]+)=\"([^\"]*)\"", re.IGNORECASE)
HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
LEAVES = HEADINGS | {tag: tag for tag in ("p", "pre", "caption", "figcaption")}
SCOPES = frozenset({"col", "row", "colgroup", "rowgroup"})
DEEPEST = 8


def read(html: str) -> list[Node]:
    reader = Reader()
    for end, tag, attributes, text in TOKEN.findall(html):
        if text:
            reader.text(unescape(text) if "&" in text else text)
        elif end:
            reader.close()
        else:
            reader.open(tag.lower(), parsed(attributes) if attributes else {})
    reader.end_leaf()
    return settled(reader.root.children)


def parsed(attributes: str) -> dict[str, str]:
    return {name.lower(): scrubbed(unescape(value)) for name, value in ATTRIBUTE.findall(attributes)}


def own(attributes: dict[str, str]) -> dict[str, str]:
    """The language and direction, if they are ones."""
    found = {}
    if pasted.LANGUAGE.fullmatch(lang := attributes.get("lang", "")) and "mso-" not in attributes.get("style", ""):
        found["lang"] = lang
    if (direction := attributes.get("dir", "").lower()) in ("ltr", "rtl", "auto"):
        found["dir"] = direction
    return found


def number(attributes: dict[str, str], name: str, most: int) -> dict[str, str]:
    """A whole number above one; one is what it is without being said."""
    value = attributes.get(name, "")
    good = value.isascii() and value.isdigit() and len(value) < 6 and 1 < int(value) <= most
    return {name: str(int(value))} if good else {}


class Reader(Words):
    """Keeps the open boxes; every open tag leaves behind what its end will do."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Box("root")
        self.boxes: list[Box | Cell | Table] = [self.root]
        self.closers: list[Closer] = []
        self.in_head = False

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "br":
            self.line_break()
        elif tag == "img":
            self.image(attributes)
        elif tag == "hr":
            self.rule(attributes)
        elif self.marker is not None:
            self.closers.append(nothing)
        else:
            self.closers.append(self.opened(tag, attributes))

    def opened(self, tag: str, attributes: dict[str, str]) -> Closer:
        if tag in MARKS:
            return self.open_mark(tag, attributes)
        if self.in_unbroken():
            return nothing
        if tag in LEAVES:
            return self.open_leaf(LEAVES[tag], attributes)
        self.end_leaf()
        match tag:
            case "ul" | "ol" | "blockquote" | "figure":
                return self.open_box(tag, attributes)
            case "li":
                return self.open_item(attributes)
            case "table" | "thead" | "tr" | "td" | "th":
                return self.open_table_part(tag, attributes)
        return self.end_leaf

    def close(self) -> None:
        if self.closers:
            self.closers.pop()()

    def rule(self, attributes: dict[str, str]) -> None:
        if not self.in_unbroken():
            self.end_leaf()
            if not self.is_within_cell():
                self.place(Leaf("hr", own(attributes), block=attributes.get("data-block", "")))

    def open_leaf(self, tag: str, attributes: dict[str, str]) -> Closer:
        self.end_leaf()
        if tag == "caption":
            return self.open_caption()
        if tag in HEADINGS and self.boxes[-1].tag in ("ul", "ol", "li", "td", "th"):
            tag = "p"
        if tag == "p" and pasted.is_title(attributes):
            tag = "h2"
        self.leaf = Leaf(tag, own(attributes), block=attributes.get("data-block", ""))
        self.last_marker = ""
        looks: dict[str, str] = {name: attributes[name] for name in ("style", "class") if name in attributes}
        return (lambda: self.end_word_leaf(looks)) if looks else self.end_leaf

    def open_caption(self) -> Closer:
        leaf = self.leaf = Leaf("caption")

        def close() -> None:
            self.leaf = None
            if isinstance(table := self.boxes[-1], Table):
                table.caption += leaf.runs
            else:
                self.place(leaf)

        return close

    def place(self, node: Node) -> None:
        """Puts a block where the text stands; directly within a list that means into an item."""
        top = next(box for box in reversed(self.boxes) if not isinstance(box, Table))
        if top.tag in ("ul", "ol"):
            if not top.children or isinstance(node, Leaf):
                top.children.append(Box("li"))
            if isinstance(item := top.children[-1], Box):
                top = item
        top.children.append(node)

    def enter(self, box: Box | Table | Cell) -> Closer:
        depth = len(self.boxes)
        self.boxes.append(box)

        def leave() -> None:
            self.end_leaf()
            del self.boxes[depth:]

        return leave

    def is_within_cell(self) -> bool:
        return any(isinstance(box, Cell) for box in self.boxes)

    def open_box(self, tag: str, attributes: dict[str, str]) -> Closer:
        depth = sum(not isinstance(box, Cell) and box.tag != "li" for box in self.boxes)
        if depth > DEEPEST or (tag in ("blockquote", "figure") and self.is_within_cell()):
            return self.end_leaf
        start = number(attributes, "start", 9999) if tag == "ol" else {}
        box = Box(tag, own(attributes) | start, block=attributes.get("data-block", ""))
        self.place(box)
        return self.enter(box)

    def open_item(self, attributes: dict[str, str]) -> Closer:
        top = self.boxes[-1]
        if isinstance(top, Table) or top.tag not in ("ul", "ol"):
            return self.end_leaf
        item = Box("li", own(attributes), block=attributes.get("data-block", ""))
        top.children.append(item)
        return self.enter(item)

    def open_table_part(self, tag: str, attributes: dict[str, str]) -> Closer:
        table = self.boxes[-1]
        if tag == "table":
            return self.open_table(attributes)
        if not isinstance(table, Table):
            return self.end_leaf
        if tag == "thead":
            self.in_head = True
            return self.leave_head
        rows = table.head if self.in_head else table.body
        if tag == "tr":
            rows.append([])
            return nothing
        return self.open_cell(tag, attributes, rows)

    def leave_head(self) -> None:
        self.in_head = False

    def open_table(self, attributes: dict[str, str]) -> Closer:
        if self.is_within_cell():
            return self.end_leaf
        table = Table(own(attributes), block=attributes.get("data-block", ""))
        self.place(table)
        return self.enter(table)

    def open_cell(self, tag: str, attributes: dict[str, str], rows: list[list[Cell]]) -> Closer:
        spans = number(attributes, "colspan", 100) | number(attributes, "rowspan", 1000)
        scope = attributes.get("scope", "")
        cell = Cell(tag, own(attributes) | spans | ({"scope": scope} if tag == "th" and scope in SCOPES else {}))
        if not rows:
            rows.append([])
        rows[-1].append(cell)
        return self.enter(cell)
