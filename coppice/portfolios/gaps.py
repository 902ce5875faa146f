"""What is missing in a portfolio, and which entries of the journal would fill it, and why. Plain values in and out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import Literal
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from coppice.frameworks.parts import Principle
from coppice.kernel.addresses import address
from coppice.kernel.listed import listed
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
            said = _("No evidence anywhere shows {principle} yet.").format(principle=cell.principle.label)
            yield Gap("principle", None, cell.principle, said, ())
        elif cell.is_old(today) and cell.newest:
            said = _("The newest evidence for {principle} is from {month}.")
            said = said.format(principle=cell.principle.label, month=month(cell.newest))
            yield Gap("age", None, cell.principle, said, ())
    for row in grid.rows:
        yield from _missing_in(row)


def _missing_in(row: Row) -> Iterator[Gap]:
    section = row.section
    if not section.is_asked:
        return
    if not section.evidence:
        said = _("{section} has no evidence beside it yet.").format(section=section.title)
        yield Gap("section", section, None, said, ())
    for cell in row.cells:
        if cell.strength is Strength.CLAIMED:
            said = _("{section} claims {principle}, and nothing beside it shows that yet.")
            said = said.format(section=section.title, principle=cell.principle.label)
            yield Gap("evidence", section, cell.principle, said, ())
        elif cell.strength is Strength.EVIDENCED:
            said = _("In {section}, {principle} is shown but not reflected on.")
            said = said.format(section=section.title, principle=cell.principle.label)
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
    parts = [_("It speaks to {codes}").format(codes=listed(list(map(str, codes))))]
    parts.append(_("it is from {month}").format(month=month(candidate.on)))
    if candidate.is_reflected:
        parts.append(_("you have reflected on it"))
    if candidate.has_files:
        parts.append(_("it has files"))
    parts.append(_used(candidate))
    return _joined([part for part in parts if part]) + "."


def _used(candidate: Candidate) -> str:
    match len(candidate.used_in):
        case 0:
            return _("you have not used it yet")
        case 1:
            return _("it is already in {section}").format(section=min(candidate.used_in))
        case many:
            return ngettext("it is already in {n} section", "it is already in {n} sections", many).format(n=many)


def _joined(parts: Sequence[str]) -> str:
    some, last = ", ".join(parts[:-1]), parts[-1]
    return pgettext("between clauses", "{some} and {last}").format(some=some, last=last)
