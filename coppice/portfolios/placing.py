"""A document becomes a portfolio: each passage where its author put it on the dry-run page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from html import escape
from typing import Any

from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.frameworks.models import Edition
from coppice.journal.models import Entry
from coppice.journal.models.entry import Details
from coppice.kernel import richtext
from coppice.portfolios.documents.canonical import files_mentioned, readdressed
from coppice.portfolios.documents.mapping import Passage, Target
from coppice.portfolios.models import Portfolio, Section
from coppice.portfolios.unpacked import Laid
from coppice.revisions.models import Cause

MANY = 12


def targets_of(edition: Edition, pathway: str) -> list[Target]:
    """The sections of the pathway, as the mapping wants them."""
    groups = {child.code: top.title for top in edition.framework.sections for child in top.walk() if child is not top}
    return [
        Target(
            code=placement.node.code,
            title=placement.node.title,
            most=MANY if placement.max is None else placement.max,
            facets=tuple(facet.code for facet in placement.node.facets) or ("description",),
            facet_titles=tuple(facet.title for facet in placement.node.facets),
            group=groups.get(placement.node.code, ""),
        )
        for placement in edition.framework.sections_for(pathway)
    ]


def as_rows(passages: Iterable[Passage]) -> list[dict[str, Any]]:
    return [asdict(passage) for passage in passages]


def from_rows(rows: Iterable[dict[str, Any]]) -> list[Passage]:
    return [Passage(**row) for row in rows]


def place(
    passages: list[Passage],
    laid: dict[str, Laid],
    *,
    portfolio: Portfolio,
    source: str,
    by: Person,
    now: datetime,
) -> Entry | None:
    """Write the passages, in the caller's transaction. What has no place becomes a draft entry, which is the answer."""
    places: dict[tuple[str, int], list[Passage]] = {}
    for passage in passages:
        if passage.is_placed:
            places.setdefault((passage.code, passage.number), []).append(passage)
    for (code, number), here in sorted(places.items()):
        _write(_section(portfolio, code, number, by=by, now=now), here, laid, by=by, now=now)
    left = [
        passage for passage in passages if not passage.is_placed and (passage.words or files_mentioned(passage.html))
    ]
    return _leave(left, laid, source, by=by, now=now) if left else None


def _section(portfolio: Portfolio, code: str, number: int, *, by: Person, now: datetime) -> Section:
    """The section of this number, made if need be."""
    while True:
        there = list(portfolio.here().filter(code=code))
        exact = [section for section in there if section.number == number]
        if exact or len(there) >= number:
            found: Section = [*there[-1:], *exact][-1]
            return found
        portfolio.add_section(code=code, by=by, now=now)


def _write(section: Section, passages: list[Passage], laid: dict[str, Laid], *, by: Person, now: datetime) -> None:
    if title := next((passage.own_title for passage in passages if passage.own_title), ""):
        section.rename(own_title=title, by=by, now=now)
    texts: dict[str, list[Passage]] = {}
    for passage in passages:
        texts.setdefault(passage.facet, []).append(passage)
    for facet, here in texts.items():
        html = _with_rows(_joined(here), laid, section, by)
        if html:
            section.put(facet, html, now=now)
    if section.words:
        section.keep_revision(by=by, now=now, cause=Cause.BROUGHT)


def _joined(passages: Iterable[Passage]) -> str:
    """The passages one after the other, with the headings that belong to the text."""
    passages = list(passages)
    headed = [passage.level for passage in passages if passage.keeps_heading and passage.heading]
    parts = (
        f"<h{level}>{escape(passage.heading)}</h{level}>{passage.html}"
        if passage.keeps_heading and passage.heading
        else passage.html
        for passage in passages
        if (level := min(2 + passage.level - min(headed, default=0), 4))
    )
    return richtext.clean("".join(parts))


def _with_rows(html: str, laid: dict[str, Laid], item: Any, by: Person) -> str:
    """The text with its pictures kept here, each once in an item."""
    wanted = dict.fromkeys(name for name in files_mentioned(html) if name in laid)
    return readdressed(html, {name: str(laid[name].give_row(item, by).pk) for name in wanted})


def _leave(passages: list[Passage], laid: dict[str, Laid], source: str, *, by: Person, now: datetime) -> Entry:
    """A draft in the journal that holds what was not placed."""
    entry = Entry(author=by, keeper=by, happened_on=now.date(), created_at=now, changed_at=now)
    entry.save()
    entry.put("happened", _with_rows(_joined(passages), laid, entry, by), now=now)
    details = Details(
        happened_on=now.date(), title=_("Not placed yet: {source}").format(source=source)[:200], is_draft=True
    )
    entry.describe(details, by=by, now=now)
    return entry
