"""A cleaned text seen as its blocks."""

from hashlib import sha256
from typing import NamedTuple

from coppice.kernel.richtext.reading import read
from coppice.kernel.richtext.tree import placed
from coppice.kernel.richtext.writing import written


class Block(NamedTuple):
    """One addressed block; `within` names the lists and quotations around it, outermost first.

    In `text` a line break is a newline, the cells of a table are parted by tabs and its rows by newlines, and
    a picture counts for nothing.
    """

    id: str
    tag: str
    text: str
    html: str
    within: tuple[str, ...] = ()


def blocks(html: str) -> list[Block]:
    return [Block(node.block, node.tag, node.text, written(node), within) for node, within in placed(read(html))]


def plain(html: str) -> str:
    """The words alone, a line between blocks."""
    return "\n\n".join(block.text for block in blocks(html) if block.text)


def fingerprint(html: str) -> str:
    """Tells one version of a cleaned text from another."""
    return sha256(html.encode()).hexdigest()[:16]
