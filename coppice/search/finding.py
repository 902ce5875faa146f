"""The answer to a question: the best of what may be seen, a page at a time and by kinds; and what to do with little."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from coppice.audience.viewing import Viewer
from coppice.kernel import keyset
from coppice.search.asking import Asked
from coppice.search.correcting import corrected
from coppice.search.lexemes import Lexeme, Looked, Without, some
from coppice.search.ranking import scoring
from coppice.search.seeing import EVER, Looking, Row
from coppice.search.words import stem

A_PAGE, WEIGHED, BY_TITLE, FEW = 20, 100, 30, 3


@dataclass(frozen=True)
class Mark:
    """Where a page ended: among what was weighed together, by score and id; and before which id that begins."""

    before: int = EVER
    score: int | None = None
    pk: int = EVER

    def __str__(self) -> str:
        return keyset.write(self.before, "" if self.score is None else self.score, self.pk)

    @classmethod
    def read(cls, mark: str) -> Mark:
        """A mark that cannot be read starts from the beginning."""
        said = keyset.values(mark, keyset.number, lambda score: keyset.number(score) if score else None, keyset.number)
        return cls(*said) if said else cls()


@dataclass(frozen=True)
class Answer:
    """What was found. `counts` are of what was weighed; with `is_more` there are at least so many."""

    asked: Asked
    rows: list[Row] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    is_more: bool = False
    next: str = ""
    instead: dict[str, str] = field(default_factory=dict)
    nearly: bool = False


@dataclass
class Search:
    """One question of one viewer, of one kind or of all."""

    asked: Asked
    looking: Looking
    kind: str = ""

    def answer(self, mark: Mark) -> Answer:
        """A page of what says it all; if nothing does, of what was meant; if little does, of what says most."""
        asked = self.asked
        whole = self.weighed(asked.looked_for, self.kind, mark.before)
        if not whole and mark.before == EVER and (instead := corrected(asked, self.looking)):
            other = Search(asked.with_others(instead), self.looking, self.kind).answer(mark)
            return Answer(other.asked, other.rows, other.counts, other.is_more, other.next, instead, other.nearly)
        is_titled = asked.words and self.goes_on(whole, mark)
        titled = self.weighed(asked.in_titles, self.kind, most=BY_TITLE) if is_titled else []
        near = self.nearly(whole, mark)
        known = {row.pk for row in titled}
        found = [row for row in whole if row.pk not in known] + (titled if mark.before == EVER else []) + near
        counts, is_more = self.counted(found, whole)
        rows, following = self.page(found, whole, mark, {row.pk for row in near})
        return Answer(asked, rows, counts, is_more, following, nearly=bool(near) and not whole)

    def goes_on(self, whole: list[Row], mark: Mark) -> bool:
        return len(whole) == WEIGHED or mark.before != EVER

    def nearly(self, whole: list[Row], mark: Mark) -> list[Row]:
        enough = FEW if len(self.asked.words) > 2 else 1
        if len(whole) >= enough or mark.before != EVER or (looked := self.asked.nearly) is None:
            return []
        known = {row.pk for row in whole}
        return [row for row in self.weighed(looked, self.kind) if row.pk not in known]

    def weighed(self, looked: Looked, kind: str, before: int = EVER, most: int = WEIGHED) -> list[Row]:
        words = [Lexeme(stem(said[0])) for said in self.asked.unwanted if len(said) == 1]
        looked = Without(looked, some(words)) if words else looked
        phrases, unwanted = self.asked.phrase_stems, self.asked.unwanted_stems
        return self.looking.newest(looked, most=most, kind=kind, before=before, saying=phrases, not_saying=unwanted)

    def counted(self, found: list[Row], whole: list[Row]) -> tuple[Counter[str], bool]:
        """How many of each kind; asked of all kinds, whichever is looked at."""
        if self.kind:
            every_kind = Search(self.asked, self.looking)
            whole = every_kind.weighed(self.asked.looked_for, "")
            found = whole + every_kind.nearly(whole, Mark())
        return Counter(row.kind for row in found), len(whole) == WEIGHED

    def page(self, found: list[Row], whole: list[Row], mark: Mark, near: set[int]) -> tuple[list[Row], str]:
        """The best of them after the mark, and the mark from which the next page goes on."""
        score = scoring(self.asked)
        ranked = sorted(((row.pk not in near, score(row), row.pk, row) for row in found), reverse=True)
        order = {row.pk: (10**6 * is_whole + points, pk) for is_whole, points, pk, row in ranked}
        if mark.score is not None:
            ranked = [each for each in ranked if order[each[2]] < (mark.score, mark.pk)]
        rows = [each[3] for each in ranked[:A_PAGE]]
        if len(ranked) > A_PAGE:
            return rows, str(Mark(mark.before, *order[rows[-1].pk]))
        return rows, str(Mark(whole[-1].pk)) if len(whole) == WEIGHED else ""


def search(asked: Asked, viewer: Viewer, *, now: datetime, kind: str = "", after: str = "") -> Answer:
    """Everything the viewer may see that says what is asked."""
    if asked.is_empty:
        return Answer(asked)
    return Search(asked, Looking(viewer, now), kind).answer(Mark.read(after))
