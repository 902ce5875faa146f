"""Reads a portfolio as the plain values that `coverage` and `gaps` work on, in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, OuterRef, Q, QuerySet, StringAgg, Subquery, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan

from coppice.audience.viewing import Viewer
from coppice.files.models import File
from coppice.frameworks.parts import Node, Principle, Unmet
from coppice.journal.models import Entry, EntryCode
from coppice.kernel import richtext
from coppice.portfolios import coverage, gaps
from coppice.portfolios.coverage import Cell, Grid, Shown, SoFar
from coppice.portfolios.models import Claim, Evidence, Portfolio, Recognition, Section

NEEDED = ("code", "number", "own_title", "position", "texts", "words", "whole")
MOST_CANDIDATES, MOST_ABREAST = 120, 6
ENOUGH_TO_COUNT = 700


def grid_of(portfolio: Portfolio, sections: Sequence[Section], viewer: object) -> Grid:
    """Sections × principles, with the evidence that the viewer can see (three queries)."""
    evidence = shown(portfolio, viewer)
    claims = codes_by_section(Claim.objects.filter(section__whole=portfolio))
    reviews = codes_by_section(Recognition.objects.filter(section__whole=portfolio))
    wanted = [
        so_far(section, claims[section.pk], evidence[section.pk], reviews[section.pk])
        for section in sections
        if section.node and section.node.kind == "writing"
    ]
    principles = portfolio.framework.principles
    known = {principle.code for principle in principles}
    shows = [one for one in wanted if one.is_asked or one.claims or any(piece.codes & known for piece in one.evidence)]
    return coverage.cover(shows, principles)


def by_principle(grid: Grid) -> list[tuple[Principle, list[Cell], Cell]]:
    """The picture turned on its side, where there are more principles than would stand beside each other."""
    if len(grid.principles) <= MOST_ABREAST:
        return []
    return [
        (principle, [row.cells[place] for row in grid.rows], grid.overall[place])
        for place, principle in enumerate(grid.principles)
    ]


def so_far(section: Section, claims: set[str], evidence: list[Shown], reviews: set[str]) -> SoFar:
    words = {facet.code: words_near_enough(section.text(facet.code)) for facet in section.facets if facet.reflects}
    return SoFar(
        key=str(section.pk),
        code=section.code,
        number=section.number,
        title=section.heading,
        words=words,
        claims=claims,
        evidence=evidence,
        reviews=reviews,
        reflection=words.keys(),
        is_asked=asks_principles(section.node, section.portfolio),
    )


def words_near_enough(html: str) -> int:
    """The number of words, exact for short texts: a long one is long whatever its number."""
    return richtext.word_count(html) if len(html) < ENOUGH_TO_COUNT else len(html) // 10


def asks_principles(node: Node | None, portfolio: Portfolio) -> bool:
    """Whether principles are looked for here: in what is graded, or where nothing is graded in whatever is written."""
    if node is None or node.kind != "writing":
        return False
    return node.is_graded or not any(each.node.is_graded for each in portfolio.placements)


def codes_by_section(rows: QuerySet[Any]) -> defaultdict[UUID, set[str]]:
    found: defaultdict[UUID, set[str]] = defaultdict(set)
    for section, code in rows.values_list("section_id", "code"):
        found[section].add(code)
    return found


def reflected(prefix: str = "") -> Case:
    """Whether an entry says what it meant or what comes of it, asked in SQL so that no text need be loaded."""
    so_what, now_what = (
        GreaterThan(Length(KeyTextTransform(code, f"{prefix}texts")), 0) for code in ("so_what", "now_what")
    )
    return Case(When(Q(so_what) | Q(now_what), then=Value(True)), default=Value(False))


def spoken(slug: str, entry: str) -> Subquery:
    """What an entry speaks to in one framework, in one line: as many codes as there are, without a row for each."""
    rows = EntryCode.objects.filter(entry=OuterRef(entry), code__startswith=f"{slug}:").order_by()
    return Subquery(rows.values("entry").annotate(every=StringAgg("code", Value(" "))).values("every"))


def without_slug(codes: str | None) -> frozenset[str]:
    return frozenset(code.partition(":")[2] for code in (codes or "").split())


def shown(portfolio: Portfolio, viewer: object) -> defaultdict[UUID, list[Shown]]:
    """The evidence beside each section, as far as the viewer can see it; its author sees all of it."""
    seen = Evidence.objects.still_there() if is_author(portfolio, viewer) else Evidence.objects.visible_to(viewer)
    rows = (
        seen.filter(section__whole=portfolio)
        .annotate(is_reflected=reflected("entry__"), spoken=spoken(portfolio.framework.slug, "entry_id"))
        .values_list("section_id", "entry_id", "entry__happened_on", "is_reflected", "spoken")
    )
    found: defaultdict[UUID, list[Shown]] = defaultdict(list)
    for section, entry, on, is_reflected, codes in rows:
        found[section].append(Shown(entry, without_slug(codes), on, bool(is_reflected)))
    return found


def is_author(portfolio: Portfolio, viewer: object) -> bool:
    return portfolio.can_be_changed_by(Viewer.of(viewer).person)


def entry_codes(entries: Iterable[UUID], slug: str) -> defaultdict[UUID, set[str]]:
    """What each entry speaks to in one framework, without its slug."""
    found: defaultdict[UUID, set[str]] = defaultdict(set)
    rows = EntryCode.objects.filter(entry__in=list(entries), code__startswith=f"{slug}:")
    for entry, value in rows.order_by().values_list("entry_id", "code"):
        found[entry].add(value.removeprefix(f"{slug}:"))
    return found


@dataclass(frozen=True)
class Asks:
    """What the pathway still asks for, and what it advises."""

    required: tuple[Unmet, ...]
    advised: tuple[Unmet, ...]

    def __bool__(self) -> bool:
        return bool(self.required or self.advised)


def unmet(portfolio: Portfolio, sections: Sequence[Section], grid: Grid) -> Asks:
    """What is missing against the rules of the pathway."""
    counts: dict[str, int] = {}
    for section in sections:
        counts[section.code] = counts.get(section.code, 0) + bool(section.words or not section.facets)
    found = portfolio.framework.unmet(portfolio.pathway_code, counts, grid.covered(), grid.by_section())
    required = tuple(one for one in found if one.weight == "required")
    return Asks(required, tuple(one for one in found if one.weight == "advised"))


def gaps_of(portfolio: Portfolio, grid: Grid, today: date) -> tuple[gaps.Gap, ...]:
    """What is missing, with the entries of its author's journal that would fill it (one query)."""
    return gaps.gaps(grid, candidates(portfolio, grid), today)


