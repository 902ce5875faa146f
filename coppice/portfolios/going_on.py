"""Going on with another pathway or edition: what is offered, and what would become of every section.

Nothing that was written is lost: what the other does not have is kept aside, and comes back on the way back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy

from coppice.frameworks.framework import Framework
from coppice.frameworks.models import Edition
from coppice.frameworks.moving import Ids, principle_ids, renamed, section_ids
from coppice.frameworks.parts import Placement
from coppice.portfolios.models import Claim, Portfolio, Recognition, Section

ASIDE = 1000
SHAPES = {"stays": "done", "moves": "done", "comes back": "full", "begins": "none", "kept aside": "attention"}
IN_WORDS = {
    "stays": gettext_lazy("stays"),
    "moves": gettext_lazy("moves"),
    "comes back": gettext_lazy("comes back"),
    "begins": gettext_lazy("begins"),
    "kept aside": gettext_lazy("kept aside"),
}


@dataclass(frozen=True)
class Line:
    """What becomes of one section, in a word; `was` is what it is called now, where that changes."""

    label: str
    becomes: str
    words: int = 0
    was: str = ""

    @property
    def shape(self) -> str:
        return SHAPES[self.becomes]

    @property
    def in_words(self) -> str:
        return str(IN_WORDS[self.becomes])


def newer(portfolio: Portfolio) -> Edition | None:
    """The newest edition of its framework, where it is on an older one."""
    return Edition.objects.offered().filter(slug=portfolio.edition.slug).exclude(pk=portfolio.edition_id).first()


def offered(portfolio: Portfolio) -> list[Edition]:
    """Every edition of its framework, the newest first."""
    return list(Edition.objects.filter(slug=portfolio.edition.slug).order_by("-loaded_at", "-id"))


def preview(portfolio: Portfolio, edition: Edition, pathway: str) -> list[Line]:
    """First the sections of the pathway in order, then what would be kept aside."""
    sections: list[Section] = list(portfolio.here().defer("texts", "writers"))
    codes = new_codes(section_ids, {section.code for section in sections}, portfolio.edition, edition)
    mine = {placement.node.code for placement in portfolio.placements}
    by_code: dict[str, list[Section]] = {}
    for section in sections:
        section.whole = portfolio
        by_code.setdefault(codes[section.code], []).append(section)
    placements = edition.framework.sections_for(pathway)
    lines = [line for place in placements for line in lines_of(place, by_code.pop(place.node.code, []), mine)]
    aside = [section for left in by_code.values() for section in left]
    return [*lines, *(Line(section.heading, "kept aside", section.words) for section in aside)]


def lines_of(placement: Placement, sections: Sequence[Section], mine: set[str]) -> Iterator[Line]:
    code, label = placement.node.code, placement.node.label
    for section in sections:
        named = f"{label}: {section.own_title}" if section.own_title else label
        if section.code not in mine:
            yield Line(named, "comes back", section.words)
        elif section.code != code:
            yield Line(named, "moves", section.words, section.label)
        else:
            yield Line(named, "stays", section.words)
    for _ in range(placement.min - len(sections)):
        yield Line(label, "begins")


def new_codes(ids: Callable[[Framework], Ids], codes: Iterable[str], old: Edition, new: Edition) -> dict[str, str]:
    if old.pk == new.pk:
        return {code: code for code in codes}
    every = {edition.version: edition for edition in Edition.objects.filter(slug=old.slug)}

    def edition(version: str) -> Framework | None:
        return every[version].framework if version in every else None

    return renamed(codes, old.framework, new.framework, ids=ids, edition=edition)


def recode(portfolio: Portfolio, old: Edition) -> None:
    """Give every section, claim and recognition the code it has in the portfolio's new edition."""
    recode_sections(portfolio, old)
    recode_rows(Claim.objects.filter(section__whole=portfolio), old, portfolio.edition)
    recode_rows(Recognition.objects.filter(section__whole=portfolio), old, portfolio.edition)


def recode_rows(found: models.QuerySet[Any], old: Edition, new: Edition) -> None:
    """Made anew rather than changed, since two codes may change places and each may be there once."""
    rows = list(found)
    codes = new_codes(principle_ids, {row.code for row in rows}, old, new)
    found.delete()
    for row in rows:
        row.pk, row.code = None, codes[row.code]
    found.model._default_manager.bulk_create(rows, ignore_conflicts=True)


def recode_sections(portfolio: Portfolio, old: Edition) -> None:
    """Those whose code changes step aside first, so that two can change places; a number that is taken is not used."""
    every: list[Section] = list(portfolio.sections.order_by("position", "number", "pk"))
    codes = new_codes(section_ids, {section.code for section in every}, old, portfolio.edition)
    moving = [section for section in every if codes[section.code] != section.code]
    taken = {(section.code, section.number) for section in every if section not in moving}
    Section.everything.filter(pk__in=[section.pk for section in moving]).update(number=models.F("number") + ASIDE)
    for section in moving:
        section.whole, section.code = portfolio, codes[section.code]
        numbers = (section.number, *range(1, len(every) + 1))
        section.number = next(n for n in numbers if (section.code, n) not in taken)
        taken.add((section.code, section.number))
        section.title = section.heading
        section.save(update_fields=["code", "number", "title"])
