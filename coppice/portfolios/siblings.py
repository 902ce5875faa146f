"""The other sections of a portfolio, as seen from one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from coppice.kernel.addresses import address
from coppice.portfolios.models import Section


@dataclass(frozen=True)
class Way:
    """What leads to a section: where it is, its code and its title."""

    pk: UUID
    code: str
    title: str

    def get_absolute_url(self) -> str:
        return address("portfolios:section", self.pk)


@dataclass(frozen=True)
class Neighbours:
    """The sections before and after this one."""

    before: Way | None
    after: Way | None


def siblings(section: Section) -> list[Way]:
    """All sections of the portfolio, in order."""
    return [Way(*row) for row in section.portfolio.here().values_list("pk", "code", "title")]


def can_go(section: Section, rows: Sequence[Way]) -> bool:
    """Whether the pathway leaves it to its author to have this section."""
    others = sum(row.code == section.code for row in rows) - 1
    return section.placement is None or others >= section.placement.min


def neighbours(section: Section, rows: Sequence[Way]) -> Neighbours:
    place = next((at for at, row in enumerate(rows) if row.pk == section.pk), 0)
    before = rows[place - 1] if place else None
    return Neighbours(before, rows[place + 1] if place + 1 < len(rows) else None)
