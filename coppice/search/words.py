"""Words as they are looked for: without case, accents and endings, the same on every database.

A stem is a beginning of its word, never anything else: so a match is found again in the text as it was written, and a
word that is still being typed is on its way to its stem.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 40
WORD = re.compile(r"[^\W_]+")
HYPHENED = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)+")
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"})
# The longest first, each with how many letters must stand before it.
ENDINGS = sorted(
    [
        *[
            (each, 4)
            for each in ("isations", "isation", "izations", "ization", "ibility", "ability", "ements", "ement")
        ],
        *[(each, 4) for each in ("ications", "ication", "ations", "ation", "ating", "ated", "ates", "ate", "ators")],
        *[(each, 4) for each in ("ises", "ised", "ising", "ise", "izes", "ized", "izing", "ize", "ator", "ments")],
        *[(each, 4) for each in ("ment", "ings", "ions", "ion", "ives", "ive", "ible", "able", "ness", "ities")],
        *[(each, 4) for each in ("ity", "ies", "ied", "ying", "iness", "fully", "ful", "ably", "ibly", "ily", "ly")],
        *[(each, 4) for each in ("ices", "ice", "ical", "al", "ists", "ist", "ers", "er", "ors", "or")],
        *[(each, 3) for each in ("ing", "ed", "es", "e", "s")],
        ("y", 4),
    ],
    key=lambda ending: -len(ending[0]),
)
STARTS = frozenset(ending[:size] for ending, _ in ENDINGS for size in range(1, len(ending) + 1))
# Said everywhere: left out of a question that has other words, and joined to their neighbours for quotations.
SMALL = frozenset(
    "a about all also am an and any are as at be been but by can could did do does for from had has have he her his "
    "how i if in into is it its just me more my no not of on or our out s she so some t than that the their them then "
    "there these they this to up us was we were what when which who will with would you your "
    "y yr a ac i o ar am yn mae oedd na ei eu fy dy ni chi".split()
)


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """Without case and accents."""
    if not word.isascii():
        word = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold()).translate(LETTERS)
        word = "".join(letter for letter in word if not unicodedata.combining(letter) and letter.isalnum())
    word = word.casefold()
    return word[:LONGEST]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The folded word without its ending."""
    if len(word) < 4 or not word.isascii() or not word.isalpha() or word.endswith(("ss", "us", "is")):
        return word
    for ending, least in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            cut = word[: -len(ending)]
            is_doubled = ending in {"ing", "ed"} and len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] not in "lsz"
            return stem(cut[:-1] if is_doubled else cut)
    return word


def tokens(text: str) -> list[str]:
    """Every word in order, folded."""
    return [word for found in WORD.findall(text) if (word := folded(found))]


def stems(text: str) -> list[str]:
    """Every word in order, without its ending."""
    return [stem(word) for word in tokens(text)]


def joined(text: str) -> set[str]:
    """What is written with a hyphen, as others write it without one."""
    return {stem(folded("".join(WORD.findall(found)))) for found in HYPHENED.findall(text)}


def on_the_way(typed: str) -> set[str]:
    """The stems of the words that somebody may be about to finish: “recordi” is on its way to “recording”."""
    begun = [typed, *(typed[:cut] for cut in range(3, len(typed)) if typed[cut:] in STARTS)]
    return {stem(each) for each in [*begun, *(each[:-1] for each in begun if each[-2:-1] == each[-1:])]}
