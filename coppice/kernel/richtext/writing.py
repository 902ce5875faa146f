"""Writes a tree as HTML: the only place where a text's markup is made."""

from collections.abc import Iterable

from coppice.kernel.richtext.tree import Box, Cell, Leaf, Mark, Node, Run, Table


def write(nodes: Iterable[Node]) -> str:
    return "".join([written(node) for node in nodes])


def written(node: Node) -> str:
    if isinstance(node, Table):
        return table(node)
    if isinstance(node, Box):
        return f"<{node.tag}{pairs(node.attributes)}>{write(node.children)}</{node.tag}>"
    return leaf(node)


def leaf(node: Leaf) -> str:
    start = f"<{node.tag}{address(node.block)}{pairs(node.attributes)}>"
    if node.tag == "hr":
        return start
    if node.tag == "pre":
        return f"{start}<code>{escaped(node.text)}</code></pre>"
    if node.picture:
        caption = f"<figcaption>{inline(node.runs)}</figcaption>" if node.runs else ""
        return f"{start}{inline([node.picture])}{caption}</figure>"
    return f"{start}{inline(node.runs)}</{node.tag}>"


def table(node: Table) -> str:
    caption = f"<caption>{inline(node.caption)}</caption>" if node.caption else ""
    head = f"<thead>{rows(node.head)}</thead>" if node.head else ""
    body = f"<tbody>{rows(node.body)}</tbody>" if node.body else ""
    return f"<table{address(node.block)}{pairs(node.attributes)}>{caption}{head}{body}</table>"


def rows(lines: Iterable[list[Cell]]) -> str:
    return "".join([f"<tr>{''.join([written_cell(cell) for cell in line])}</tr>" for line in lines])


def written_cell(cell: Cell) -> str:
    return f"<{cell.tag}{pairs(cell.attributes)}>{cell_content(cell.children)}</{cell.tag}>"


def cell_content(children: list[Node]) -> str:
    """One plain paragraph stands in its cell without being called one."""
    if len(children) == 1 and isinstance(only := children[0], Leaf) and only.tag == "p" and not only.attributes:
        return inline(only.runs)
    return write(children)


def inline(runs: Iterable[Run]) -> str:
    parts: list[str] = []
    open_marks: tuple[Mark, ...] = ()
    for run in runs:
        if run.marks != open_marks:
            parts.append(turn(open_marks, run.marks))
            open_marks = run.marks
        parts.append(f"<img{pairs(dict(run.image))}>" if run.image else escaped(run.text).replace("\n", "<br>"))
    parts.append(turn(open_marks, ()))
    return "".join(parts)


def turn(before: tuple[Mark, ...], after: tuple[Mark, ...]) -> str:
    """Ends the marks that end here and starts those that start."""
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    ends = "".join([f"</{mark.tag}>" for mark in reversed(before[same:])])
    return ends + "".join([start(mark) for mark in after[same:]])


def start(mark: Mark) -> str:
    if mark.tag == "a":
        return f'<a href="{quoted(mark.value)}" rel="noopener noreferrer">'
    return f'<span lang="{mark.value}">' if mark.tag == "span" else f"<{mark.tag}>"


def address(block: str) -> str:
    return f' data-block="{block}"' if block else ""


def pairs(attributes: dict[str, str]) -> str:
    return "".join([f' {name}="{quoted(value)}"' for name, value in attributes.items()])


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str) -> str:
    return escaped(text).replace('"', "&quot;")
