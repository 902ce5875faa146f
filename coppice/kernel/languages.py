"""Words as the languages of Coppice say them: in all of them, and often in one."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, override


def in_every_language(words: Promise) -> set[str]:
    """A lazy message as it is said in each: what was written in one may be read in another."""
    said = set()
    for code in dict(settings.LANGUAGES):
        with override(code):
            said.add(str(words))
    return said


def often(words: str) -> str:
    """A message that one page says a hundred times: looked up once in each language."""
    return _known(words, get_language())


@lru_cache(maxsize=256)
def _known(words: str, language: str | None) -> str:
    return gettext(words)
