"""Finds a passage whose words were edited: between surroundings that still stand, much of it still the same."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

BRACKET, EDGE = 16, 8
KEPT, LEAST_KEPT = 0.5, 10
RUN = 12
LONGEST = 1.5

WORD = re.compile(r"\S+")


class Stretch(NamedTuple):
    """Words of the quote kept in a row."""

    start: int
    end: int


def between(quote: str, prefix: str, suffix: str, text: str) -> tuple[int, int] | None:
    """From the first to the last word kept between what stood before and after the quote.

    At least half of its letters must be among them. Where the quote stood at the edge of its block, so that there is
    little to go by on that side, the other side must stand untouched and some of its words in a row.
    """
    start, is_start_sure = after(prefix, text)
    end, is_end_sure = before(suffix, text)
    if not 0 <= start < end or end - start > LONGEST * max(len(quote), BRACKET):
        return None
    kept = stretches(quote, text[start:end])
    if not (is_start_sure and is_end_sure):
        if not (text[:start].endswith(prefix) and text[end:].startswith(suffix)):
            return None
        kept = [stretch for stretch in kept if stretch.end - stretch.start >= RUN]
    if sum(stretch.end - stretch.start for stretch in kept) < max(KEPT * len(quote), LEAST_KEPT):
        return None
    return start + kept[0].start, start + kept[-1].end


def after(prefix: str, text: str) -> tuple[int, bool]:
    """Where the passage starts, and whether enough stands before it to be sure; -1 if it cannot be said."""
    tail = prefix[-BRACKET:]
    if len(tail) < BRACKET:
        return (len(prefix), len(prefix) >= EDGE) if text.startswith(prefix) else (-1, False)
    return (text.find(tail) + BRACKET, True) if text.count(tail) == 1 else (-1, False)


def before(suffix: str, text: str) -> tuple[int, bool]:
    """The same for where it ends."""
    head = suffix[:BRACKET]
    if len(head) < BRACKET:
        return (len(text) - len(suffix), len(suffix) >= EDGE) if text.endswith(suffix) else (-1, False)
    return (text.find(head), True) if text.count(head) == 1 else (-1, False)


def stretches(quote: str, text: str) -> list[Stretch]:
    old, new = WORD.findall(quote), list(WORD.finditer(text))
    matcher = SequenceMatcher(None, old, [word[0] for word in new], autojunk=False)
    return [
        Stretch(new[start].start(), new[start + size - 1].end())
        for _, start, size in matcher.get_matching_blocks()
        if size
    ]
