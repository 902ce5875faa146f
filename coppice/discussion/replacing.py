"""Putting other words in the place of a passage, and touching nothing else.

Words that both have at the beginning and the end stay where they are, so that formatting around the change survives.
Where what is replaced was set in several ways, the new words keep what all of it had in common.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from coppice.discussion.anchors import Placed
from coppice.kernel.refusals import Refusal
from coppice.kernel.richtext.reading import read
from coppice.kernel.richtext.tree import Leaf, Mark, Run, addressed
from coppice.kernel.richtext.writing import write


class CannotReplace(Refusal):
    """Words that stand where they can't be replaced by themselves."""


class Replaced(NamedTuple):
    """The text with the new words in it; `is_plainer` when formatting inside the passage could not be kept."""

    html: str
    is_plainer: bool


class Parted(NamedTuple):
    """The runs of a block before, within and after a passage."""

    before: list[Run]
    within: list[Run]
    after: list[Run]


def tidied(words: str) -> str:
    """What was typed as words within one block: without blank lines, which would begin another."""
    return "\n".join(line.rstrip() for line in words.strip().splitlines() if line.strip())


def replaced(html: str, place: Placed, words: str) -> Replaced:
    """A cleaned text with `words` where the passage is."""
    nodes = read(html)
    leaf = next((node for node in addressed(nodes) if node.block == place.block), None)
    if not isinstance(leaf, Leaf):
        raise CannotReplace(
            _("These words stand in a table, where they can only be changed by hand. Nothing was changed.")
        )
    start, end, middle = narrowed(leaf.text[place.start : place.end], place.start, words)
    before, within, after = parted(leaf.runs, start, end)
    if any(run.image for run in within):
        raise CannotReplace(_("There is a picture among these words. Change them by hand, so that it stays."))
    marks = shared(within or [*before[-1:], *after[:1]])
    leaf.runs = [*before, *([Run(middle, marks)] if middle else []), *after]
    return Replaced(write(nodes), any(run.marks != marks for run in within))


def narrowed(old: str, start: int, new: str) -> tuple[int, int, str]:
    """Where the two differ: from, to, and what comes there."""
    first = same(old, new)
    last = same(old[first:][::-1], new[first:][::-1])
    return start + first, start + len(old) - last, new[first : len(new) - last]


def same(some: str, other: str) -> int:
    """How many letters both begin with."""
    count = 0
    while count < min(len(some), len(other)) and some[count] == other[count]:
        count += 1
    return count


def parted(runs: Sequence[Run], start: int, end: int) -> Parted:
    found, place = Parted([], [], []), 0
    for run in runs:
        if run.image:
            (found.before if place <= start else found.within if place < end else found.after).append(run)
            continue
        low, high = max(start - place, 0), max(end - place, 0)
        pieces = (run.text[:low], run.text[low:high], run.text[high:])
        for some, text in zip(found, pieces, strict=True):
            if text:
                some.append(run._replace(text=text))
        place += len(run.text)
    return found


def shared(runs: Sequence[Run]) -> tuple[Mark, ...]:
    """The marks that all of them have; a link only if there is more than its edge."""
    words = [run for run in runs if not run.image]
    if not words:
        return ()
    return tuple(mark for mark in words[0].marks if all(mark in run.marks for run in words))
