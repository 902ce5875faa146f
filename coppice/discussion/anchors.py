"""Where in a text a comment belongs, and where that passage is now.

An anchor remembers the block, the words quoted, up to 32 characters before and after them, and how much of those also
stood around the same words in another place (its rivals). `place` answers with the passage or says that it changed; it
would rather say so than point at the wrong words. So words that are found again must bring more of their old
surroundings than any other place could have shown, and words that were edited must lie between surroundings that
still stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from coppice.discussion.edits import between
from coppice.kernel import richtext
from coppice.kernel.refusals import Refusal
from coppice.kernel.richtext import Block

CONTEXT = 32
LONGEST = 4000
ENOUGH, ENOUGH_ELSEWHERE = 24, 32
LONG, LONG_ELSEWHERE = 24, 40
EACH_SIDE = 6
MARGIN = 8
NONE = -1


class NoSuchPassage(Refusal):
    """The words to comment on are not there, or not any more."""


@dataclass(frozen=True, slots=True)
class Anchor:
    code: str
    block: str
    quote: str
    prefix: str
    suffix: str
    start: int
    rival: int = NONE

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Anchor:
        return cls(**kept)


class Placed(NamedTuple):
    """The passage stands at these characters of the block; `edited` when its words are not quite those quoted."""

    block: str
    start: int
    end: int
    edited: bool = False


class Changed(NamedTuple):
    """The passage is not there any more, or cannot be told for sure; this is what it said."""

    quote: str


class Found(NamedTuple):
    """The quoted words at one place, and how much of what stood around them stands there too."""

    block: str
    start: int
    left: int
    right: int
    whole: bool

    @property
    def context(self) -> int:
        return self.left + self.right


def make(html: str, block: str, start: int, end: int, code: str) -> Anchor:
    """Anchors the characters from `start` to `end` of a block's text."""
    found = richtext.blocks(html)
    text = next((other.text for other in found if other.id == block), "")
    start, end = trimmed(text, max(start, 0), min(end, len(text)))
    if not start < end <= start + LONGEST:
        raise NoSuchPassage(_("Those words are not in the text any more. Please choose the passage again."))
    context = (text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])
    anchor = Anchor(code, block, text[start:end], *context, start)
    return Anchor(code, block, anchor.quote, *context, start, strongest_rival(anchor, found))


def make_by_quote(html: str, block: str, quote: str, start: int, code: str) -> Anchor:
    """Anchors words of a block, those nearest to `start` if they stand there twice; no words mean the whole block."""
    text = next((other.text for other in richtext.blocks(html) if other.id == block), "")
    if not quote.strip():
        return make(html, block, 0, min(len(text), LONGEST), code)
    places = list(occurrences(text, quote)) or list(occurrences(text, quote := quote.strip()))
    if not places:
        raise NoSuchPassage(
            _("Those words are not in the paragraph. Please copy them from the text, or leave them out.")
        )
    nearest = min(places, key=lambda place: abs(place - start))
    return make(html, block, nearest, nearest + len(quote), code)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without white space at the ends."""
    quote = text[start:end]
    return start + len(quote) - len(quote.lstrip()), end - len(quote) + len(quote.rstrip())


def strongest_rival(anchor: Anchor, blocks: Sequence[Block]) -> int:
    """The most surroundings that the same words have in common in another place."""
    others = (one for one in search(anchor, blocks) if (one.block, one.start) != (anchor.block, anchor.start))
    return max((one.context for one in others), default=NONE)


def place(anchor: Anchor, html: str | Sequence[Block]) -> Placed | Changed:
    """Where the passage is now; give the text's blocks instead of its HTML when there are many anchors."""
    blocks = richtext.blocks(html) if isinstance(html, str) else html
    own = [block for block in blocks if block.id == anchor.block]
    if own:
        found = best(anchor, own, is_own=True)
        placed = passage(anchor, found) if found else edited(anchor, own[0])
        if placed:
            return placed
    found = best(anchor, [block for block in blocks if block.id != anchor.block], is_own=False)
    return passage(anchor, found) if found else Changed(anchor.quote)


def passage(anchor: Anchor, found: Found) -> Placed:
    return Placed(found.block, found.start, found.start + len(anchor.quote))


def best(anchor: Anchor, blocks: Sequence[Block], *, is_own: bool) -> Found | None:
    """The one place that can be trusted; none if two could."""
    trusted = [found for found in search(anchor, blocks) if is_trusted(anchor, found, is_own=is_own)]
    trusted.sort(key=lambda found: (found.whole, found.context), reverse=True)
    if len(trusted) > 1 and trusted[1].context + MARGIN > trusted[0].context:
        return next((found for found in trusted if is_untouched(anchor, found)), None) if is_own else None
    return trusted[0] if trusted else None


def is_untouched(anchor: Anchor, found: Found) -> bool:
    return found.whole and is_where_it_was(anchor, found.start)


def is_trusted(anchor: Anchor, found: Found, *, is_own: bool) -> bool:
    long = len(anchor.quote) >= (LONG if is_own else LONG_ELSEWHERE)
    if is_own and found.whole and (anchor.rival < found.context or is_where_it_was(anchor, found.start)):
        return True
    if not long and not found.whole and min(found.left, found.right) < EACH_SIDE:
        return False
    if anchor.rival == NONE and long:
        return True
    if not is_own and anchor.rival != NONE and found.context < len(anchor.prefix) + len(anchor.suffix):
        return False
    return found.context >= max(ENOUGH if is_own else ENOUGH_ELSEWHERE, anchor.rival + MARGIN)


def is_where_it_was(anchor: Anchor, start: int) -> bool:
    """What a place must be if the same words with the same surroundings also stood elsewhere."""
    return start == anchor.start


def search(anchor: Anchor, blocks: Sequence[Block]) -> Iterator[Found]:
    """Every place of the words; where a word began or ended with them, one must there too."""
    cut_start, cut_end = is_cut(anchor.prefix, anchor.quote), is_cut(anchor.quote, anchor.suffix)
    for block in blocks:
        for start in occurrences(block.text, anchor.quote):
            end = start + len(anchor.quote)
            starts_well = cut_start or not is_cut(block.text[max(0, start - 1) : start], anchor.quote)
            if starts_well and (cut_end or not is_cut(anchor.quote, block.text[end : end + 1])):
                yield weighed(anchor, block, start)


def occurrences(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def is_cut(before: str, after: str) -> bool:
    """Whether a word goes on from the one into the other."""
    return before[-1:].isalnum() and after[:1].isalnum()


def weighed(anchor: Anchor, block: Block, start: int) -> Found:
    end = start + len(anchor.quote)
    before, after = block.text[max(0, start - CONTEXT) : start], block.text[end : end + CONTEXT]
    left, right = alike(before[::-1], anchor.prefix[::-1]), alike(after, anchor.suffix)
    whole = before == anchor.prefix and after == anchor.suffix
    return Found(block.id, start, left, right, whole)


def alike(some: str, other: str) -> int:
    """How many letters both begin with."""
    same = 0
    for one, two in zip(some, other, strict=False):
        if one != two:
            break
        same += 1
    return same


def edited(anchor: Anchor, block: Block) -> Placed | None:
    """The words that now stand where the quoted ones stood, if they are still much the same."""
    span = between(anchor.quote, anchor.prefix, anchor.suffix, block.text)
    if span and (anchor.rival < ENOUGH or is_where_it_was(anchor, span[0])):
        return Placed(block.id, *span, edited=True)
    return None
