"""Formatted text: cleaned once on its way in, then kept as HTML in which every block has an address.

A text is a run of blocks: paragraphs, headings (h2 to h4), pre, figures, tables and rules, which may stand in lists
and quotations. Each carries a `data-block` address of eight letters and digits that stays while the text is edited,
so that margin notes, comparisons and links to a passage find their place again. Everything but `clean` and the
Markdown readers expects a text that was cleaned before.
"""

from coppice.kernel.richtext.blocks import Block, blocks, fingerprint, plain
from coppice.kernel.richtext.cleaning import clean
from coppice.kernel.richtext.counting import word_count
from coppice.kernel.richtext.markdown_in import from_markdown, from_markdown_over
from coppice.kernel.richtext.markdown_out import own_markdown, to_markdown

__all__ = [
    "Block",
    "blocks",
    "clean",
    "fingerprint",
    "from_markdown",
    "from_markdown_over",
    "own_markdown",
    "plain",
    "to_markdown",
    "word_count",
]
