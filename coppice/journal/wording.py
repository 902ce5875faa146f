"""What can be said of an entry from its own words: a title, a gist for lists, the words it can be found by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from coppice.kernel import richtext

TITLE, GIST = 80, 220
DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
SENTENCE = re.compile(r"(?<=[.!?…])\s")


@dataclass(frozen=True)
class Told:
    """An entry in short."""

    title: str
    gist: str
    words: str


def of(texts: Mapping[str, str], own_title: str = "") -> Told:
    """An entry in short; without a title of its own its first words are its title, and the gist goes on from there."""
    plain = [words for html in texts.values() if (words := richtext.plain(html).strip())]
    first = line(plain[0]) if plain else ""
    if own_title:
        return Told(own_title, shortened(first, GIST), "\n".join(plain))
    title = shortened(SENTENCE.split(first, maxsplit=1)[0].rstrip(".") if first else "", TITLE)
    rest = first[len(title.rstrip("…")) :].lstrip(" .,;:!?…–-")
    return Told(title, shortened(rest, GIST), "\n".join(plain))


def line(text: str) -> str:
    """One line without control or direction characters."""
    kept = "".join(
        c for c in text if c.isspace() or (unicodedata.category(c) not in {"Cc", "Cs"} and c not in DIRECTIONS)
    )
    return " ".join(kept.split())


def shortened(text: str, longest: int) -> str:
    """At most so many characters, ended at a word."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > longest // 2 else cut).rstrip(" ,;:–-") + "…"


def folded(text: str) -> str:
    """As it is looked for: neither case nor composition matters."""
    return unicodedata.normalize("NFKC", text).casefold().replace("\0", "")
