"""Markdown read into a tree: CommonMark with tables and struck words, and no HTML."""

import re
from collections.abc import Sequence
from html import escape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from coppice.kernel.richtext.characters import encodable
from coppice.kernel.richtext.cleaning import PARSER
from coppice.kernel.richtext.reading import read
from coppice.kernel.richtext.taming import tamed
from coppice.kernel.richtext.tree import Box, Leaf, Node, Run, Table

CAPTION = re.compile(r"Table: ?")


def image(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    """A picture with a title is a figure with a caption."""
    token = tokens[index]
    alt = renderer.renderInlineAsText(token.children, options, env)
    written = f'<img src="{escape(str(token.attrs.get("src", "")))}" alt="{escape(alt)}">'
    title = token.attrs.get("title")
    return f"<figure>{written}<figcaption>{escape(str(title))}</figcaption></figure>" if title else written


def same(url: str) -> str:
    return url


def made() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    markdown.normalizeLink = same  # type: ignore[method-assign]
    markdown.add_render_rule("image", image)
    return markdown


MARKDOWN = made()


def up(text: str) -> list[Node]:
    """The tree of a Markdown text, its blocks still without addresses."""
    html = MARKDOWN.render(encodable(text).replace("\0", ""))
    nodes = read(PARSER.clean(tamed(html)))
    return with_captions(nodes)


def with_captions(nodes: list[Node]) -> list[Node]:
    """A paragraph "Table: …" below a table is its caption; an empty first row is no heading."""
    done: list[Node] = []
    for node in nodes:
        above = done[-1] if done else None
        if isinstance(node, Box):
            node.children = with_captions(node.children)
        if isinstance(node, Table) and not any(cell.children for row in node.head for cell in row) and node.body:
            node.head = []
        if isinstance(node, Leaf) and isinstance(above, Table) and is_caption(node) and not above.caption:
            first = node.runs[0]
            above.caption = [first._replace(text=CAPTION.sub("", first.text, count=1)), *node.runs[1:]]
            continue
        done.append(node)
    return done


def is_caption(leaf: Leaf) -> bool:
    return leaf.tag == "p" and bool(CAPTION.match(leaf.runs[0].text)) and len(leaf.text) > len("Table: ")


def inline_runs(text: str) -> list[Run]:
    """The words of a Markdown text that is one paragraph or one figure; nothing if it is anything else."""
    nodes = read(MARKDOWN.render(text))
    if len(nodes) != 1 or not isinstance(only := nodes[0], Leaf) or only.tag not in ("p", "figure"):
        return []
    return [only.picture] if only.picture else only.runs
