"""The rules of reading over: each a pure function from what is written to what it finds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from coppice.hints.language import Language
from coppice.hints.rules import acronyms, jargon, links, lists, lookups, people, pictures, reflection, sentences
from coppice.hints.writing import Found, Hint, Writing


class Rule(NamedTuple):
    """One thing that the help looks for."""

    code: str
    title: str | Promise
    about: str | Promise
    find: Callable[[Writing, Language], Iterable[Found]]


RULES = (
    Rule("acronym", _("Acronyms"), _("letters that stand for words and are not explained"), acronyms.find),
    Rule("jargon", _("Words of the trade"), _("words that a reader from another field may not know"), jargon.find),
    Rule("list", _("Long lists"), _("lists where one or two examples would carry the story"), lists.find),
    Rule(
        "reflection",
        _("What you make of it"),
        _("a text that says what happened and not what you think"),
        reflection.find,
    ),
    Rule("people", _("People"), _("names, e-mail addresses and numbers by which somebody is known"), people.find),
    Rule("picture", _("Pictures of people"), _("pictures without a note on who is in them"), pictures.find),
    Rule(
        "sentence",
        _("Long sentences"),
        format_lazy(_("sentences of more than {most} words"), most=sentences.MOST_WORDS),
        sentences.find,
    ),
    Rule("link", _("Links"), _("addresses that may need a login or belong to a private document"), links.find),
    Rule(
        "lookup",
        _("Links looked up"),
        _("links that do not open, where you allowed to look them up"),
        lookups.find,
    ),
)
BY_CODE = {rule.code: rule for rule in RULES}


def read_over(writing: Writing, language: Language, *, without: Collection[str] = ()) -> list[Hint]:
    """What the rules find, in the order of reading."""
    found = [Hint(rule.code, one) for rule in RULES if rule.code not in without for one in rule.find(writing, language)]
    places = {(passage.code, passage.block.id): at for at, passage in enumerate(writing.passages)}
    return sorted(found, key=lambda hint: places[hint.found.passage.code, hint.found.passage.block.id])
