"""How people are named in a language, made ready once from its lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from coppice.hints.language import Language

UPPER, LOWER = "A-ZÀ-ÖØ-ÞĆČŁŃŚŠŹŻŽ", "a-zà-öø-ÿąćčęěğıłńňőřśşšťůűźżž"
PART = rf"(?:[{UPPER}][’'])?[{UPPER}](?:[a-z]?c[{UPPER}])?[{LOWER}]+"
NAME = rf"{PART}(?:-{PART})?"
WHOLE = rf"{NAME}(?:[ \xa0]{NAME})?"


class Names(NamedTuple):
    """Patterns and lists of one language. What is `sure` is believed whatever the name."""

    sure: tuple[re.Pattern[str], ...]
    name: re.Pattern[str]
    role: re.Pattern[str]
    numbered: re.Pattern[str]
    written_about: re.Pattern[str]
    cited: re.Pattern[str]
    given: frozenset[str]
    mailboxes: frozenset[str]
    places: frozenset[str]
    no_people: frozenset[str]

    def could_be_somebody(self, name: str) -> bool:
        """Whether none of its parts is a word that people are not called by, nor an author whom everybody reads."""
        return self.no_people.isdisjoint(re.split("[ \xa0]", name))

    def is_mailbox(self, mail: str) -> bool:
        """An office's address rather than a person's."""
        return not self.mailboxes.isdisjoint(re.split(r"[._+-]", mail.partition("@")[0].lower()))


@lru_cache(maxsize=8)
def names_of(language: Language) -> Names | None:
    lists = language.table("people")
    return names_from(lists, language.words("given-names")) if lists else None


def names_from(lists: dict[str, Any], given: Iterable[str]) -> Names:
    role = rf"\b(?:{either(lists['roles'])})s?,?[ \xa0]"
    return Names(
        sure=(
            re.compile(rf"\b(?P<quote>(?:{either(lists['titles'])})\.?[ \xa0](?P<name>{WHOLE}))"),
            re.compile(rf"{role}(?:called|named)[ \xa0](?P<quote>(?P<name>{WHOLE}))"),
            re.compile(rf"\b(?:{either(lists['personal'])})[ \xa0](?P<quote>(?P<name>{NAME}[ \xa0]{NAME}))"),
        ),
        name=re.compile(rf"\b{NAME}"),
        role=re.compile(rf"{role}$"),
        numbered=re.compile(
            rf"\b(?:(?:{either(lists['numbered'])})s?(?:[’']s)?(?: (?:number|no\.?|id|ID))?|ID)"
            r"[ :#(]{1,3}(\d{5,10})\b"
        ),
        written_about=re.compile(rf"[’']s? (?:[\w-]+ ){{0,2}}?(?:{either(lists['written about'])})\b"),
        cited=re.compile(rf"\b(?:{either(lists['cited'])})(?: \w+)? $", re.IGNORECASE),
        given=frozenset(given),
        mailboxes=frozenset(lists["mailboxes"]),
        places=frozenset(lists["places"]),
        no_people=frozenset([*lists["no people"], *lists["authors"], *lists["places"]]),
    )


def either(words: Iterable[str]) -> str:
    """Any of them, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
