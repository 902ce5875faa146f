"""A cleaned text seen as its blocks."""

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from coppice.kernel.richtext.reading import read
from coppice.kernel.richtext.tree import placed
from coppice.kernel.richtext.writing import written

LONGEST_REMEMBERED = 50_000


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
    """In the order of reading. The newest texts are remembered, since a page asks for the blocks of one text often."""
    return list(remembered(html) if len(html) < LONGEST_REMEMBERED else seen(html))


def seen(html: str) -> Iterator[Block]:
    for node, within in placed(read(html)):
        yield Block(node.block, node.tag, node.text, written(node), within)


@lru_cache(maxsize=128)
def remembered(html: str) -> tuple[Block, ...]:
    return tuple(seen(html))


def plain(html: str) -> str:
    """The words alone, a line between blocks."""
    return "\n\n".join(block.text for block in blocks(html) if block.text)


def fingerprint(html: str) -> str:
    """Tells one version of a cleaned text from another."""
    return sha256(html.encode()).hexdigest()[:16]
