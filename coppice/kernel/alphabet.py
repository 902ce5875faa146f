"""Putting names in order as the reader's alphabet has it, whatever the database thinks.

Lists that are shown in the order of their names are short, so they are sorted here once they are loaded. In Welsh *ch*,
*dd*, *ff*, *ng*, *ll*, *ph*, *rh* and *th* are letters: Lloyd comes after Lyn. Accents and capitals only break ties.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import get_language

WELSH = "a b c ch d dd e f ff g ng h i j k l ll m n o p ph q r rh s t th u v w x y z".split()
PLACE = {letter: place for place, letter in enumerate(WELSH)}
LETTER = re.compile("ch|dd|ff|ng|ll|ph|rh|th|.", re.DOTALL)
type Key = tuple[list[tuple[int, int | str]], str, str]


def in_order[T](things: Iterable[T], name: Callable[[T], Any] = str) -> list[T]:
    """The things by their names; those of the same name stay as they came."""
    return sorted(things, key=lambda thing: key(str(name(thing))))


def key(name: str) -> Key:
    """What a name is compared by: its letters, then its accents, then its capitals."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(character for character in folded if not unicodedata.combining(character))
    letters = LETTER.findall(bare) if get_language() == "cy" else list(bare)
    return [placed(letter) for letter in letters], folded, name


def placed(letter: str) -> tuple[int, int | str]:
    """Spaces, signs and numbers come first, then the alphabet, then the letters of other scripts."""
    if letter in PLACE:
        return 1, PLACE[letter]
    return (2, letter) if letter.isalpha() else (0, letter)
