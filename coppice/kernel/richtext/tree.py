"""The shape of a text: leaves that hold words, boxes that hold leaves, tables."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple


class Mark(NamedTuple):
    """How a run of words is set; `value` is a link's address or a language."""

    tag: str
    value: str = ""


MARK_ORDER = {tag: rank for rank, tag in enumerate(("a", "span", "strong", "em", "u", "s", "sub", "sup", "code"))}


class Run(NamedTuple):
    """Words with the same marks (a line break is a newline), or one picture."""

    text: str
    marks: tuple[Mark, ...] = ()
    image: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Leaf:
    """A block that holds words itself: p, h2 to h4, pre, hr, or a figure with its caption."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)
    block: str = ""
    picture: Run | None = None

    @property
    def text(self) -> str:
        return "".join([run.text for run in self.runs])


@dataclass(slots=True)
class Box:
    """A block that holds blocks: blockquote, ul, ol, li; `block` is an address it brought along for its first leaf."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)
    block: str = ""


@dataclass(slots=True)
class Cell:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(block.text for block in addressed(self.children))


@dataclass(slots=True)
class Table:
    """One block, whatever its cells hold; cells are told apart by tabs, rows by newlines."""

    attributes: dict[str, str] = field(default_factory=dict)
    caption: list[Run] = field(default_factory=list)
    head: list[list[Cell]] = field(default_factory=list)
    body: list[list[Cell]] = field(default_factory=list)
    block: str = ""
    tag: str = "table"

    @property
    def rows(self) -> list[list[Cell]]:
        return self.head + self.body

    @property
    def text(self) -> str:
        caption = ["".join(run.text for run in self.caption)] if self.caption else []
        return "\n".join(caption + ["\t".join(cell.text for cell in row) for row in self.rows])


type Node = Leaf | Box | Table


def addressed(nodes: Iterable[Node]) -> Iterator[Leaf | Table]:
    """Every block that has an address of its own, in reading order."""
    for node, _ in placed(nodes):
        yield node


def placed(nodes: Iterable[Node], within: tuple[str, ...] = ()) -> Iterator[tuple[Leaf | Table, tuple[str, ...]]]:
    """The same, each with the boxes it stands in, outermost first."""
    for node in nodes:
        if isinstance(node, Box):
            yield from placed(node.children, (*within, node.tag))
        else:
            yield node, within
