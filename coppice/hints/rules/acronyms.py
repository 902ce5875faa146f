"""An acronym that is nowhere explained.

Explained means: in brackets after its words, followed by its words in brackets, or written out in the same passage.
Passed over: what every reader knows, names of files and tools, Roman numbers, codes with digits, and words in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from coppice.hints.language import Language
from coppice.hints.writing import Found, Writing

# Capitals throughout, with at most a few small letters at the end (HEIs, PGCert); or small ones between (CoP, SoTL).
ACRONYM = re.compile(
    r"(?<![\w.@#’'])(?:[A-Z]{2,7}s?|[A-Z]{3,7}[a-z]{1,4}|[A-Z](?:[a-z]{0,2}[A-Z]){1,4}s?)(?!\w)"
    r"(?![\w@’'-]{0,20}\d| \d\d+\b(?!\.\d))"
)
ADDRESS_SIGNS = ("//", "@", "www.")
BRACKETS = re.compile(r"(?<![\w’'-])((?:[\w’'-]++[ \xa0]){1,9})\([“\"‘']?([^()]+)\)")
CALLED_OUT = re.compile(r"\b[A-Z]{4,}(?:\s+[A-Z]{4,})+\b")
ROMAN = re.compile(r"[IVX]+")
WORD = re.compile(r"[^\W\d_]+")
FEWEST_SHOUTED = 4
SMALL = frozenset("of for and the in on to a an by with".split())
WHY = gettext_noop("A reader from another field may not know what {letters} stands for.")
HELP = gettext_noop("Write it out once, with the letters in brackets after it; from then on the letters will do.")


def find(writing: Writing, language: Language) -> Iterator[Found]:
    """The first of each."""
    if not language.known_acronyms:
        return
    prose = list(writing.prose)
    seen = {stem for passage in prose for stem in explained_in_brackets(passage.text)}
    for passage in prose:
        unknown = {stem_of(quote): quote for quote in reversed(unknown_in(passage.text, language.known_acronyms))}
        written_out = initials(passage.text) if unknown else ""
        for stem, quote in reversed(unknown.items()):
            if stem not in seen and not is_written_out(stem, written_out):
                yield Found(passage, quote, _(WHY).format(letters=stem), _(HELP))
        seen.update(unknown)


def stem_of(quote: str) -> str:
    return quote.removesuffix("s")


def unknown_in(text: str, known: frozenset[str]) -> list[str]:
    found = ACRONYM.findall(CALLED_OUT.sub(" ", without_addresses(text)))
    unknown = [quote for quote in found if not is_known(quote, known)]
    return [] if unknown and is_shouted(text) else unknown


def is_known(quote: str, known: frozenset[str]) -> bool:
    stem = stem_of(quote).upper()
    return stem in known or quote.upper() in known or ROMAN.fullmatch(stem) is not None


def is_shouted(text: str) -> bool:
    capitals = sum(map(str.isupper, text))
    return capitals * 2 > sum(map(str.isalpha, text)) and len(text.split()) >= FEWEST_SHOUTED


def without_addresses(text: str) -> str:
    if not any(sign in text for sign in ADDRESS_SIGNS):
        return text
    return " ".join(word for word in text.split() if not any(sign in word for sign in ADDRESS_SIGNS))


def explained_in_brackets(text: str) -> Iterator[str]:
    """Acronyms in brackets after their words, and those whose words follow in brackets."""
    for words, inside in BRACKETS.findall(text) if "(" in text else []:
        last = stem_of(words.split()[-1])
        if ACRONYM.fullmatch(last) and last[0].lower() == inside[0].lower() and " " in inside:
            yield last
        inner = stem_of(re.split(r"[\s,;”\"’']", inside, maxsplit=1)[0])
        if ACRONYM.fullmatch(inner) and inner[0].lower() in initials(words):
            yield inner


def is_written_out(stem: str, first_letters: str) -> bool:
    """Whether words with these first letters stand one after the other."""
    letters = [letter.lower() for letter in stem if letter.isupper()]
    return len(letters) > 2 and "".join(letters) in first_letters


def initials(text: str) -> str:
    """The first letters of its words but the small ones; acronyms themselves count for nothing."""
    words = [word for word in WORD.findall(text) if word.lower() not in SMALL]
    return "".join("." if word.isupper() and len(word) > 1 else word[0].lower() for word in words)
