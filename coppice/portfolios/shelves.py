"""What lies on one person's shelves: their own portfolios, what they were asked to read, and what is open to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from coppice.accounts.models import Person
from coppice.audience.rule import visible
from coppice.audience.viewing import Viewer
from coppice.kernel.keyset import Page, page
from coppice.portfolios.models import Portfolio, Section
from coppice.portfolios.overview import shelf as progress_of

MOST_ASKED = 60
SIZE = 30


@dataclass(frozen=True)
class Shelf:
    """Three lists; `progress` has a phrase for each of my portfolios."""

    mine: Sequence[Portfolio]
    progress: dict[UUID, str]
    asked: Sequence[Portfolio]
    asked_sections: Sequence[Section]
    others: Page[Any]

    @property
    def in_progress(self) -> list[tuple[Portfolio, str]]:
        return [(portfolio, self.progress.get(portfolio.pk, "")) for portfolio in self.mine]


def of(person: Person, viewer: object, *, after: str = "") -> Shelf:
    """Six queries, whatever there is."""
    all_mine = Portfolio.objects.by(person).select_related("edition").order_by("-changed_at", "-pk")[:MOST_ASKED]
    mine: list[Portfolio] = list(all_mine)
    named = Portfolio.objects.given_to(person).exclude(author=person)
    asked = named.select_related("edition", "author").order_by("-changed_at", "-pk")[:MOST_ASKED]
    others = Portfolio.objects.visible_to(viewer).exclude(author=person).exclude(pk__in=named.values("pk"))
    return Shelf(
        mine=mine,
        progress=progress_of(mine),
        asked=list(asked),
        asked_sections=single_sections(person, viewer),
        others=page(others.select_related("edition", "author"), order=("-changed_at", "-pk"), after=after, size=SIZE),
    )


def single_sections(person: Person, viewer: object) -> list[Section]:
    """Sections that somebody asked the person to read without the whole portfolio."""
    whole_seen = visible(Viewer.of(viewer), timezone.now(), item="whole_id")
    named = Section.objects.given_to(person).exclude(author=person).exclude(whole_seen)
    found = named.filter(whole__removed_at=None).select_related("whole__edition", "author")
    return list(found.defer("texts", "writers").order_by("-changed_at", "-pk")[:MOST_ASKED])
