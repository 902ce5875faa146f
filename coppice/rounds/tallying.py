"""What many answers say together: pure functions, which say nothing of fewer than five."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

FEWEST = 5


class Middle(NamedTuple):
    """The step in the middle of all answers, and whether the middle half of them lies within one step of each other."""

    step: str
    is_close: bool


def middle(answers: Iterable[str], steps: Sequence[str]) -> Middle | None:
    """None for fewer than five. No count of single steps leaves this function: a count of one is a person."""
    places = sorted(steps.index(answer) for answer in answers if answer in steps)
    many = len(places)
    if many < FEWEST:
        return None
    low, high = places[many // 4], places[3 * many // 4]
    return Middle(steps[places[(many - 1) // 2]], high - low <= 1)
