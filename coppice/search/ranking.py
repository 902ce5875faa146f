"""How well a thing answers a question, by itself and the question alone: what others there are changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from coppice.kernel.findable import kinds
from coppice.search.asking import Asked
from coppice.search.seeing import Row
from coppice.search.words import stems

IN_TITLE, BEGUN_IN_TITLE, IN_TEXT, AGAIN, MOST_AGAIN = 300, 220, 100, 15, 6
SIDE_BY_SIDE, WHOLE_TITLE, SHORT, SHORT_IS, QUOTED_IN_TITLE = 90, 200, 60, 1500, 200

type Score = Callable[[Row], int]


def scoring(asked: Asked) -> Score:
    """What counts: words in the title, how much of it they are, how often they are said and how near together."""
    words = [asked.stems_of(word) for word in asked.words]
    beside = [f" {one} {other} " for one, other in pairwise(min(exact, key=len) for exact, _ in words)]
    weights = {code: int(100 * kind.weight) for code, kind in kinds().items()}

    def score(row: Row) -> int:
        title_words = stems(row.title)
        title, whole = f" {' '.join(title_words)} ", len(title_words)
        total, in_title = weights.get(row.kind, 0), 0
        for exact, begun in words:
            if any(f" {each} " in title for each in exact):
                total, in_title = total + IN_TITLE, in_title + 1
            elif begun and f" {begun}" in title:
                total, in_title = total + BEGUN_IN_TITLE, in_title + 1
            said = sum(row.stems.count(f" {each} ") for each in exact)
            said += row.stems.count(f" {begun}") if begun else 0
            total += IN_TEXT + AGAIN * min(said - 1, MOST_AGAIN) if said else 0
        total += WHOLE_TITLE * in_title // whole if whole else 0
        total += sum(SIDE_BY_SIDE * ((each in row.stems) + (each in title)) for each in beside)
        total += sum(QUOTED_IN_TITLE for each in asked.phrase_stems if each in title)
        return total + (SHORT * SHORT_IS // (SHORT_IS + len(row.stems)))

    return score
