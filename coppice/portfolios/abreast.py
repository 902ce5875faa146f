"""Which entries serve which of one's portfolios: one row for each entry, one column for each portfolio."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.journal.models import Entry, EntryCode
from coppice.kernel.addresses import address
from coppice.portfolios.models import Evidence, Portfolio
from coppice.portfolios.siblings import Way

MOST_PORTFOLIOS, MOST_ENTRIES = 6, 120


@dataclass(frozen=True)
class Cell:
    """An entry in one portfolio: beside which sections, or what it speaks to there without being used yet."""

    portfolio: Portfolio
    places: tuple[Way, ...]
    could: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    entry: UUID
    title: str
    on: date
    cells: tuple[Cell, ...]

    @property
    def serves(self) -> int:
        return sum(bool(cell.places) for cell in self.cells)

    def get_absolute_url(self) -> str:
        return address("journal:entry", self.entry)


def rows(person: Person) -> tuple[list[Portfolio], list[Row]]:
    """The portfolios worked on last, and the newest entries that lie beside any of their sections (four queries)."""
    mine = Portfolio.objects.by(person).select_related("edition").order_by("-changed_at", "-pk")
    portfolios: list[Portfolio] = list(mine[:MOST_PORTFOLIOS])
    places = places_in(portfolios)
    entries = Entry.objects.by(person).filter(pk__in={entry for entry, portfolio in places}).newest_first()
    found = list(entries.values_list("pk", "title", "happened_on")[:MOST_ENTRIES])
    spoken = codes_of([pk for pk, _title, _on in found])
    return portfolios, [
        Row(pk, title or _("Untitled"), on, tuple(cell_of(pk, each, places, spoken[pk]) for each in portfolios))
        for pk, title, on in found
    ]


def cell_of(
    entry: UUID, portfolio: Portfolio, places: dict[tuple[UUID, UUID], list[Way]], codes: Sequence[str]
) -> Cell:
    here, slug = tuple(places.get((entry, portfolio.pk), ())), portfolio.edition.slug
    could = () if here else tuple(code.partition(":")[2] for code in codes if code.startswith(f"{slug}:"))
    return Cell(portfolio, here, could)


def places_in(portfolios: Sequence[Portfolio]) -> dict[tuple[UUID, UUID], list[Way]]:
    """By entry and portfolio."""
    pieces = Evidence.objects.still_there().filter(section__whole__in=portfolios)
    fields = ("entry_id", "section__whole_id", "section_id", "section__code", "section__title")
    found: defaultdict[tuple[UUID, UUID], list[Way]] = defaultdict(list)
    for entry, whole, *place in pieces.order_by("section__position", "section__number").values_list(*fields):
        found[entry, whole].append(Way(*place))
    return found


def codes_of(entries: Sequence[UUID]) -> defaultdict[UUID, list[str]]:
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    for entry, code in EntryCode.objects.filter(entry__in=entries).order_by("code").values_list("entry_id", "code"):
        found[entry].append(code)
    return found
