"""The named versions of a portfolio, put together from those of its sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coppice.portfolios.models import Portfolio
from coppice.portfolios.overview import words_against
from coppice.revisions.models import Cause, Revision

MOST_KEPT = 400


@dataclass(frozen=True)
class Version:
    """Sections that were kept at one moment under one name."""

    name: str
    at: datetime
    revisions: Sequence[Revision]

    @property
    def words_said(self) -> str:
        return words_against(sum(revision.words for revision in self.revisions), None)


def versions(portfolio: Portfolio) -> list[Version]:
    """Newest first (two queries). A name given to single sections at other moments is a version of its own."""
    wanted = Revision.objects.filter(item__section__whole=portfolio, item__removed_at=None, cause=Cause.NAMED)
    found = wanted.select_related("item").defer("snapshot").order_by("-at", "item__section__position", "pk")
    together: dict[tuple[str, datetime], list[Revision]] = {}
    for revision in found[:MOST_KEPT]:
        together.setdefault((revision.name, revision.at), []).append(revision)
    return [Version(name, at, revisions) for (name, at), revisions in together.items()]