def candidates(portfolio: Portfolio, grid: Grid) -> list[gaps.Candidate]:
    """The newest entries that speak to anything in this framework, read along the index of the newest.

    What is asked of each entry is a value and no `Exists`, which PostgreSQL would answer for the whole journal first.
    """
    kept = Subquery(File.objects.filter(item=OuterRef("pk")).order_by().values("size")[:1])
    rows = (
        Entry.objects.by(portfolio.author)
        .annotate(is_reflected=reflected(), kept=kept, spoken=spoken(portfolio.framework.slug, "pk"))
        .filter(spoken__isnull=False)
        .newest_first()
        .values_list("pk", "title", "happened_on", "is_reflected", "kept", "spoken")[:MOST_CANDIDATES]
    )
    used = used_in(grid)
    return [
        gaps.Candidate(pk, title, without_slug(codes), on, bool(is_reflected), kept is not None, frozenset(used[pk]))
        for pk, title, on, is_reflected, kept, codes in rows
    ]


def used_in(grid: Grid) -> defaultdict[UUID, set[str]]:
    """In which sections of the portfolio each entry lies, by code."""
    found: defaultdict[UUID, set[str]] = defaultdict(set)
    for row in grid.rows:
        for piece in row.section.evidence:
            found[piece.entry].add(row.section.code)
    return found
