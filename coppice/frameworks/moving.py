"""What becomes of written sections when a portfolio changes its pathway, or moves to another version.

Sections are matched by id, so a section that was given another code or place is still the same section. Text is never
dropped: what the new pathway does not have is `kept aside`.
"""

from dataclasses import dataclass
from typing import Literal

from coppice.frameworks.framework import Framework
from coppice.frameworks.parts import Node, Placement


@dataclass(frozen=True, slots=True)
class Move:
    """`old` None: the section is new. `new` None: it is not asked for any more and is kept aside."""

    old: Node | None
    new: Placement | None
    kind: Literal["stays", "moves", "begins", "kept aside"]


def moves(old: Framework, old_pathway: str, new: Framework, new_pathway: str) -> tuple[Move, ...]:
    """First the sections of the new pathway in order, then those that are kept aside."""
    before = {placed.node.id: placed.node for placed in old.sections_for(old_pathway)}
    after = [_move(before.pop(placed.node.id, None), placed) for placed in new.sections_for(new_pathway)]
    return (*after, *(Move(node, None, "kept aside") for node in before.values()))


def _move(node: Node | None, placed: Placement) -> Move:
    if node is None:
        return Move(None, placed, "begins")
    return Move(node, placed, "stays" if node.code == placed.node.code else "moves")
