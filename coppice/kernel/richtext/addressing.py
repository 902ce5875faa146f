"""Gives every block an address that stays: the one it brings if it is good and still free, else a fresh one."""

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b

from coppice.kernel.richtext.tree import Leaf, Node, Table, addressed

ADDRESS = re.compile(r"[a-z0-9]{8}")
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def address(nodes: Iterable[Node]) -> None:
    """Where two blocks bring the same address (a paragraph was split or copied), the first keeps it."""
    blocks = list(addressed(nodes))
    taken = {block.block for block in blocks if ADDRESS.fullmatch(block.block)}
    kept: set[str] = set()
    tries: Counter[str] = Counter()
    for block in blocks:
        if block.block in kept or block.block not in taken:
            block.block = fresh(block, taken, tries)
            taken.add(block.block)
        kept.add(block.block)


def fresh(block: Leaf | Table, taken: set[str], tries: Counter[str]) -> str:
    """Drawn from the words, so that the same text cleaned twice gets the same addresses."""
    words = f"{block.tag}\0{block.text}"
    while True:
        tries[words] += 1
        if (found := drawn(f"{words}\0{tries[words]}")) not in taken:
            return found


def drawn(seed: str) -> str:
    number = int.from_bytes(blake2b(seed.encode(), digest_size=8).digest())
    letters = []
    for _ in range(8):
        number, digit = divmod(number, 36)
        letters.append(DIGITS[digit])
    return "".join(letters)
