"""The one way into the database for formatted text."""

import nh3

from coppice.kernel.richtext.addressing import address
from coppice.kernel.richtext.reading import read
from coppice.kernel.richtext.taming import KEPT, KNOWN, tamed
from coppice.kernel.richtext.tree import Node
from coppice.kernel.richtext.writing import write

PARSER = nh3.Cleaner(
    tags=set(KNOWN),
    clean_content_tags={"script", "template", "iframe", "object", "noframes", "noembed"},
    attributes={"*": set(KEPT)},
    link_rel=None,
    url_schemes={"http", "https", "mailto"},
)


def clean(html: str) -> str:
    """Safe HTML in the one shape that is kept. Any text at all may come in; cleaning twice changes nothing."""
    return write(cleaned(html))


def cleaned(html: str) -> list[Node]:
    nodes = read(PARSER.clean(tamed(html)))
    address(nodes)
    return nodes
