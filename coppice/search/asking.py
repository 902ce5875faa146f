"""What somebody asks for: words, “quotations”, -words to leave out, and a word that is still being typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from coppice.search.indexing import pair
from coppice.search.lexemes import Either, Every, Lexeme, Looked, every, some
from coppice.search.words import SMALL, on_the_way, stem, tokens

MOST_WORDS, LONGEST, SHORTEST_BEGINNING, FEW = 10, 200, 3, 5
QUOTED = re.compile(r"(?<!\w)([-−–]?)[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]?")
LEFT_OUT = re.compile(r"(?<!\S)[-−–](?=\w)(\S+)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, read. `words` are folded; the last of them may still be being typed."""

    typed: str = ""
    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    unwanted: tuple[tuple[str, ...], ...] = ()
    is_open: bool = False

    @classmethod
    def read(cls, typed: str) -> Asked:
        """What was typed. Nothing in it is wrong: a quotation mark without its other one ends where the words do."""
        is_ended = typed[-1:].isspace()
        typed = " ".join(typed.replace("\0", " ").split())[:LONGEST]
        phrases, unwanted, rest, end = list[tuple[str, ...]](), list[tuple[str, ...]](), "", 0
        for found in QUOTED.finditer(typed):
            rest, end = f"{rest} {typed[end : found.start()]}", found.end()
            said = tuple(tokens(found[2])[:MOST_WORDS])
            if said:
                (unwanted if found[1] else phrases).append(said)
        rest += f" {typed[end:]}"
        unwanted += [said for found in LEFT_OUT.findall(rest) if (said := tuple(tokens(found)))]
        words = tokens(LEFT_OUT.sub(" ", rest))[:MOST_WORDS]
        kept = [word for word in words if word not in SMALL] or ([] if phrases else words)
        is_open = (
            not is_ended
            and kept[-1:] == words[-1:] != []
            and typed[-1:].isalnum()
            and len(words[-1]) >= SHORTEST_BEGINNING
        )
        return cls(typed, tuple(dict.fromkeys(kept)), tuple(phrases), tuple(unwanted), is_open)

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.phrases)

    @property
    def phrase_stems(self) -> list[str]:
        """Each quotation as it stands among the stems of a card."""
        return [f" {' '.join(map(stem, said))} " for said in self.phrases]

    @property
    def unwanted_stems(self) -> list[str]:
        return [f" {' '.join(map(stem, said))} " for said in self.unwanted]

    @property
    def looked_for(self) -> Looked:
        """Every word and every quotation."""
        return every([*map(self.word, self.words), *self.quoted])

    @property
    def in_titles(self) -> Looked:
        """Every word in the title."""
        return every([*(self.word(word, "t:") for word in self.words), *self.quoted])

    @property
    def nearly(self) -> Looked | None:
        """All words but one, or but two of many; None when there are too few to do without."""
        least = len(self.words) - (1 if len(self.words) < FEW else 2)
        if least < 1:
            return None
        ways = (every(map(self.word, each)) for each in combinations(self.words, least))
        return every([some(ways), *self.quoted])

    @property
    def quoted(self) -> list[Looked]:
        return [part for said in self.phrases for part in parts_of(said)]

    def word(self, word: str, mark: str = "") -> Looked:
        """One word, whatever its ending; the last one as far as it was typed."""
        if not (self.is_open and word == self.words[-1]):
            return Lexeme(mark + stem(word))
        ways = [Lexeme(mark + each) for each in sorted(on_the_way(word))]
        return Either((*ways, Lexeme(mark + word, begins=True)))

    def stems_of(self, word: str) -> tuple[set[str], str]:
        """What a word is recognised by among stems: any of these, or whatever begins so."""
        if self.is_open and self.words and word == self.words[-1]:
            return on_the_way(word), word
        return {stem(word)}, ""

    def with_others(self, instead: dict[str, str]) -> Asked:
        """The same with other words in the place of some."""
        words = tuple(instead.get(word, word) for word in self.words)
        return replace(self, words=words, is_open=self.is_open and self.words[-1] not in instead)


def parts_of(said: Sequence[str]) -> Iterable[Looked]:
    """What a card with this quotation has in any case: its words, and its pairs with small words."""
    pairs = [(one, other) for one, other in pairwise(said) if one in SMALL or other in SMALL]
    in_pairs = {word for both in pairs for word in both}
    alone = [Lexeme(stem(word)) for word in said if word not in in_pairs]
    yield Every(tuple(dict.fromkeys([*(Lexeme(pair(*both)) for both in pairs), *alone])))
