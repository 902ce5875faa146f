"""How words are compared: without accents, capitals and endings, and with a small slip of the finger."""

from __future__ import annotations

import re
import unicodedata

SHORT, LONG = 4, 8


def fold(text: str) -> str:
    """Only letters, figures and single spaces, small and without accents."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[\w+#]+", bare))


def stems(text: str) -> list[str]:
    """The words of a text as they are compared: one course is like two courses."""
    return [stem(word) for word in fold(text).split()]


def stem(word: str) -> str:
    return word[:-1] if len(word) > SHORT and word.endswith("s") and not word.endswith("ss") else word


def is_nearly(typed: str, meant: str) -> bool:
    """Whether one is the other with a slip: one letter in a short word, two in a long one, none in a very short one."""
    if typed == meant:
        return True
    if typed[:1] != meant[:1] or min(len(typed), len(meant)) < SHORT:
        return False
    return within(typed, meant, 2 if min(len(typed), len(meant)) >= LONG else 1)


def within(a: str, b: str, most: int) -> bool:
    """Whether at most so many letters were left out, put in, changed, or put the wrong way round."""
    if abs(len(a) - len(b)) > most:
        return False
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, one in enumerate(a, 1):
        last, before, row = before, row, [i]
        for j, other in enumerate(b, 1):
            steps = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (one != other))
            if last and j > 1 and one == b[j - 2] and a[i - 2] == other:
                steps = min(steps, last[j - 2] + 1)
            row.append(steps)
        if min(row) > most:
            return False
    return row[-1] <= most
