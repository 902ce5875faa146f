"""A word of the trade that is not explained where it first stands."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from coppice.hints.language import Language, any_of
from coppice.hints.writing import Found, Passage, Writing

NEAR = 60
IN_A_SENTENCE = re.compile(r"[\w,’] $")
WHY = gettext_noop("“{word}” is a word of our trade; a reader from another field may not know it.")
HELP = gettext_noop("You could say it another way ({plain}), or say in a few words what you mean by it.")


class Term(NamedTuple):
    """One entry of the language's list."""

    stems: tuple[str, ...]
    pattern: re.Pattern[str]
    plain: str
    other: re.Pattern[str]


class Terms(NamedTuple):
    """The list of a language, and how it shows that a word is being explained."""

    terms: tuple[Term, ...]
    before: re.Pattern[str]
    after: tuple[str, ...]


@lru_cache(maxsize=8)
def terms_of(language: Language) -> Terms:
    rows, explaining = language.table("jargon") or [], language.table("explaining") or {"before": [], "after": []}
    terms = [
        Term(tuple(row["words"]), any_of(row["words"]), row["plain"], any_of(row.get("not beside", []))) for row in rows
    ]
    return Terms(tuple(terms), any_of(explaining["before"]), tuple(explaining["after"]))


def find(writing: Writing, language: Language) -> Iterator[Found]:
    """The first of each, unless one of its uses explains it."""
    known = terms_of(language)
    prose = list(writing.prose)
    lowered = [passage.text.lower() for passage in prose]
    whole, starts = "\n".join(lowered), list(accumulate((len(text) + 1 for text in lowered), initial=0))
    for term in known.terms:
        near = [prose[at] for at in sorted({bisect(starts, place) - 1 for place in places(term.stems, whole)})]
        uses = [(passage, match) for passage in near for match in term.pattern.finditer(passage.text)]
        meant = [(passage, match) for passage, match in uses if is_meant(passage, match, term)]
        if meant and not any(is_explained(passage, match, known) for passage, match in meant):
            passage, match = meant[0]
            why, help = _(WHY).format(word=match[0].lower()), _(HELP).format(plain=term.plain)
            yield Found(passage, match[0], why, help)


def places(stems: Iterable[str], whole: str) -> Iterator[int]:
    """Where any of the words may stand, quickly; the term's own pattern looks closer."""
    for stem in stems:
        at = whole.find(stem)
        while at >= 0:
            yield at
            at = whole.find(stem, at + len(stem))


def is_meant(passage: Passage, match: re.Match[str], term: Term) -> bool:
    """Neither something else that is called so, nor part of a name: a capital within a sentence."""
    if match[0][0].isupper() and IN_A_SENTENCE.search(passage.text, max(0, match.start() - 2), match.start()):
        return False
    return not term.other.search(passage.text[max(0, match.start() - NEAR) : match.end() + NEAR])


def is_explained(passage: Passage, match: re.Match[str], known: Terms) -> bool:
    """Whether an explanation begins or ends right beside it."""
    before = " ".join(passage.text[max(0, match.start() - NEAR) : match.start()].split()[-4:])
    return passage.text.startswith(known.after, match.end()) or bool(known.before.search(before))
