"""A page or a collection becomes a portfolio draft: its texts where their headings belong, its parts as evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.frameworks.models import Edition
from coppice.journal.models import Entry
from coppice.portfolios import placing
from coppice.portfolios.documents.mapping import Passage, Target, proposal
from coppice.portfolios.documents.source import Found, Source
from coppice.portfolios.leap2a.items import Item
from coppice.portfolios.leap2a.splitting import split
from coppice.portfolios.models import Portfolio, Section
from coppice.portfolios.unpacked import Laid


def begin_draft(
    item: Item,
    items: dict[str, Item],
    entries: dict[str, Entry],
    laid: dict[str, Laid],
    *,
    edition: Edition,
    pathway: str,
    by: Person,
    now: datetime,
) -> Portfolio:
    """The draft, in the caller's transaction. What finds no section stands as evidence beside the first."""
    portfolio = Portfolio.begin(edition=edition, pathway=pathway, title=item.title[:200], by=by, now=now)
    targets = placing.targets_of(edition, pathway)
    labels = {facet.title: facet.code for facet in edition.framework.facets}
    first = portfolio.here().first()
    for page in pages_of(item, items):
        passages = placed(page, targets, labels)
        placing.place(passages, laid, portfolio=portfolio, source=item.title, by=by, now=now)
        home = _section(portfolio, passages) or first
        if home is not None:
            parts = [part for part in page.parts if part in items and not items[part].is_page]
            beside = parts if passages or not page.html else [page.id, *parts]
            notes = {each.target: each.label for each in page.relations if each.name == "has_evidence"}
            for part in (part for part in dict.fromkeys(beside) if part in entries):
                home.attach(entry=entries[part], note=notes.get(part, "")[:2000], by=by, now=now, shared=False)
            _claim(home, page, by=by, now=now)
    return portfolio


def _claim(section: Section, page: Item, *, by: Person, now: datetime) -> None:
    """The principles that a section of Coppice spoke to, as far as this framework has them."""
    known = {principle.code for principle in section.portfolio.framework.principles}
    if codes := [code for code in page.codes if code in known]:
        section.speak_to(codes=codes, by=by, now=now)


def pages_of(item: Item, items: dict[str, Item]) -> list[Item]:
    """The pages of a collection in its order, each once; a page is its own."""
    pages = [items[part] for part in item.parts if part in items and items[part].is_page]
    return [item, *pages] if item.is_collection and pages else [item]


def placed(page: Item, targets: list[Target], labels: Mapping[str, str]) -> list[Passage]:
    """The passages of a page that have a section: the one it was in Coppice, else as its headings say."""
    code, _, number = page.section.partition(":")
    if was := next((target for target in targets if target.code == code), None):
        return list(_as_it_was(page, was, int(number) if number.isdecimal() else 1, labels))
    found = [Found(page.title, 1, "", 0), *split(page.html)]
    return [passage for passage in proposal(Source(page.title, tuple(found)), targets) if passage.is_placed]


def _as_it_was(page: Item, target: Target, number: int, labels: Mapping[str, str]) -> Iterator[Passage]:
    """A section that Coppice wrote: each text under the label it had."""
    own = page.title.removeprefix(f"{target.code} {target.title}").removeprefix(": ")
    own = "" if own == page.title else own
    facet = target.facets[0]
    for position, found in enumerate([Found("", 0, "", 0), *split(page.html)]):
        named = labels.get(found.heading, "")
        facet = named if named in target.facets else facet
        yield Passage(
            position, found.heading, found.level, found.words, found.html, target.code, min(number or 1, target.most),
            facet, 1.0, _("it was this section"), keeps_heading=bool(found.heading) and not named, own_title=own,
        )  # fmt: skip


def _section(portfolio: Portfolio, passages: list[Passage]) -> Section | None:
    """Where the page's evidence goes: with the first of its texts."""
    if not passages:
        return None
    code, number = passages[0].code, passages[0].number
    found: Section | None = portfolio.here().filter(code=code, number=number).first()
    return found or portfolio.here().filter(code=code).first()
