"""A portfolio at a glance: each section in a line, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coppice.frameworks.parts import Node, Placement, Words
from coppice.portfolios.models import Evidence, Portfolio, Section, Status


@dataclass(frozen=True)
class Line:
    """One section in the table of contents."""

    section: Section
    placement: Placement | None
    evidence: int
    comments: int
    seen_at: datetime | None = None

    @property
    def is_changed(self) -> bool:
        """Whether it was written in since the reader was last there."""
        written = self.section.written_at
        return self.seen_at is not None and written is not None and written > self.seen_at

    @property
    def words(self) -> str:
        """With the advice only where it was not taken."""
        words, advice = self.section.words, self.section.advice
        return words_against(words, None if advice and advice.least <= words <= advice.most else advice)

    @property
    def evidence_in_words(self) -> str:
        return ngettext("{n} piece of evidence", "{n} pieces of evidence", self.evidence).format(n=self.evidence)

    @property
    def comments_in_words(self) -> str:
        return ngettext("{n} open comment", "{n} open comments", self.comments).format(n=self.comments)


@dataclass(frozen=True)
class Part:
    """A group of the framework with its sections; one that stands alone is a part without a heading."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Step:
    """What to do next: a sentence and where it leads."""

    words: str
    url: str


def words_against(words: int, advice: Words | None) -> str:
    """“1,150 words; 350 to 1,200 are advised”."""
    said = ngettext("{n} word", "{n} words", words).format(n=f"{words:,}")
    if advice is None:
        return said
    least, most = f"{advice.least:,}", f"{advice.most:,}"
    return _("{words} · advice: {least} to {most}").format(words=said, least=least, most=most)


def lines(
    portfolio: Portfolio, comments: Mapping[UUID, int], seen: Mapping[UUID, datetime], *, all_evidence: bool
) -> list[Line]:
    """The sections in the order of reading (two queries). Readers count only what is lent to them."""
    sections: list[Section] = list(portfolio.here().defer("texts", "writers"))
    placements = {placement.node.code: placement for placement in portfolio.placements}
    counts = evidence_counts(portfolio, all_evidence=all_evidence)
    for section in sections:
        section.whole = portfolio
    return [
        Line(each, placements.get(each.code), counts.get(each.pk, 0), comments.get(each.pk, 0), seen.get(each.pk))
        for each in sections
    ]


def evidence_counts(portfolio: Portfolio, *, all_evidence: bool) -> dict[UUID, int]:
    found = Evidence.objects.still_there().filter(section__whole=portfolio)
    if not all_evidence:
        found = found.filter(shared=True)
    return dict(found.order_by().values_list("section_id").annotate(Count("pk")))


def parts(portfolio: Portfolio, contents: Sequence[Line]) -> list[Part]:
    """The lines under the headings of the framework's tree; what the pathway does not have comes last."""
    tops = {node.code: top for top in portfolio.framework.sections for node in top.walk()}
    in_order = sorted(contents, key=lambda line: line.placement is None)
    grouped = groupby(in_order, key=lambda line: heading_of(line, tops))
    return [Part(heading, tuple(group)) for heading, group in grouped]


ASIDE = gettext_lazy("Kept aside: not part of this pathway")


def heading_of(line: Line, tops: Mapping[str, Node]) -> str:
    if line.placement is None:
        return str(ASIDE)
    top = tops[line.section.code]
    return top.label if top.kind == "group" else ""


def may_add(portfolio: Portfolio, contents: Sequence[Line]) -> list[Placement]:
    """The sections that the pathway has room for."""
    have: dict[str, int] = {}
    for line in contents:
        have[line.section.code] = have.get(line.section.code, 0) + 1
    return [
        placement
        for placement in portfolio.placements
        if placement.max is None or have.get(placement.node.code, 0) < placement.max
    ]


def next_step(portfolio: Portfolio, contents: Sequence[Line]) -> Step:
    """The one thing that is most worth doing now."""
    return next(steps(portfolio, contents))


def steps(portfolio: Portfolio, contents: Sequence[Line]) -> Iterator[Step]:
    mine = [line for line in contents if line.placement]
    waiting = sum(line.comments for line in mine)
    if waiting:
        words = ngettext("Read the open comment", "Read {n} open comments", waiting).format(n=waiting)
        yield Step(words, reverse("portfolios:feedback", args=[portfolio.pk]))
    drafting = [line for line in mine if line.section.status == Status.DRAFTING]
    if drafting:
        latest = max(drafting, key=lambda line: line.section.changed_at)
        yield Step(_("Go on with {section}").format(section=latest.section.heading), latest.section.get_absolute_url())
    for line in mine:
        if line.section.status == Status.NOT_BEGUN:
            yield Step(_("Begin {section}").format(section=line.section.heading), line.section.get_absolute_url())
    if any(line.section.status == Status.READY for line in mine):
        yield Step(_("Ask somebody to read what is ready"), reverse("readers", args=[portfolio.pk]))
    yield Step(_("Look once more at what is covered"), reverse("portfolios:coverage", args=[portfolio.pk]))


def words_in_all(contents: Sequence[Line]) -> str:
    return words_against(sum(line.section.words for line in contents), None)


def progress(contents: Sequence[Line]) -> str:
    """“4 of 13 sections finished, 6 begun”."""
    mine = [line.section for line in contents if line.placement]
    finished = sum(section.status == Status.FINISHED for section in mine)
    begun = sum(section.status in (Status.DRAFTING, Status.READY) for section in mine)
    return far(finished, len(mine), begun)


def far(finished: int, every: int, begun: int) -> str:
    said = _("{finished} of {every} sections finished")
    if begun:
        said = _("{finished} of {every} sections finished, {begun} begun")
    return said.format(finished=finished, every=every, begun=begun)


def shelf(portfolios: Sequence[Any]) -> dict[UUID, str]:
    """The progress of many portfolios in one query, each in a phrase."""
    rows = Section.objects.filter(whole__in=portfolios, removed_at=None).order_by()
    counts: dict[UUID, dict[str, int]] = {}
    for whole, status, number in rows.values_list("whole_id", "status").annotate(Count("pk")):
        counts.setdefault(whole, {})[status] = number
    return {whole: phrase(by_status) for whole, by_status in counts.items()}


def phrase(by_status: Mapping[str, int]) -> str:
    every, finished = sum(by_status.values()), by_status.get(Status.FINISHED, 0)
    begun = by_status.get(Status.DRAFTING, 0) + by_status.get(Status.READY, 0)
    return far(finished, every, begun)
