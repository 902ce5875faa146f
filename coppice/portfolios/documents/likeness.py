"""How alike two titles are, from 0 to 1: by their words first, then by their letters."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

STOP = frozenset("a an and the of or in on for to with your my our using area areas core section part".split())
ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ers", "er", "es", "ed", "s", "y")


@lru_cache(maxsize=4096)
def likeness(one: str, other: str) -> float:
    first, second = _stems(one), _stems(other)
    if not first or not second:
        return 1.0 if one.strip().lower() == other.strip().lower() and one.strip() else 0.0
    shared = len(first & second)
    by_words = 2 * shared / (len(first) + len(second))
    if shared and shared == min(len(first), len(second)) and shared >= 2:
        by_words = max(by_words, 0.8)
    elif shared and shared == min(len(first), len(second)) and len(next(iter(first & second))) >= 5:
        by_words = max(by_words, 0.62)
    by_letters = SequenceMatcher(None, " ".join(sorted(first)), " ".join(sorted(second)), autojunk=False).ratio()
    return max(by_words, by_letters if by_letters > 0.8 else by_letters * 0.8)


def _stems(title: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+", title.lower().replace("e-learning", "elearning"))
    return frozenset(_stem(word) for word in words if word not in STOP)


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
