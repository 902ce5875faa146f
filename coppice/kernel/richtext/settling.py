"""Settles a tree that was just read: white space, empty blocks, pictures, lists that were only typed."""

import re
from collections.abc import Iterable

from coppice.kernel.richtext.characters import EDGES, composed, is_blank
from coppice.kernel.richtext.tree import Box, Leaf, Node, Run, Table

SPACES = re.compile(" {2,}")
LINE_BREAK = re.compile(" ?\n ?")
PARAGRAPH_BREAK = re.compile(r"\n{2,}")


def settled(nodes: Iterable[Node], *, in_cell: bool = False) -> list[Node]:
    """The same text in the one shape that is kept: settling twice changes nothing."""
    done: list[Node] = []
    for node in nodes:
        if isinstance(node, Leaf):
            done += settled_leaf(node, in_cell=in_cell)
        elif isinstance(node, Box):
            done += settled_box(node, in_cell=in_cell)
        else:
            done += settled_table(node)
    return with_real_lists(done) if any(fake(node) for node in done) else done


def settled_leaf(leaf: Leaf, *, in_cell: bool) -> list[Node]:
    if leaf.tag == "hr":
        return [leaf]
    if leaf.tag == "pre":
        code = composed(leaf.text).strip("\n")
        leaf.runs = [Run(code)]
        return [leaf] if not is_blank(code) else []
    if leaf.tag in ("caption", "figcaption"):
        leaf.tag = "p"
    leaf.runs = tidy(leaf.runs)
    if leaf.tag != "p":
        return [leaf] if any(not is_blank(run.text) or run.image for run in leaf.runs) else []
    return [block for part in paragraphs(leaf) for block in with_figures(part, in_cell=in_cell)]


def tidy(runs: Iterable[Run]) -> list[Run]:
    """One space between words, none at the edges or beside a line break, neighbours with the same marks joined."""
    done: list[Run] = []
    for run in joined(run for run in runs if run.image or run.text):
        text = LINE_BREAK.sub("\n", SPACES.sub(" ", run.text))
        if not done or done[-1].text.endswith((" ", "\n")):
            text = text.lstrip(" ") if done else text.lstrip(EDGES)
        if text.startswith("\n"):
            trim_end(done, " ")
        if text or run.image:
            done.append(run._replace(text=composed(text), marks=run.marks if not text.isspace() else ()))
    trim_end(done, EDGES)
    return joined(done)


def trim_end(runs: list[Run], unwanted: str) -> None:
    while runs and not runs[-1].image:
        text = runs[-1].text.rstrip(unwanted)
        if text:
            runs[-1] = runs[-1]._replace(text=text)
            return
        runs.pop()


def joined(runs: Iterable[Run]) -> list[Run]:
    done: list[Run] = []
    parts: list[str] = []
    for run in runs:
        if done and done[-1].marks == run.marks and not run.image and not done[-1].image:
            parts.append(run.text)
            continue
        close(done, parts)
        done.append(run)
        parts = [run.text]
    close(done, parts)
    return done


def close(runs: list[Run], parts: list[str]) -> None:
    if len(parts) > 1:
        runs[-1] = runs[-1]._replace(text="".join(parts))


def paragraphs(leaf: Leaf) -> list[Leaf]:
    """Two line breaks in a row are how some say: a new paragraph."""
    if not PARAGRAPH_BREAK.search(leaf.text):
        return [leaf]
    parts: list[list[Run]] = [[]]
    for run in leaf.runs:
        first, *rest = PARAGRAPH_BREAK.split(run.text)
        parts[-1].append(run._replace(text=first))
        parts += [[run._replace(text=text)] for text in rest]
    return [
        Leaf("p", dict(leaf.attributes), tidy(part), leaf.block if index == 0 else "")
        for index, part in enumerate(parts)
    ]


def with_figures(leaf: Leaf, *, in_cell: bool) -> list[Node]:
    """Pictures alone in a paragraph are figures; an empty paragraph is nothing."""
    pictures = [run for run in leaf.runs if run.image]
    if any(not is_blank(run.text) for run in leaf.runs if not run.image):
        return [leaf]
    if in_cell:
        return [leaf] if pictures else []
    return [
        Leaf("figure", dict(leaf.attributes), block=leaf.block if index == 0 else "", picture=picture)
        for index, picture in enumerate(pictures)
    ]


def settled_box(box: Box, *, in_cell: bool) -> list[Node]:
    if box.tag == "figure":
        return settled_figure(box)
    box.children = settled(box.children, in_cell=in_cell)
    if not box.children:
        return []
    first = box.children[0]
    if box.tag == "li" and isinstance(first, Leaf) and not first.block:
        first.block = box.block
    return [box]


def settled_figure(box: Box) -> list[Node]:
    """One picture with its caption; a figure around anything else gives its blocks back."""
    captions = [node for node in box.children if isinstance(node, Leaf) and node.tag == "figcaption"]
    rest = settled(node for node in box.children if not (isinstance(node, Leaf) and node.tag == "figcaption"))
    runs = tidy(run for leaf in captions for run in [*leaf.runs, Run(" ")] if not run.image)
    pictures = [node for node in rest if isinstance(node, Leaf) and node.tag == "figure"]
    if not pictures or any(not is_blank(node.text) for node in pictures):
        return rest + settled(captions)
    last = pictures[-1]
    last.runs = runs
    if len(rest) == 1:
        last.attributes, last.block = box.attributes, box.block or last.block
    return rest


def settled_table(table: Table) -> list[Node]:
    table.caption = tidy(run for run in table.caption if not run.image)
    table.head = [row for row in table.head if row]
    table.body = [row for row in table.body if row]
    for row in table.rows:
        for cell in row:
            cell.children = settled(cell.children, in_cell=True)
    if table.rows:
        return [table]
    return settled([Leaf("p", table.attributes, table.caption, table.block)])


def fake(node: Node) -> str:
    return node.attributes.get("fake", "") if isinstance(node, Leaf) else ""


def with_real_lists(nodes: list[Node]) -> list[Node]:
    """Paragraphs that pretend to be items become items of lists, as deep as they say."""
    done: list[Node] = []
    open_lists: list[tuple[int, Box]] = []
    for node in nodes:
        if not isinstance(node, Leaf) or not (look := node.attributes.pop("fake", "")):
            open_lists = []
            done.append(node)
            continue
        level, tag = int(look[0]), look[1:]
        while open_lists and open_lists[-1][0] > level:
            open_lists.pop()
        hang(node, level, tag, open_lists, done)
    return done


def hang(leaf: Leaf, level: int, tag: str, open_lists: list[tuple[int, Box]], done: list[Node]) -> None:
    """Hangs one item into the innermost open list of its level, or opens a list for it."""
    if open_lists and open_lists[-1][0] == level and open_lists[-1][1].tag != tag:
        open_lists.pop()
    if not open_lists or open_lists[-1][0] < level:
        box = Box(tag)
        parent = open_lists[-1][1].children[-1] if open_lists else None
        (parent.children if isinstance(parent, Box) else done).append(box)
        open_lists.append((level, box))
    open_lists[-1][1].children.append(Box("li", children=[leaf]))
