"""Bringing into one text what changed in another: passage by passage, and never over one's own words.

`before` and `after` are the other text then and now. A passage of it that changed is changed here where it still stands
as it was brought; one that was worded differently here stays, and is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from coppice.kernel import richtext
from coppice.kernel.richtext.reading import read
from coppice.kernel.richtext.writing import written

ADDRESS = re.compile(r' data-block="[^"]*"')


@dataclass(frozen=True)
class Merged:
    """The text with the changes in it, and how many could not be made because the passage is worded differently."""

    html: str
    left: int


@dataclass(frozen=True)
class Edit:
    """Passages `start` to `end` of the earlier text became `new`."""

    start: int
    end: int
    new: Sequence[str]


def merged(before: str, after: str, mine: str) -> Merged:
    old, here = passages(before), passages(mine)
    place = where_is_each(old, here)
    left, heres = 0, len(here)
    for edit in reversed(list(edits(old, passages(after)))):
        room = between(edit, place, heres)
        spot = spot_for(edit, place, room)
        if is_made(edit, spot, here, room, place):
            continue
        if spot is None:
            left += 1
        else:
            here[spot] = edit.new
    return Merged(richtext.clean("".join(here)), left)


def passages(html: str) -> list[str]:
    """What stands side by side at the top of a text: paragraphs, headings, tables, whole lists."""
    return [written(node) for node in read(html)]


def bare(passage: str) -> str:
    """Without the addresses, which say nothing of the words."""
    return ADDRESS.sub("", passage)


def where_is_each(old: Sequence[str], here: Sequence[str]) -> dict[int, int]:
    """Which passages stand here word for word, and where."""
    found = matching(old, here).get_matching_blocks()
    return {run.a + step: run.b + step for run in found for step in range(run.size)}


def edits(old: Sequence[str], new: Sequence[str]) -> Iterator[Edit]:
    """In order; passages in a row that were each reworded, or that all went, are taken one by one."""
    for kind, start, end, begin, stop in matching(old, new).get_opcodes():
        if kind == "delete" or (kind == "replace" and end - start == stop - begin):
            yield from (Edit(at, at + 1, new[begin:stop][at - start : at - start + 1]) for at in range(start, end))
        elif kind != "equal":
            yield Edit(start, end, new[begin:stop])


def matching(one: Sequence[str], other: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, [bare(each) for each in one], [bare(each) for each in other], autojunk=False)


def spot_for(edit: Edit, place: dict[int, int], room: range) -> slice | None:
    """Where here the change belongs; nowhere when what it changes does not stand here as it was."""
    if edit.start == edit.end:
        at = place[edit.start - 1] + 1 if edit.start - 1 in place else room.stop
        return slice(at, at)
    spots = [place.get(each) for each in range(edit.start, edit.end)]
    first, last = spots[0], spots[-1]
    if first is None or last is None or spots != list(range(first, last + 1)):
        return None
    return slice(first, last + 1)


def between(edit: Edit, place: dict[int, int], heres: int) -> range:
    """What stands here between the neighbours of what changed."""
    before = max((place[each] + 1 for each in place if each < edit.start), default=0)
    return range(before, min((place[each] for each in place if each >= edit.end), default=heres))


def is_made(edit: Edit, spot: slice | None, here: Sequence[str], room: range, place: dict[int, int]) -> bool:
    """Whether somebody made the same change here already."""
    if not edit.new:
        return spot is None and not room
    wanted, known = [bare(each) for each in edit.new], set(place.values())
    return any(
        not known & set(range(at, at + len(wanted))) and [bare(each) for each in here[at : at + len(wanted)]] == wanted
        for at in range(room.start, room.stop - len(wanted) + 1)
    )
