"""Sections × principles: how strongly each is shown, and how old the newest evidence is. Plain values in and out.

A cell climbs a ladder. Claimed: its author says so. Evidenced: an entry beside the section speaks to the principle.
Reflected: that entry has a reflection, or the section's own reflection is more than a few words. Reviewed: somebody
else sees it there too. What a reader sees without any evidence is no more than claimed.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from uuid import UUID

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from coppice.frameworks.parts import Principle

FEW_WORDS = 40
LONG_AGO_DAYS = 3 * 365


class Strength(IntEnum):
    """How strongly something is shown."""

    NONE = 0
    CLAIMED = 1
    EVIDENCED = 2
    REFLECTED = 3
    REVIEWED = 4

    @property
    def word(self) -> str:
        return self.name.lower()

    @property
    def label(self) -> str:
        return str(_LABELS[self])


_LABELS = {
    Strength.NONE: gettext_lazy("Nothing yet"),
    Strength.CLAIMED: gettext_lazy("Claimed"),
    Strength.EVIDENCED: gettext_lazy("Evidenced"),
    Strength.REFLECTED: gettext_lazy("Reflected on"),
    Strength.REVIEWED: gettext_lazy("Seen by a reader"),
}
NOTHING = gettext_noop("{principle} in {section}: nothing yet.")
NOT_ASKED = gettext_noop("{principle} in {section}: not asked here.")
CLAIMED = gettext_noop("{principle} in {section}: claimed, and no evidence beside the section shows it yet.")
SEEN_ALONE = gettext_noop(
    "{principle} in {section}: a reader sees it, and no evidence beside the section shows it yet."
)
SHOWN = {
    Strength.EVIDENCED: gettext_noop("{principle} in {section}: {evidence}, without a reflection so far."),
    Strength.REFLECTED: gettext_noop("{principle} in {section}: {evidence}, reflected on."),
    Strength.REVIEWED: gettext_noop("{principle} in {section}: {evidence}, and a reader sees it too."),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry beside a section. `codes` are those of this framework, without its slug."""

    entry: UUID
    codes: frozenset[str]
    on: date
    is_reflected: bool


@dataclass(frozen=True, slots=True)
class SoFar:
    """A section as it stands. `reflection` names the texts that reflect; not `is_asked`: no principle is looked for."""

    key: str
    code: str
    number: int
    title: str
    words: Mapping[str, int]
    claims: Set[str] = frozenset()
    evidence: Sequence[Shown] = ()
    reviews: Set[str] = frozenset()
    reflection: Set[str] = frozenset({"reflection"})
    is_asked: bool = True

    @property
    def has_reflection(self) -> bool:
        return sum(self.words.get(code, 0) for code in self.reflection) >= FEW_WORDS

    def shows(self, code: str) -> list[Shown]:
        return [piece for piece in self.evidence if code in piece.codes]


@dataclass(frozen=True, slots=True)
class Cell:
    """One principle in one section, or over all of them (`section` None)."""

    section: SoFar | None
    principle: Principle
    strength: Strength
    pieces: int
    newest: date | None
    sentence: str

    @property
    def state(self) -> str:
        """What the picture draws: the strength in a word, or that nothing is asked here."""
        nothing_asked = self.section is not None and not self.section.is_asked and not self.strength
        return "not-asked" if nothing_asked else self.strength.word

    @property
    def label(self) -> str:
        return _("Not asked") if self.state == "not-asked" else self.strength.label

    def is_old(self, today: date) -> bool:
        return self.newest is not None and (today - self.newest).days > LONG_AGO_DAYS


@dataclass(frozen=True, slots=True)
class Row:
    section: SoFar
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole picture. `overall` has the strongest of each principle over all sections."""

    principles: tuple[Principle, ...]
    rows: tuple[Row, ...]
    overall: tuple[Cell, ...]

    def covered(self, at_least: Strength = Strength.CLAIMED) -> frozenset[str]:
        """The principles shown anywhere, to be held against the rules of a framework."""
        return frozenset(cell.principle.code for cell in self.overall if cell.strength >= at_least)

    def by_section(self, at_least: Strength = Strength.CLAIMED) -> dict[tuple[str, int], frozenset[str]]:
        """The principles shown in each section, likewise."""
        return {
            (row.section.code, row.section.number): frozenset(
                cell.principle.code for cell in row.cells if cell.strength >= at_least
            )
            for row in self.rows
        }


def cover(sections: Iterable[SoFar], principles: Iterable[Principle]) -> Grid:
    """The picture of these sections against these principles."""
    wanted = tuple(principles)
    rows = tuple(Row(section, tuple(_cell(section, principle) for principle in wanted)) for section in sections)
    overall = tuple(_over_all(principle, [row.cells[place] for row in rows]) for place, principle in enumerate(wanted))
    return Grid(wanted, rows, overall)


def codes_of(slug: str, values: Iterable[str]) -> frozenset[str]:
    """Of codes of many frameworks, kept as `slug:code`, those of this one, without the slug."""
    start = f"{slug}:"
    return frozenset(value.removeprefix(start) for value in values if value.startswith(start))


def _cell(section: SoFar, principle: Principle) -> Cell:
    pieces = section.shows(principle.code)
    strength = _strength(section, principle.code, pieces)
    newest = max((piece.on for piece in pieces), default=None)
    sentence = _sentence(section, principle, strength, len(pieces), newest)
    return Cell(section, principle, strength, len(pieces), newest, sentence)


def _strength(section: SoFar, code: str, pieces: Sequence[Shown]) -> Strength:
    if not pieces:
        return Strength.CLAIMED if code in section.claims or code in section.reviews else Strength.NONE
    if code in section.reviews:
        return Strength.REVIEWED
    reflected = section.has_reflection or any(piece.is_reflected for piece in pieces)
    return Strength.REFLECTED if reflected else Strength.EVIDENCED


def _over_all(principle: Principle, cells: Sequence[Cell]) -> Cell:
    strength = max((cell.strength for cell in cells), default=Strength.NONE)
    newest = max((cell.newest for cell in cells if cell.newest), default=None)
    places = sum(1 for cell in cells if cell.strength >= Strength.EVIDENCED)
    said = _("{principle}: evidenced in no section")
    if places:
        said = ngettext("{principle}: evidenced in one section", "{principle}: evidenced in {places} sections", places)
    said = _since(said.format(principle=principle.label, places=places), newest)
    return Cell(None, principle, strength, sum(cell.pieces for cell in cells), newest, f"{said}.")


def _sentence(section: SoFar, principle: Principle, strength: Strength, pieces: int, newest: date | None) -> str:
    counted = ngettext("one piece of evidence", "{pieces} pieces of evidence", pieces).format(pieces=pieces)
    said = _(_said(section, principle, strength))
    return said.format(principle=principle.label, section=section.title, evidence=_since(counted, newest))


def _said(section: SoFar, principle: Principle, strength: Strength) -> str:
    if strength is Strength.NONE:
        return NOTHING if section.is_asked else NOT_ASKED
    if strength is Strength.CLAIMED:
        return SEEN_ALONE if principle.code in section.reviews else CLAIMED
    return SHOWN[strength]


def _since(said: str, newest: date | None) -> str:
    return _("{said}, the newest from {month}").format(said=said, month=month(newest)) if newest else said


def month(day: date) -> str:
    """“May 2026”."""
    return f"{MONTHS[day.month]} {day.year}"
