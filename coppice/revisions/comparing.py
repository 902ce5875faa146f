"""What changed between two texts, in words, ready to be shown.

Blocks are matched by their addresses, then by their words; within a block that changed, words are.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from coppice.kernel.richtext.reading import read
from coppice.kernel.richtext.tree import placed
from coppice.kernel.richtext.writing import written
from coppice.revisions.matching import Node, Pair, matched
from coppice.revisions.wording import Wording, worded, words_in, wrapped

LONG = 60

RESTYLED = gettext_noop("No words changed, but how they are set or ordered in {passages}")


@dataclass(frozen=True, slots=True)
class Change:
    """A passage: same, changed, restyled, moved, added or removed. Its HTML is safe, with `ins` and `del` in it."""

    kind: str
    html: str
    words: int = 0
    added: int = 0
    removed: int = 0

    @property
    def is_same(self) -> bool:
        return self.kind == "same"

    @property
    def is_long(self) -> bool:
        """Whether an unchanged passage is better folded away."""
        return self.is_same and self.words > LONG


@dataclass(frozen=True)
class Comparison:
    """The passages in the order of the newer text, those removed where they had been."""

    changes: list[Change] = field(default_factory=list)

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    @property
    def added(self) -> int:
        return sum(change.added for change in self.changes)

    @property
    def removed(self) -> int:
        return sum(change.removed for change in self.changes)

    @property
    def passages(self) -> int:
        return sum(not change.is_same for change in self.changes)

    @property
    def summary(self) -> str:
        """For instance "12 words added, 3 removed in 2 passages"."""
        if not self.passages:
            return _("Nothing changed")
        passages = ngettext("{n} passage", "{n} passages", self.passages).format(n=self.passages)
        if self.added and self.removed:
            said = _("{added} added, {removed} removed in {passages}")
        elif self.added:
            said = _("{added} added in {passages}")
        else:
            said = _("{words} removed in {passages}") if self.removed else _(RESTYLED)
        words = words_counted(self.removed)
        return said.format(added=words_counted(self.added), removed=self.removed, words=words, passages=passages)


def words_counted(number: int) -> str:
    return ngettext("{n} word", "{n} words", number).format(n=number)


def compare(old: str, new: str) -> Comparison:
    """Two cleaned texts, in time proportional to their length, more only where they differ, and never without end."""
    before, after = list(placed(read(old))), list(placed(read(new)))
    pairs = matched([node for node, within in before], [node for node, within in after])
    changes = [change(pair, before, after) for pair in pairs]
    return Comparison(list(folded(changes)))


type Placed = tuple[Node, tuple[str, ...]]


def change(pair: Pair, before: Sequence[Placed], after: Sequence[Placed]) -> Change:
    if pair.new is None and pair.old is not None:
        node, within = before[pair.old]
        return whole(node, within, "removed", "del")
    assert pair.new is not None
    node, within = after[pair.new]
    if pair.old is None:
        return whole(node, within, "added", "ins")
    return within_block(before[pair.old][0], node, within, is_moved=pair.is_moved)


def whole(node: Node, within: tuple[str, ...], kind: str, tag: str) -> Change:
    words = words_in(node.text)
    html = boxed(wrapped(tag, bare(node)), within)
    return Change(kind, html, words, added=words if tag == "ins" else 0, removed=words if tag == "del" else 0)


def within_block(old: Node, new: Node, within: tuple[str, ...], *, is_moved: bool) -> Change:
    words = words_in(new.text)
    new_html, old_html = bare(new), bare(old)
    if new_html == old_html:
        return Change("moved" if is_moved else "same", boxed(new_html, within), words)
    wording: Wording = worded(old, new)
    if wording.added or wording.removed or old.text != new.text:
        kind = "moved" if is_moved else "changed"
        return Change(kind, boxed(wording.html, within), words, wording.added, wording.removed)
    return Change("moved" if is_moved else "restyled", boxed(new_html, within), words)


def bare(node: Node) -> str:
    """Without its address, which would stand on the page twice."""
    address, node.block = node.block, ""
    html = written(node)
    node.block = address
    return html


def boxed(html: str, within: tuple[str, ...]) -> str:
    for tag in reversed(within):
        html = f"<{tag}>{html}</{tag}>"
    return html


def folded(changes: Iterable[Change]) -> Iterator[Change]:
    """Unchanged passages in a row become one."""
    for is_same, some in groupby(changes, key=lambda one: one.is_same):
        if is_same:
            same = list(some)
            yield Change("same", "".join(one.html for one in same), sum(one.words for one in same))
        else:
            yield from some
