"""The words of the leaf being read, and the marks in force."""

import re
from collections.abc import Callable

from coppice.kernel.richtext import pasted
from coppice.kernel.richtext.characters import collapsed, composed, scrubbed
from coppice.kernel.richtext.tree import MARK_ORDER, Leaf, Mark, Node, Run

LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
PICTURE = re.compile(r"(?:https?://[^/\s]+)?(/files/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/)")
SIZE = re.compile(r"[1-9][0-9]{0,4}")
UNBROKEN = frozenset({"h2", "h3", "h4", "pre", "caption", "figcaption"})

type Closer = Callable[[], None]


def nothing() -> None:
    return


class Words:
    """Fills one leaf after another; whoever reads the boxes says where a finished leaf goes."""

    def __init__(self) -> None:
        self.leaf: Leaf | None = None
        self.marks: tuple[Mark, ...] = ()
        self.marker: list[str] | None = None
        self.last_marker = ""

    def place(self, node: Node) -> None:
        raise NotImplementedError

    def text(self, data: str) -> None:
        if self.marker is not None:
            self.marker.append(data)
        elif self.leaf and self.leaf.tag == "pre":
            self.leaf.runs.append(Run(scrubbed(LINE_END.sub("\n", data))))
        else:
            self.add(Run(scrubbed(collapsed(data)), self.marks))

    def add(self, run: Run) -> None:
        if self.leaf is None:
            if not run.image and (not run.text or run.text.isspace()):
                return
            self.leaf = Leaf("p")
        self.leaf.runs.append(run)

    def line_break(self) -> None:
        if self.leaf and self.marker is None:
            self.leaf.runs.append(Run("\n", self.marks))

    def image(self, attributes: dict[str, str]) -> None:
        """A picture kept here; of any other only the words that stand for it."""
        alt = composed(collapsed(attributes.get("alt", ""))).strip()
        source = PICTURE.fullmatch(attributes.get("src", ""))
        if source and not (self.leaf and self.leaf.tag == "pre"):
            sizes = [(name, size) for name in ("width", "height") if SIZE.fullmatch(size := attributes.get(name, ""))]
            link = tuple(mark for mark in self.marks if mark.tag == "a")
            self.add(Run("", link, (("src", source[1]), ("alt", alt), *sizes)))
        elif alt and self.marker is None:
            self.add(Run(alt, self.marks))

    def open_mark(self, tag: str, attributes: dict[str, str]) -> Closer:
        if pasted.is_list_marker(attributes):
            self.marker = []
            return self.close_marker
        before = self.marks
        found = pasted.marks(tag, attributes)
        if not found:
            return nothing
        tags = {mark.tag for mark in found}
        kept = [mark for mark in before if mark.tag not in tags]
        self.marks = tuple(sorted(kept + found, key=lambda mark: MARK_ORDER[mark.tag]))

        def close() -> None:
            self.marks = before

        return close

    def close_marker(self) -> None:
        self.last_marker = "".join(self.marker or [])
        self.marker = None

    def in_unbroken(self) -> bool:
        """Whether a heading or caption is open, which a block inside it parts by a space but does not end."""
        if self.leaf is None or self.leaf.tag not in UNBROKEN:
            return False
        self.leaf.runs.append(Run("\n" if self.leaf.tag == "pre" else " "))
        return True

    def end_leaf(self) -> None:
        leaf, self.leaf = self.leaf, None
        if leaf is not None:
            self.place(leaf)

    def end_word_leaf(self, looks: dict[str, str]) -> None:
        """Ends a paragraph that came with a word processor's style, which may say that it is an item of a list."""
        leaf = self.leaf
        if leaf is not None and leaf.tag == "p":
            item = pasted.fake_item(looks, self.last_marker) or pasted.without_bullet(leaf, looks)
            if item:
                leaf.attributes["fake"] = f"{item.level}{'ol' if item.ordered else 'ul'}"
        self.end_leaf()
