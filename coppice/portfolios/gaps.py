"""What is missing in a portfolio, and which entries of the journal would fill it, and why. Plain values in and out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import Literal
from uuid import UUID

from coppice.frameworks.parts import Principle
from coppice.kernel.addresses import address
from coppice.portfolios.coverage import Grid, Row, SoFar, Strength, month

MOST_GAPS = 12
MOST_ENTRIES = 3

type Kind = Literal["principle", "evidence", "section", "reflection", "age"]
_ORDER: Mapping[Kind, int] = {"principle": 0, "evidence": 1, "section": 2, "reflection": 3, "age": 4}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry of the journal that could be evidence. `codes` are those of this framework, without its slug."""

    entry: UUID
    title: str
    codes: frozenset[str]
    on: date
    is_reflected: bool
    has_files: bool = False
    used_in: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Filling:
    """An entry that would fill a gap, why, and beside which section it belongs (None: it speaks to none here)."""

    candidate: Candidate
    reason: str
    place: SoFar | None = None

    @property
    def url(self) -> str:
        """Where it is set beside its section; without one, the entry."""
        if self.place is None:
            return address("item", self.candidate.entry)
        return f"{address('portfolios:new_evidence', self.place.key)}?entry={self.candidate.entry}"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing: in one section, or (section None) in the whole portfolio."""

    kind: Kind
    section: SoFar | None
    principle: Principle | None
    sentence: str
    fillings: tuple[Filling, ...]

    @property
    def url(self) -> str:
        return address("portfolios:section", self.section.key) if self.section else ""


def gaps(grid: Grid, candidates: Iterable[Candidate], today: date, most: int = MOST_GAPS) -> tuple[Gap, ...]:
    """What is missing, what matters most first; among equals, what an entry could fill at once."""
    shelf = _Shelf(candidates, [row.section for row in grid.rows])
    found = sorted(_missing(grid, today), key=lambda gap: _ORDER[gap.kind])[: 4 * most]
    filled = [_filled(gap, shelf) for gap in found]
    filled.sort(key=lambda gap: (_ORDER[gap.kind], not gap.fillings))
    return tuple(filled[:most])


def fillings(section: SoFar, principle: Principle, candidates: Iterable[Candidate]) -> tuple[Filling, ...]:
    """The entries that would fill one cell, best first."""
    return _Shelf(candidates, [section]).best(section, principle)


def _missing(grid: Grid, today: date) -> Iterator[Gap]:
    for cell in grid.overall:
        if cell.strength < Strength.EVIDENCED:
            yield Gap("principle", None, cell.principle, f"No evidence anywhere shows {cell.principle.label} yet.", ())
        elif cell.is_old(today) and cell.newest:
            said = f"The newest evidence for {cell.principle.label} is from {month(cell.newest)}."
            yield Gap("age", None, cell.principle, said, ())
    for row in grid.rows:
        yield from _missing_in(row)


def _missing_in(row: Row) -> Iterator[Gap]:
    section = row.section
    if not section.is_asked:
        return
    if not section.evidence:
        yield Gap("section", section, None, f"{section.title} has no evidence beside it yet.", ())
    for cell in row.cells:
        if cell.strength is Strength.CLAIMED:
            said = f"{section.title} claims {cell.principle.label}, and nothing beside it shows that yet."
            yield Gap("evidence", section, cell.principle, said, ())
        elif cell.strength is Strength.EVIDENCED:
            said = f"In {section.title}, {cell.principle.label} is shown but not reflected on."
            yield Gap("reflection", section, cell.principle, said, ())


def _filled(gap: Gap, shelf: "_Shelf") -> Gap:
    if gap.kind == "reflection":
        return gap
    return Gap(gap.kind, gap.section, gap.principle, gap.sentence, shelf.best(gap.section, gap.principle))


class _Shelf:
    """Entries sorted once, the most useful first, and found by what they speak to."""

    def __init__(self, candidates: Iterable[Candidate], sections: Sequence[SoFar]) -> None:
        self._sections = [section for section in sections if section.is_asked]
        self._by_code: dict[str, list[Candidate]] = defaultdict(list)
        for candidate in sorted(candidates, key=_worth, reverse=True):
            for code in candidate.codes:
                self._by_code[code].append(candidate)

    def best(self, section: SoFar | None, principle: Principle | None) -> tuple[Filling, ...]:
        """Entries that speak to both come first, then to the principle, then to the section."""
        shows = self._by_code.get(principle.code, []) if principle else []
        fits = self._by_code.get(section.code, []) if section else []
        both = (one for one in shows if section and section.code in one.codes)
        ranked = chain(both, shows, fits)
        chosen = islice(_fresh(ranked, section), MOST_ENTRIES)
        return tuple(self._filling(one, section or self._place(one), principle) for one in chosen)

    def _filling(self, candidate: Candidate, place: SoFar | None, principle: Principle | None) -> Filling:
        return Filling(candidate, _reason(candidate, place, principle), place)

    def _place(self, candidate: Candidate) -> SoFar | None:
        return next((section for section in self._sections if section.code in candidate.codes), None)


def _worth(candidate: Candidate) -> tuple[bool, bool, bool, date, UUID]:
    return (not candidate.used_in, candidate.is_reflected, candidate.has_files, candidate.on, candidate.entry)


def _fresh(ranked: Iterable[Candidate], section: SoFar | None) -> Iterator[Candidate]:
    """Each entry once, and none that lies beside this section already."""
    seen = {piece.entry for piece in section.evidence} if section else set()
    for candidate in ranked:
        if candidate.entry not in seen:
            seen.add(candidate.entry)
            yield candidate


def _reason(candidate: Candidate, section: SoFar | None, principle: Principle | None) -> str:
    codes = [one for one in (section and section.code, principle and principle.code) if one in candidate.codes]
    parts = [f"It speaks to {' and '.join(str(code) for code in codes)}", f"it is from {month(candidate.on)}"]
    if candidate.is_reflected:
        parts.append("you have reflected on it")
    if candidate.has_files:
        parts.append("it has files")
    parts.append(_used(candidate))
    return _joined([part for part in parts if part]) + "."


def _used(candidate: Candidate) -> str:
    match len(candidate.used_in):
        case 0:
            return "you have not used it yet"
        case 1:
            return f"it is already in {min(candidate.used_in)}"
        case many:
            return f"it is already in {many} sections"


def _joined(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
