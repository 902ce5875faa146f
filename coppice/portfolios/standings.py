"""A self-assessment at a glance: each statement with where one is now and where one was the last time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from coppice.frameworks.parts import Step
from coppice.portfolios.models import Occasion, Portfolio, Section, Standing
from coppice.revisions.models import Cause, Revision


@dataclass(frozen=True)
class Line:
    """One statement. `version` is the number of its text as it was the last time, where it had one."""

    section: Section
    heading: str
    now: Step | None
    before: Step | None
    version: int | None

    @property
    def is_changed(self) -> bool:
        return self.before is not None and self.now is not None and self.before.code != self.now.code


@dataclass(frozen=True)
class Sheet:
    """All statements, the occasion that is under way and the one before."""

    lines: Sequence[Line]
    occasion: Occasion | None
    last: Occasion | None

    @property
    def said(self) -> int:
        return sum(line.now is not None for line in self.lines)


def sheet(portfolio: Portfolio) -> Sheet:
    """Four queries, whatever there is."""
    occasions: list[Occasion] = list(Occasion.objects.filter(portfolio=portfolio)[:2])
    occasion, last = [*occasions, None, None][:2]
    sections: list[Section] = list(portfolio.here().defer("texts", "writers"))
    said, versions = steps_of(occasions), versions_of(sections, last)
    statements = portfolio.framework.statements
    lines = []
    for section in sections:
        section.whole = portfolio
        if section.code in statements:
            now, before = (
                portfolio.framework.step(said.get((one.pk, section.pk), "")) if one else None
                for one in (occasion, last)
            )
            _node, heading = statements[section.code]
            lines.append(Line(section, heading, now, before, versions.get(section.pk)))
    return Sheet(lines, occasion, last)


def steps_of(occasions: Sequence[Occasion]) -> dict[tuple[int, UUID], str]:
    rows = Standing.objects.filter(occasion__in=occasions).order_by()
    return {(occasion, section): step for occasion, section, step in rows.values_list("occasion", "section", "step")}


def versions_of(sections: Sequence[Section], last: Occasion | None) -> dict[UUID, int]:
    """Under which number each text was kept when the last time ended."""
    if last is None or not last.kept_as:
        return {}
    kept = Revision.objects.filter(item__in=[one.pk for one in sections], cause=Cause.NAMED, name=last.kept_as)
    return dict(kept.order_by("number").values_list("item_id", "number"))
