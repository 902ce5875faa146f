"""A document as it was found: its passages in order, its pictures, and what could not be understood."""

from __future__ import annotations

from dataclasses import dataclass, field

from coppice.portfolios.documents.dossier import Attachment


@dataclass(frozen=True, slots=True)
class Found:
    """A heading (level 0: none) and the text up to the next one, as cleaned HTML."""

    heading: str
    level: int
    html: str
    words: int


@dataclass(frozen=True, slots=True)
class Source:
    title: str
    passages: tuple[Found, ...]
    pictures: tuple[Attachment, ...] = ()
    not_understood: tuple[str, ...] = field(default=())

    @property
    def words(self) -> int:
        return sum(passage.words for passage in self.passages)
