"""Which entries of one's journal would fit beside a section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.journal.models import Entry, EntryCode
from coppice.portfolios.models import Evidence, Section
from coppice.portfolios.picture import entry_codes

LOOKED_AT, FITTING, OTHERS = 60, 20, 20


@dataclass(frozen=True)
class Offer:
    """An entry that could be set beside the section, and what it speaks to there."""

    entry: Entry
    codes: tuple[str, ...]

    @property
    def reason(self) -> str:
        return _("Speaks to {codes}").format(codes=", ".join(self.codes)) if self.codes else ""


def free(section: Section, person: Person) -> QuerySet[Any]:
    """The person's entries that are not beside this section yet."""
    there = Evidence.objects.filter(section=section, entry=OuterRef("pk"))
    entries: QuerySet[Any] = Entry.objects.by(person).filter(~Exists(there)).defer("texts", "writers", "searchable")
    return entries


def offers(section: Section, person: Person, words: str = "") -> tuple[list[Offer], list[Offer]]:
    """First what speaks to this section or to what it claims, then the newest of the rest; at most four queries."""
    slug = section.portfolio.framework.slug
    here = [section.code, *section.claims.values_list("code", flat=True)]
    entries: Any = free(section, person)
    if words.strip():
        entries = entries.saying(words)
    values = [f"{slug}:{code}" for code in here]
    speaks = Exists(EntryCode.objects.filter(entry=OuterRef("pk"), code__in=values))
    speaking = list(entries.filter(speaks).newest_first()[:LOOKED_AT])
    others = [Offer(entry, ()) for entry in entries.filter(~speaks).newest_first()[:OTHERS]]
    codes = entry_codes([entry.pk for entry in speaking], slug)
    found = [Offer(entry, tuple(code for code in here if code in codes[entry.pk])) for entry in speaking]
    found.sort(key=lambda offer: (section.code not in offer.codes, -len(offer.codes)))
    return found[:FITTING], others
