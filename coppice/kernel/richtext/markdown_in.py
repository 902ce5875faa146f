"""Reads Markdown into a cleaned text, alone or laid over the text it was made from."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from coppice.kernel.richtext.addressing import address
from coppice.kernel.richtext.markdown_out import down
from coppice.kernel.richtext.markdown_parser import up
from coppice.kernel.richtext.reading import read
from coppice.kernel.richtext.tree import Box, Leaf, Node, Table, addressed
from coppice.kernel.richtext.writing import write, written

ALIKE = 0.5
MOST_PAIRS = 2000

type Addressed = Leaf | Table


def from_markdown(text: str) -> str:
    nodes = up(text)
    address(nodes)
    return write(read(write(nodes)))


def from_markdown_over(old_html: str, text: str) -> str:
    """Blocks that the Markdown leaves as they were keep their HTML and address; changed ones keep their address."""
    old, new = read(old_html), up(text)
    seen = up(down(old))
    if len(seen) == len(old):
        new = laid_over(old, [bare(node) for node in seen], new)
    else:
        lay_blocks_over(old, new)
    address(new)
    return write(read(write(new)))


def laid_over(old: list[Node], seen: list[str], new: list[Node]) -> list[Node]:
    """`seen` is each old block as its own Markdown would bring it back: what an untouched block looks like."""
    done: list[Node] = []
    for what, start, end, new_start, new_end in aligned(seen, [bare(node) for node in new]):
        if what == "equal":
            done += old[start:end]
        else:
            lay_blocks_over(old[start:end], new[new_start:new_end])
            done += new[new_start:new_end]
    return done


def lay_blocks_over(old: Sequence[Node], new: Sequence[Node]) -> None:
    before, after = list(addressed(old)), list(addressed(new))
    seen = list(addressed(up(down(old))))
    if len(seen) != len(before):
        seen = before
    pairs = aligned([bare(block) for block in seen], [bare(block) for block in after])
    for what, start, end, new_start, new_end in pairs:
        if what == "equal":
            for source, target in zip(before[start:end], after[new_start:new_end], strict=True):
                restore(source, target)
        elif what == "replace":
            hand_on_addresses(before[start:end], after[new_start:new_end])


def aligned(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    return [*SequenceMatcher(None, old, new, autojunk=len(old) > MOST_PAIRS).get_opcodes()]


def bare(node: Node) -> str:
    """A block's HTML without addresses."""
    if isinstance(node, Box):
        return f"<{node.tag} {node.attributes.get('start', '')}>{''.join(bare(child) for child in node.children)}</>"
    address, node.block = node.block, ""
    html = written(node)
    node.block = address
    return html


def restore(source: Addressed, target: Addressed) -> None:
    """Gives a block back what Markdown could not carry."""
    target.block, target.attributes = source.block, source.attributes
    if isinstance(source, Leaf) and isinstance(target, Leaf):
        target.runs, target.picture = source.runs, source.picture
    elif isinstance(source, Table) and isinstance(target, Table):
        target.caption, target.head, target.body = source.caption, source.head, source.body


def hand_on_addresses(old: list[Addressed], new: list[Addressed]) -> None:
    """A rewritten block is still the same block if half of its words are."""
    if len(old) * len(new) > MOST_PAIRS:
        return
    free = list(old)
    for block in new:
        words = block.text.split()
        scored = [(SequenceMatcher(None, other.text.split(), words).ratio(), -i) for i, other in enumerate(free)]
        score, place = max(scored, default=(0.0, 0))
        if score >= ALIKE or (len(old) == len(new) == 1):
            block.block = free.pop(-place).block
