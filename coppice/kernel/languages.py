"""The same words in every language that Coppice speaks: what was written in one may be read in another."""

from __future__ import annotations

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override


def in_every_language(words: Promise) -> set[str]:
    """A lazy message as it is said in each."""
    said = set()
    for code in dict(settings.LANGUAGES):
        with override(code):
            said.add(str(words))
    return said
