"""What lower floors are told: the parts of frameworks an entry may speak to, the sections it is used in, and who writes
against an edition.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.frameworks import holders
from coppice.frameworks.models import Edition
from coppice.journal import speaking_to, uses
from coppice.journal.models import Entry
from coppice.journal.speaking_to import Code, CodeGroup
from coppice.journal.uses import Use
from coppice.portfolios.models import Evidence, Portfolio


def tell() -> None:
    """Called once, when the app is ready."""
    speaking_to.register(codes_for)
    uses.register(sections_with)
    holders.register(who_writes)


def codes_for(person: Person) -> Iterable[CodeGroup]:
    """The frameworks one writes against first, then the newest edition of the others.

    Two queries: in one, PostgreSQL takes twice as long for the whole page.
    """
    mine = set(Portfolio.objects.by(person).values_list("edition_id", flat=True))
    every = list(Edition.objects.in_order())
    newest = {edition.slug: edition for edition in sorted(every, key=lambda each: (each.loaded_at, each.id))}
    editions: dict[str, Edition] = {}
    for edition in [
        *(each for each in every if each.id in mine),
        *(each for each in every if each in newest.values()),
    ]:
        editions.setdefault(edition.slug, edition)
    return [group_of(edition) for edition in editions.values()]


def who_writes(edition: Edition) -> Iterable[UUID]:
    """Those with a portfolio on this edition."""
    return Portfolio.objects.filter(edition=edition).values_list("author_id", flat=True).distinct()


@lru_cache(maxsize=64)
def group_of(edition: Edition) -> CodeGroup:
    """An edition never changes, and neither do its codes."""
    return CodeGroup(edition.name, tuple(Code(code.value, code.label) for code in edition.framework.codes()))


def sections_with(entry: Entry, viewer: object) -> Iterable[Use]:
    """The sections beside which the entry lies, as far as the viewer, who sees the entry, can see them too."""
    pieces = Evidence.objects.filter(entry=entry, section__whole__removed_at=None).still_there()
    pieces = pieces.in_sections_seen_by(viewer, now=timezone.now())
    for section, title, whole in pieces.values_list("section_id", "section__title", "section__whole__title"):
        yield Use(
            _("{section} in {portfolio}").format(section=title, portfolio=whole),
            reverse("portfolios:section", args=[section]),
        )
