"""Several words as one phrase, as the language of whoever reads joins them: one, two and three; one, two or three."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

VOWELS = frozenset("aeiouwyâêîôûŵŷáéíóúäëïöü")


def listed(words: Sequence[str]) -> str:
    """One, two and three. Welsh joins what begins with a vowel by another word, so that has a message of its own."""
    if len(words) < 2:
        return "".join(words)
    some, last = ", ".join(words[:-1]), words[-1]
    if last.lstrip("“‘\"'")[:1].casefold() in VOWELS:
        return pgettext("before a vowel", "{some} and {last}").format(some=some, last=last)
    return _("{some} and {last}").format(some=some, last=last)


def one_of(words: Sequence[str]) -> str:
    """One, two or three."""
    if len(words) < 2:
        return "".join(words)
    return _("{some} or {last}").format(some=", ".join(words[:-1]), last=words[-1])
