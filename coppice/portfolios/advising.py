"""Which pathway? What the person says of themselves and what their journal shows, as reasons. The person decides."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Max, Min
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.frameworks.framework import Framework
from coppice.frameworks.parts import Pathway
from coppice.journal.models import Entry, EntryCode


@dataclass(frozen=True)
class Shown:
    """What a journal has for a framework: the codes that entries speak to, and from when to when they happened."""

    codes: frozenset[str]
    entries: int
    oldest: date | None
    newest: date | None

    @property
    def years(self) -> str:
        if self.oldest is None or self.newest is None:
            return ""
        first, last = self.oldest.year, self.newest.year
        words = _("from {first}") if first == last else _("from {first} to {last}")
        return words.format(first=first, last=last)


@dataclass(frozen=True)
class Sentence:
    """One that may be true of the person; `name` is what the page sends back."""

    name: str
    words: str
    is_true: bool


@dataclass(frozen=True)
class Advice:
    """One pathway, with the reasons for and against it."""

    pathway: Pathway
    said: int
    asked: int
    shown: int
    sections: int
    to_find: tuple[str, ...]
    suits: bool = False

    @property
    def share(self) -> float:
        return self.said / self.asked if self.asked else 0


def can_advise(framework: Framework) -> bool:
    return sum(bool(pathway.fits) for pathway in framework.pathways) > 1


def sentences(framework: Framework, ticked: Collection[str]) -> list[Sentence]:
    """All sentences of all pathways, in order, without saying which belongs to which."""
    named = [
        (f"{pathway.code}.{number}", words)
        for pathway in framework.pathways
        for number, words in enumerate(pathway.fits, 1)
    ]
    return [Sentence(name, words, name in ticked) for name, words in named]


def shown_by(person: Person, framework: Framework) -> Shown:
    """What their journal has for this framework (two queries)."""
    speaking = EntryCode.objects.filter(entry__in=Entry.objects.by(person), code__startswith=f"{framework.slug}:")
    codes = speaking.order_by().values_list("code", flat=True).distinct()
    found = Entry.objects.by(person).filter(codes__in=speaking).order_by()
    when = found.aggregate(oldest=Min("happened_on"), newest=Max("happened_on"))
    number = found.values("pk").distinct().count() if when["oldest"] else 0
    return Shown(frozenset(code.partition(":")[2] for code in codes), number, when["oldest"], when["newest"])


def advise(framework: Framework, ticked: Collection[str], shown: Shown) -> list[Advice]:
    """Every pathway in order; the one that suits is that with most said of it, the further one where two are even."""
    every = [_about(framework, pathway, ticked, shown) for pathway in framework.pathways]
    best = max((each.share for each in every), default=0)
    at = max((place for place, each in enumerate(every) if best and each.share == best), default=-1)
    return [replace(each, suits=place == at) for place, each in enumerate(every)]


def _about(framework: Framework, pathway: Pathway, ticked: Collection[str], shown: Shown) -> Advice:
    names = [f"{pathway.code}.{number}" for number in range(1, len(pathway.fits) + 1)]
    wanted = [
        place.node for place in framework.sections_for(pathway.code) if place.node.kind == "writing" and place.min
    ]
    missing = tuple(node.label for node in wanted if node.code not in shown.codes)
    said = sum(name in ticked for name in names)
    return Advice(pathway, said, len(names), len(wanted) - len(missing), len(wanted), missing)
