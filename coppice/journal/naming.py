"""Does this text name somebody? It is asked of the rule that reads texts over, so that both say the same."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from coppice.hints.language import language
from coppice.hints.rules.people import everybody_in

LONGEST_LOOKED_AT, MOST = 100_000, 5


def names_in(text: str, *, not_people: Iterable[str] = ()) -> list[str]:
    """What looks like a person's name, address or number, each once; what a tool is called is passed over."""
    passed_over = {word for name in not_people for word in name.casefold().split()}
    found = everybody_in(text[:LONGEST_LOOKED_AT], language(settings.LANGUAGE_CODE))
    return [name for name in found if passed_over.isdisjoint(name.casefold().split())][:MOST]
