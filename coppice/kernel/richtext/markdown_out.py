"""Writes a text as Markdown, for the plain field without scripts, and for taking away."""

from collections.abc import Iterable
from itertools import pairwise

from coppice.kernel.richtext.markdown_words import line
from coppice.kernel.richtext.reading import read
from coppice.kernel.richtext.tree import Box, Cell, Leaf, Node, Run, Table, addressed


def to_markdown(html: str) -> str:
    """Underlining, raised and lowered letters, languages and merged cells have no Markdown and are left out."""
    return down(read(html))


def own_markdown(html: str) -> str:
    """The same without quotations, which are words of somebody else."""
    return down(unquoted(read(html)))


def unquoted(nodes: Iterable[Node]) -> list[Node]:
    """What a box is left with when quotations go; one that held nothing else goes with them."""
    kept: list[Node] = []
    for node in nodes:
        if not isinstance(node, Box):
            kept.append(node)
        elif node.tag != "blockquote" and (children := unquoted(node.children)):
            kept.append(Box(node.tag, node.attributes, children, node.block))
    return kept


def down(nodes: Iterable[Node]) -> str:
    return "\n\n".join(block for block in siblings(list(nodes)) if block)


def siblings(nodes: list[Node]) -> list[str]:
    """Lists that follow each other take turns with their signs, or they would become one."""
    written = [block(node) for node in nodes]
    other = False
    for index, (before, node) in enumerate(pairwise(nodes), start=1):
        follows = isinstance(before, Box) and isinstance(node, Box) and before.tag == node.tag
        other = follows and not other
        if isinstance(node, Box) and other:
            written[index] = box(node, other=True)
    return written


def block(node: Node) -> str:
    if isinstance(node, Table):
        return table(node)
    return box(node) if isinstance(node, Box) else leaf(node)


def leaf(node: Leaf) -> str:
    if node.tag == "hr":
        return "___"
    if node.tag == "pre":
        fence = fence_for(node.text)
        return f"{fence}\n{node.text}\n{fence}"
    if node.picture:
        return line([node.picture], title="".join(run.text for run in node.runs))
    if node.tag == "p":
        return line(node.runs, breaks=True)
    return f"{'#' * int(node.tag[1])} {line(node.runs)}"


def fence_for(code: str) -> str:
    fence = "```"
    while fence in code:
        fence += "`"
    return fence


def box(node: Box, *, other: bool = False) -> str:
    if node.tag == "blockquote":
        return "\n".join(("> " + row).rstrip() for row in down(node.children).split("\n"))
    tight = all(is_tight(item) for item in node.children)
    first = int(node.attributes.get("start", "1"))
    signs = {("ul", False): "-", ("ul", True): "*", ("ol", False): ".", ("ol", True): ")"}
    sign = signs[node.tag, other]
    items = [
        hung(item, sign if node.tag == "ul" else f"{number}{sign}", tight=tight)
        for number, item in enumerate(node.children, start=first)
    ]
    return ("\n" if tight else "\n\n").join(items)


def is_tight(item: Node) -> bool:
    """Whether an item is one line, perhaps with lists below it."""
    if not isinstance(item, Box):
        return False
    first, *rest = item.children
    return (
        isinstance(first, Leaf)
        and first.tag == "p"
        and len(rest) <= 1
        and all(isinstance(node, Box) and node.tag in ("ul", "ol") and "start" not in node.attributes for node in rest)
    )


def hung(item: Node, sign: str, *, tight: bool) -> str:
    children = siblings(item.children if isinstance(item, Box) else [item])
    indent = " " * (len(sign) + 1)
    rows = ("\n" if tight else "\n\n").join(children).split("\n")
    first, *rest = rows
    return "\n".join([f"{sign} {first}", *((indent + row).rstrip() if row.strip() else "" for row in rest)])


def table(node: Table) -> str:
    width = max(span(row) for row in node.rows)
    head = node.head[:1] or [[]]
    lines = [row_of(head[0], width), "|" + " --- |" * width]
    lines += [row_of(row, width) for row in node.head[1:] + node.body]
    caption = f"\n\nTable: {line(node.caption)}" if node.caption else ""
    return "\n".join(lines) + caption


def span(row: list[Cell]) -> int:
    return sum(int(cell.attributes.get("colspan", "1")) for cell in row)


def row_of(row: list[Cell], width: int) -> str:
    cells: list[str] = []
    for cell in row:
        cells += [in_cell(cell), *[""] * (int(cell.attributes.get("colspan", "1")) - 1)]
    cells += [""] * (width - len(cells))
    return "|" + "|".join(f" {cell} " for cell in cells) + "|"


def in_cell(cell: Cell) -> str:
    runs: list[Run] = []
    for found in addressed(cell.children):
        if isinstance(found, Leaf):
            runs += [Run(" ")] * bool(runs) + found.runs
    return line(runs, in_table=True)
