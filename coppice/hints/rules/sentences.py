"""A sentence that asks for a long breath.

A colon or a semicolon lets one breathe, and what stands in brackets is not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from coppice.hints.language import Language
from coppice.hints.writing import Found, Writing, shortened

MOST_WORDS = 45
IN_BRACKETS = re.compile(r"\([^()]*\)")
SHORT_FORM = re.compile(r"\b(?:e\.g|i\.e|etc|cf|vs|al|[Dd]r|[Pp]rof|M(?:r|rs|s)|St|No|[Ff]ig|pp?|ch|ed|[A-Z])\.(?=\s)")
BREATH = re.compile(r"(?<![.!?;:…])[.!?;:…]++[”’\"')\]]*(?=\s|$)|[\n\t]+")
WHY = gettext_noop("This sentence has {words} words; a reader may lose the beginning before the end.")
HELP = gettext_noop("Where would you take a breath if you said it aloud? A full stop may fit there.")


def find(writing: Writing, language: Language) -> Iterator[Found]:
    for passage in writing.prose:
        if passage.text.count(" ") < MOST_WORDS:
            continue
        for sentence in BREATH.split(SHORT_FORM.sub(without_stop, IN_BRACKETS.sub("", passage.text))):
            if (words := len(sentence.split())) > MOST_WORDS:
                yield Found(passage, shortened(sentence), _(WHY).format(words=words), _(HELP))


def without_stop(short_form: re.Match[str]) -> str:
    return short_form[0].rstrip(".")
