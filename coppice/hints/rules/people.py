"""Somebody's name, e-mail address, telephone or student number.

Names are told by a title (Dr, Ms), by what somebody is to the author (my colleague…), or by a given name before another
name. Passed over: authors of what one has read, buildings and prizes, tools, and the mailboxes of offices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from coppice.hints.language import Language
from coppice.hints.rules.naming import NAME, Names, names_of
from coppice.hints.writing import Found, Writing

MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
HANDLE = re.compile(r"(?<![\w@./])@[A-Za-z][\w.]{2,40}\b")
TELEPHONE = re.compile(r"(?<![\w.,+-])(?:\+\d{1,3}[ -]?(?:\(0\) ?)?|\(?0)\d(?:[ ()-]{0,2}\d){7,11}(?![\w-])")
FEWEST_DIGITS, MOST_DIGITS = 10, 14
LOGIN = re.compile(r"(?<![\w/.-])[a-zA-Z]\d{6,9}(?![\w-])")
MOST_IN_A_PASSAGE, LONGEST_ROLE = 40, 30
NEXT = re.compile(rf"[ \xa0]({NAME})")
YEAR = re.compile(r"(?: et al\b)|(?:[’']s)?,?\s*\(?(?:[^()]{0,30}, ?)?(?:19|20)\d\d\b")
HELP_NAME = gettext_noop("A role says enough (“a lecturer in nursing”), unless they agreed to be named and you say so.")
HELP_NUMBER = gettext_noop("Take it out, or put something invented in its place; in a picture, cover it.")


def find(writing: Writing, language: Language) -> Iterator[Found]:
    """Each once in a passage."""
    names = names_of(language)
    if names is None:
        return
    for passage in writing.prose:
        for quote in dict.fromkeys(numbers_in(passage.text, names)):
            yield Found(
                passage, quote, _("“{quote}” could lead a reader to one person.").format(quote=quote), _(HELP_NUMBER)
            )
        for quote in people_in(passage.text, names):
            yield Found(passage, quote, _("“{quote}” looks like somebody’s name.").format(quote=quote), _(HELP_NAME))


def everybody_in(text: str, language: Language) -> list[str]:
    """All of it as a plain list, for whoever asks about a text that is not read over."""
    names = names_of(language)
    return list(dict.fromkeys([*numbers_in(text, names), *people_in(text, names)])) if names else []


def numbers_in(text: str, names: Names) -> Iterator[str]:
    """Addresses and numbers by which somebody is known."""
    if "@" in text:
        yield from (mail for mail in MAIL.findall(text) if not names.is_mailbox(mail))
        yield from HANDLE.findall(text)
    if not any(map(str.isdigit, text)):
        return
    for found in TELEPHONE.findall(text):
        if FEWEST_DIGITS <= sum(map(str.isdigit, found)) <= MOST_DIGITS:
            yield found.strip()
    yield from names.numbered.findall(text)
    yield from LOGIN.findall(text)


def people_in(text: str, names: Names) -> list[str]:
    """Names, each once and in its longest form."""
    found = list(dict.fromkeys([*surely_in(text, names), *perhaps_in(text, names)]))[:MOST_IN_A_PASSAGE]
    return [one for one in found if not any(one != other and one in other for other in found)]


def surely_in(text: str, names: Names) -> Iterator[str]:
    for pattern in names.sure:
        for match in pattern.finditer(text):
            if names.could_be_somebody(match["name"]) and not is_cited(text, match.start(), match.end(), names):
                yield match["quote"]


def perhaps_in(text: str, names: Names) -> Iterator[str]:
    """A given name with another name after it, or after what somebody is to the author."""
    for match in names.name.finditer(text):
        if match[0] not in names.given:
            continue
        start, end = match.span()
        following = NEXT.match(text, end)
        if following and names.could_be_somebody(following[1]):
            end = following.end()
        elif not names.role.search(text[max(0, start - LONGEST_ROLE) : start]):
            continue
        if names.could_be_somebody(text[start:end]) and not is_cited(text, start, end, names):
            yield text[start:end]


def is_cited(text: str, start: int, end: int, names: Names) -> bool:
    """An author of something read, or a building, a prize or a day called after somebody."""
    following = NEXT.match(text, end)
    if following and following[1] in names.places:
        return True
    after, before = text[end : end + 60], text[max(0, start - 30) : start]
    return bool(YEAR.match(after) or names.written_about.match(after) or names.cited.search(before))
