"""A list of seven things or more in a sentence, or of eight short points, where one or two would carry the story.

Passed over: numbered steps, rows of numbers, authors in a citation, addresses, and clauses between commas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from coppice.hints.language import Language
from coppice.hints.writing import Found, Passage, Writing, shortened

MOST_IN_A_SENTENCE, MOST_POINTS, LONGEST_POINT, LONGEST_PART = 6, 7, 8, 5
SENTENCE = re.compile(r"[^.!?;:\n\t]+(?:[.!?;:]+(?=\S)[^.!?;:\n\t]+)*")
COMMA = re.compile(r",(?!\d)")
LAST = re.compile(r"(?:^|\s)(?:and|or|&)\s")
CLAUSE = re.compile(r"\b(?:I|we|you|he|she|it|they|who|which|that|when|because|if|whose|where|was|were|is|are|had)\b")
IN_BRACKETS = re.compile(r"\([^()]*\)")
CITED = re.compile(r"\s*\((?:19|20)\d\d")
WHY = gettext_noop("There are {count} things in this list. A reader remembers one or two.")
HELP = gettext_noop("Which of them tells the story best? The others can stay in your evidence.")


def find(writing: Writing, language: Language) -> Iterator[Found]:
    for passage in writing.prose:
        if passage.block.tag != "table":
            yield from in_sentences(passage)
    yield from in_points(writing)


def in_sentences(passage: Passage) -> Iterator[Found]:
    if passage.text.count(",") < MOST_IN_A_SENTENCE - 1:
        return
    for match in SENTENCE.finditer(IN_BRACKETS.sub(cited_or_nothing, passage.text)):
        for parts in enumerations(COMMA.split(match[0])):
            count = len(parts) + (LAST.search(parts[-1].strip()) is not None)
            if count > MOST_IN_A_SENTENCE:
                quote = shortened(tail(parts[0]) + "," + ",".join(parts[1:]))
                yield Found(passage, quote, _(WHY).format(count=count), _(HELP))


def cited_or_nothing(brackets: re.Match[str]) -> str:
    """What stands in brackets is no part of a list; a year there tells that names before it were authors."""
    return "(2000" if CITED.match(brackets[0]) else ""


def enumerations(parts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Runs of short parts that end in one with *and* or *or*, each with the part that it begins in."""
    start = 0
    for at, part in enumerate(parts):
        if at == start:
            continue
        if ends_list(part):
            if is_list(parts[start : at + 1]):
                yield parts[start : at + 1]
            start = at + 1
        elif not is_short(part):
            start = at


def ends_list(part: str) -> bool:
    first = LAST.search(part)
    return first is not None and is_short(part[: first.start()]) and not CLAUSE.match(part[first.end() :])


def is_short(part: str) -> bool:
    return len(part.split()) <= LONGEST_PART and not CLAUSE.search(part)


def is_list(parts: Sequence[str]) -> bool:
    """Of things: not of numbers and dates, and not of authors."""
    numbers = sum(any(map(str.isdigit, part)) for part in parts)
    return numbers * 2 < len(parts) and "(2000" not in parts[-1]


def tail(part: str) -> str:
    """The first thing of the list, without most of what leads up to it."""
    return " ".join(part.split()[-2:])


def in_points(writing: Writing) -> Iterator[Found]:
    """Eight short points one under the other."""
    for (_code, inner), points in groupby(writing.passages, key=lambda one: (one.code, one.block.within)):
        together = list(points)
        short = sum(len(point.text.split()) <= LONGEST_POINT for point in together)
        if inner[-2:] == ("ul", "li") and len(together) > MOST_POINTS and short * 4 >= len(together) * 3:
            why = _(WHY).format(count=len(together))
            yield Found(together[0], shortened(together[0].text), why, _(HELP))
