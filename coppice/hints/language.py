"""What the rules know of a language: its lists of words, each a file that can be read and corrected by anybody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

FOLDER = Path(__file__).parent / "languages"
LONGEST_LOOKED_AT = 50_000
WORD = re.compile(r"[\w’']+")


class Language:
    """The files of one language; a rule whose files are not there has nothing to say in it."""

    def __init__(self, code: str) -> None:
        self.folder = FOLDER / code

    def words(self, name: str) -> list[str]:
        """The words of a text file; lines that begin with # are remarks."""
        return [word for line in self.lines(name) for word in line.split()]

    def lines(self, name: str) -> list[str]:
        file = self.folder / f"{name}.txt"
        kept = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        return [line for line in kept if line and not line.startswith("#")]

    def table(self, name: str) -> Any:
        file = self.folder / f"{name}.yaml"
        return yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else None

    @cached_property
    def small_words(self) -> frozenset[str]:
        return frozenset(self.words("small-words"))

    @cached_property
    def known_acronyms(self) -> frozenset[str]:
        return frozenset(word.upper() for word in self.words("known-acronyms"))

    @cached_property
    def reflecting(self) -> re.Pattern[str]:
        return any_of(self.lines("reflecting"))


def any_of(expressions: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of them as whole words, whatever the case; * stands for the rest of a word."""
    longest_first = sorted(map(str, expressions), key=len, reverse=True)
    either = "|".join(re.escape(one).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for one in longest_first)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)" if either else r"(?!)", re.IGNORECASE)


@lru_cache(maxsize=8)
def language(code: str) -> Language:
    """By its code; a variety of a language is read as the language: en-gb as en."""
    return Language(code.split("-", maxsplit=1)[0])


def language_of(text: str) -> Language:
    """The language that most small words of a text belong to, whatever its reader speaks; else the community's."""
    words = Counter(WORD.findall(text[:LONGEST_LOOKED_AT].casefold().replace("’", "'")))
    ours = language(settings.LANGUAGE_CODE)
    others = [language(folder.name) for folder in sorted(FOLDER.iterdir())]
    return max([ours, *others], key=lambda one: sum(words[small] for small in one.small_words))
