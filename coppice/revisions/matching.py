"""Which block of one text is which of another."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coppice.kernel.richtext.tree import Leaf, Table

ALIKE = 0.5
MOST_TRIES = 20_000
PROSE = frozenset({"p", "h2", "h3", "h4"})

type Node = Leaf | Table


class Pair(NamedTuple):
    """Places in the older and newer text; without one of them the block was added or removed."""

    old: int | None
    new: int | None
    is_moved: bool = False


def matched(old: Sequence[Node], new: Sequence[Node]) -> list[Pair]:
    """Every block once, in the order of the newer text, removed ones where they had been."""
    partner = by_address(old, new)
    add_equal(old, new, partner)
    add_alike(old, new, partner)
    steady = in_order(partner)
    return list(laid_out(len(old), len(new), partner, steady))


def by_address(old: Sequence[Node], new: Sequence[Node]) -> dict[int, int]:
    """Place in the newer text to place in the older."""
    places = {node.block: place for place, node in enumerate(old)}
    return {
        place: places[node.block]
        for place, node in enumerate(new)
        if node.block in places and are_kin(old[places[node.block]].tag, node.tag)
    }


def are_kin(tag: str, other: str) -> bool:
    """A paragraph may become a heading and stay itself; a table may not become a rule."""
    return tag == other or {tag, other} <= PROSE


def add_equal(old: Sequence[Node], new: Sequence[Node], partner: dict[int, int]) -> None:
    """Blocks that lost their address but not a word."""
    free: dict[tuple[str, str], list[int]] = defaultdict(list)
    taken = set(partner.values())
    for place in reversed(range(len(old))):
        if place not in taken:
            free[old[place].tag, old[place].text].append(place)
    for place, node in enumerate(new):
        if place not in partner and (places := free.get((node.tag, node.text))):
            partner[place] = places.pop()


def add_alike(old: Sequence[Node], new: Sequence[Node], partner: dict[int, int]) -> None:
    """Blocks that share half of their words."""
    taken = set(partner.values())
    free = {place: Counter(old[place].text.split()) for place in range(len(old)) if place not in taken}
    tries = 0
    for place, node in enumerate(new):
        if place in partner or not free:
            continue
        words = Counter(node.text.split())
        tries += len(free)
        if tries > MOST_TRIES:
            return
        score, _, best = max((alike(words, other), -abs(place - at), at) for at, other in free.items())
        if score >= ALIKE and old[best].tag == node.tag:
            partner[place] = best
            del free[best]


def alike(some: Counter[str], other: Counter[str]) -> float:
    both = some.total() + other.total()
    return 2 * (some & other).total() / both if both else 0.0


def in_order(partner: dict[int, int]) -> set[int]:
    """The most places in the newer text whose blocks stand in the same order in both (longest increasing run)."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for new, old in sorted(partner.items()):
        at = bisect_left(tails, old)
        tails[at : at + 1], ends[at : at + 1] = [old], [new]
        before[new] = ends[at - 1] if at else None
    steady: set[int] = set()
    place: int | None = ends[-1] if ends else None
    while place is not None:
        steady.add(place)
        place = before[place]
    return steady


def laid_out(olds: int, news: int, partner: dict[int, int], steady: set[int]) -> Iterator[Pair]:
    gone = set(range(olds)) - set(partner.values())
    reached = 0
    for place in range(news):
        if place in steady:
            yield from (Pair(old, None) for old in range(reached, partner[place]) if old in gone)
            reached = partner[place]
        yield Pair(partner.get(place), place, is_moved=place in partner and place not in steady)
    yield from (Pair(old, None) for old in range(reached, olds) if old in gone)
