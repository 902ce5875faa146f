"""A picture that may show somebody and says nothing about whether they agreed.

No machine looks at the picture. The rule reads the words that stand for it: somebody may be in it when they speak of
people, or when they say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from coppice.hints.language import Language, any_of
from coppice.hints.writing import Found, Passage, Writing, shortened

IMAGE = re.compile(r"<img [^>]*?>")
ALT = re.compile(r'\balt="([^"]*)"')
FILE_NAME = re.compile(r"[\w-]*\d[\w-]*|.*\.\w{3,4}")
LONGEST_LOOKED_AT = 500
WHY = gettext_noop("This picture has no note on who is in it.")
HELP = gettext_noop(
    "If somebody could be recognised, say under it that they agreed; if nobody is in it, say what it shows."
)


class Words(NamedTuple):
    """What a language says of pictures."""

    drawn: re.Pattern[str]
    people: re.Pattern[str]
    settled: re.Pattern[str]


@lru_cache(maxsize=8)
def words_of(language: Language) -> Words | None:
    rows = language.table("pictures")
    return Words(any_of(rows["drawn"]), any_of(rows["people"]), any_of(rows["settled"])) if rows else None


def find(writing: Writing, language: Language) -> Iterator[Found]:
    words = words_of(language)
    if words is None or writing.people_are_noted:
        return
    for passage in writing.passages:
        for alt in alts(passage):
            if may_show_somebody(alt, f"{alt} {passage.text}", words):
                yield Found(passage, shortened(alt), _(WHY), _(HELP))


def alts(passage: Passage) -> Iterator[str]:
    for image in IMAGE.findall(passage.block.html) if "<img " in passage.block.html else []:
        found = ALT.search(image)
        yield unescape(found[1]).strip()[:LONGEST_LOOKED_AT] if found else ""


def may_show_somebody(alt: str, said: str, words: Words) -> bool:
    if words.settled.search(said) or words.drawn.search(alt):
        return False
    says_nothing = len(alt.split()) < 2 or FILE_NAME.fullmatch(alt) is not None
    return says_nothing or words.people.search(alt) is not None
