"""What was found, as a page shows it: the words asked for are marked, in the title and where they are said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString

from coppice.kernel.findable import kinds
from coppice.search.asking import Asked
from coppice.search.models import Card
from coppice.search.seeing import Row, authors_of, cards, titles_of
from coppice.search.words import folded, stem, stems

LONGEST, BEFORE, AROUND, READ = 240, 70, 700, 20_000
ACCENTS = {
    each[0]: each
    for each in (
        "aàáâäãåāăą cçćč dđďð eèéêëēęě gğ iìíîïīı lł nñńň oòóôöõøōő rř sśšşș tţțť uùúûüūůű wŵ yýÿŷ zźżž".split()
    )
}
REST = r"[^\W_]*"


def written(found: str) -> str:
    """A stem as somebody may have written it, with accents or without."""
    return "".join(f"[{ACCENTS[c]}]" if c in ACCENTS else re.escape(c) for c in found)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the answer."""

    url: str
    title: SafeString
    words: SafeString
    kind: str
    author: str
    changed: datetime | None


class Marker:
    """Finds the words of a question in a text as it was written."""

    def __init__(self, asked: Asked) -> None:
        said = [asked.stems_of(word) for word in asked.words]
        self.exact = {each for exact, _ in said for each in exact}
        self.begun = tuple(begun for _, begun in said if begun)
        self.quoted = {tuple(map(stem, phrase)) for phrase in asked.phrases}
        starts = sorted({*self.exact, *self.begun}, key=len, reverse=True)
        quoted = (r"[\W_]+".join(f"{written(each)}{REST}" for each in phrase) for phrase in self.quoted)
        ways = [*quoted, *(f"{written(each)}{REST}" for each in starts)]
        self.pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(ways)})", re.IGNORECASE)
        self.first = [
            *asked.phrase_stems,
            *(f" {each} " for each in sorted(self.exact, key=lambda one: (-len(one), one))),
        ]

    def found(self, text: str, begin: int = 0, end: int = READ) -> Iterator[tuple[int, int]]:
        for each in self.pattern.finditer(text, begin, end):
            word = folded(each[0])
            is_quoted = bool(self.quoted) and tuple(stems(each[0])) in self.quoted
            if is_quoted or stem(word) in self.exact or (self.begun and word.startswith(self.begun)):
                yield each.start(), each.end()

    def marked(self, text: str, begin: int = 0, end: int | None = None) -> SafeString:
        """That part of a text, safe for a page, with its marks."""
        end, last, parts = len(text) if end is None else end, begin, list[str]()
        for start, stop in self.found(text, begin, end):
            parts += [escape(text[last:start]), "<mark>", escape(text[start:stop]), "</mark>"]
            last = stop
        return SafeString("".join([*parts, escape(text[last:end])]))

    def excerpt(self, card: Card) -> SafeString:
        """The place where the words are said, or the beginning."""
        text, place = card.said, self.place(card)
        told = len(card.title.rstrip("…")) if card.title and text.startswith(card.title.rstrip("…")) else 0
        place = max(place, told)
        begin = told if place <= told + BEFORE else text.rfind(" ", 0, place - BEFORE) + 1
        end = len(text) if len(text) <= begin + LONGEST else max(text.rfind(" ", 0, begin + LONGEST), place)
        before, after = "… " if begin > told else "", " …" if end < len(text) else ""
        begin += len(text[begin:end]) - len(text[begin:end].lstrip(" .,;:!?–…"))
        return SafeString(f"{before}{self.marked(text, begin, end)}{after}")

    def place(self, card: Card) -> int:
        """Where they are first said. The stems, which are quick to look through, tell about where that is."""
        text, skipped = card.said, len(" ".join(stems(card.title)))
        if text.startswith(card.title.rstrip("…")):
            skipped *= 2
        spot = next((at for each in self.first if (at := card.stems.find(each, skipped)) >= 0), -1)
        about = int(spot / max(len(card.stems), 1) * len(text)) if spot > 0 else 0
        near = next(self.found(text, max(0, about - AROUND), about + AROUND), None) if spot > 0 else None
        near = near or next(self.found(text), None)
        return near[0] if near else 0


def lines(asked: Asked, rows: Sequence[Row]) -> list[Line]:
    """The lines of a page, in a few queries."""
    marker, known, found = Marker(asked), kinds(), cards([row.pk for row in rows])
    titles = titles_of([card.item_id for card in found.values() if card.item_id])
    authors = authors_of(found.values())
    return [
        line_of(card, marker, str(known[card.kind].label), titles, authors)
        for row in rows
        if (card := found.get(row.pk))
    ]


def line_of(card: Card, marker: Marker, kind: str, titles: dict[Any, Any], authors: dict[Any, str]) -> Line:
    """What has no title of its own goes by the title of what it hangs on."""
    title, changed = titles.get(card.item_id, ("", None))
    return Line(
        url=card.path, title=marker.marked(card.title or title), words=marker.excerpt(card), kind=kind,
        author=authors.get(card.key, ""), changed=changed if card.item_id == card.key else None,
    )  # fmt: skip
