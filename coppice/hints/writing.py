"""What the rules read, and what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape
from typing import NamedTuple

from coppice.hints.judging import Looked
from coppice.kernel import richtext
from coppice.kernel.richtext import Block

LONGEST_QUOTE = 90
LONGEST_READ = 600_000
BESIDE, LINKS = "files", "links"


class Passage(NamedTuple):
    """One block of one of the texts."""

    code: str
    block: Block

    @property
    def text(self) -> str:
        return self.block.text


@dataclass(frozen=True)
class Writing:
    """Everything that one item says. `reflecting` names the texts that ask what one makes of it.

    `looked_up` has what was found at its addresses, if somebody allowed to look.
    """

    passages: tuple[Passage, ...]
    reflecting: frozenset[str] = frozenset()
    people_are_noted: bool = False
    looked_up: Mapping[str, Looked] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        texts: Mapping[str, str],
        *,
        reflecting: Iterable[str] = (),
        pictures: Iterable[str] = (),
        links: Iterable[tuple[str, str]] = (),
        people_are_noted: bool = False,
    ) -> Writing:
        passages = (Passage(code, block) for code, html in texts.items() for block in richtext.blocks(html))
        beside = (picture_beside(number, alt) for number, alt in enumerate(pictures))
        named = (link_beside(number, url, label) for number, (url, label) in enumerate(links))
        return cls((*beginning(passages), *beside, *named), frozenset(reflecting), people_are_noted)

    @property
    def said(self) -> str:
        return "\n".join(passage.text for passage in self.prose)

    @property
    def prose(self) -> Iterator[Passage]:
        """The passages that are meant to be read as sentences."""
        return (passage for passage in self.passages if passage.block.tag != "pre" and passage.text)


def picture_beside(number: int, alt: str) -> Passage:
    """A picture that stands in no text, as if it were a passage after them."""
    return Passage(BESIDE, Block(f"beside{number:02}", "figure", "", f'<img alt="{escape(alt)}">'))


def link_beside(number: int, url: str, label: str) -> Passage:
    """A link that stands in no text, likewise."""
    html = f'<a href="{escape(url)}">{escape(label)}</a>'
    return Passage(LINKS, Block(f"links{number:03}", "p", "", html))


def beginning(passages: Iterable[Passage]) -> Iterator[Passage]:
    """As much as a long book has; what is longer is read up to there."""
    left = LONGEST_READ
    for passage in passages:
        left -= len(passage.text)
        if left < 0:
            return
        yield passage


class Found(NamedTuple):
    """A rule found something: the words it is about, why it says so, and what might help."""

    passage: Passage
    quote: str
    why: str
    help: str


class Hint(NamedTuple):
    """What a rule found, with the mark under which it can be put aside until its passage changes."""

    rule: str
    found: Found

    @property
    def mark(self) -> str:
        passage = self.found.passage
        seen = f"{self.rule}\0{passage.code}\0{passage.block.html}\0{self.found.quote}"
        return sha256(seen.encode()).hexdigest()[:32]


def shortened(text: str, longest: int = LONGEST_QUOTE) -> str:
    """The beginning of it, on one line, ending with a whole word."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[:longest].rsplit(" ", 1)[0] + "…"
