"""A page or a collection becomes a portfolio draft: its texts where their headings belong, its parts as evidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from lxml import html as markup

from coppice.accounts.models import Person
from coppice.frameworks.models import Edition
from coppice.journal.models import Entry
from coppice.kernel.richtext import clean, word_count
from coppice.portfolios import placing
from coppice.portfolios.documents.mapping import Passage, Target, proposal
from coppice.portfolios.documents.source import Found, Source
from coppice.portfolios.leap2a.items import Item
from coppice.portfolios.models import Portfolio, Section
from coppice.portfolios.unpacked import Laid

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}


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
    first = portfolio.here().first()
    for page in pages_of(item, items):
        passages = placed(page, targets)
        placing.place(passages, laid, portfolio=portfolio, source=item.title, by=by, now=now)
        home = _section(portfolio, passages) or first
        if home is not None:
            beside = page.parts if passages else [page.id, *page.parts]
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


def placed(page: Item, targets: list[Target]) -> list[Passage]:
    """The passages of a page that have a section: by the code it had in Coppice, else by its headings."""
    level, title = 1, page.title
    if page.section:
        title = page.section.partition(":")[0]
    found = [Found(title, level, "", 0), *split(page.html)]
    return [passage for passage in proposal(Source(page.title, tuple(found)), targets) if passage.is_placed]


def split(html: str) -> Iterator[Found]:
    """A text at its headings, which count as standing below the page's title."""
    heading, level, held = "", 0, list[str]()
    for block in list(markup.fragment_fromstring(html, create_parent="div")):
        if block.tag not in HEADINGS:
            held.append(markup.tostring(block, encoding="unicode"))
            continue
        if heading or held:
            yield _found(heading, level, held)
        heading, level, held = " ".join(block.text_content().split())[:300], HEADINGS[block.tag] + 1, []
    if heading or held:
        yield _found(heading, level, held)


def _found(heading: str, level: int, held: list[str]) -> Found:
    html = clean("".join(held))
    return Found(heading, level, html, word_count(html))


def _section(portfolio: Portfolio, passages: list[Passage]) -> Section | None:
    """Where the page's evidence goes: with the first of its texts."""
    if not passages:
        return None
    code, number = passages[0].code, passages[0].number
    found: Section | None = portfolio.here().filter(code=code, number=number).first()
    return found or portfolio.here().filter(code=code).first()
