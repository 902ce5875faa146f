"""What the journal is told: the parts of frameworks an entry may speak to, and the sections it is used in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coppice.accounts.models import Person
from coppice.frameworks.models import Edition
from coppice.journal import speaking_to, uses
from coppice.journal.models import Entry
from coppice.journal.speaking_to import Code, CodeGroup
from coppice.journal.uses import Use
from coppice.portfolios.models import Evidence


def tell() -> None:
    """Called once, when the app is ready."""
    speaking_to.register(codes_for)
    uses.register(sections_with)


def codes_for(person: Person) -> Iterable[CodeGroup]:
    """The frameworks one writes against first, then the others on offer (two queries)."""
    mine = Edition.objects.filter(portfolios__author=person, portfolios__removed_at=None).distinct().in_order()
    editions: dict[str, Edition] = {}
    for edition in [*mine, *Edition.objects.offered()]:
        editions.setdefault(edition.slug, edition)
    return [CodeGroup(edition.name, tuple(codes_of(edition))) for edition in editions.values()]


def codes_of(edition: Edition) -> Iterator[Code]:
    for code in edition.framework.codes():
        yield Code(code.value, code.label)


def sections_with(entry: Entry, viewer: object) -> Iterable[Use]:
    """The sections beside which the entry lies, as far as the viewer can see them."""
    pieces = Evidence.objects.visible_to(viewer).still_there().filter(entry=entry, section__whole__removed_at=None)
    for piece in pieces.select_related("section__whole"):
        yield Use(f"{piece.section.title} in {piece.section.whole.title}", piece.section.get_absolute_url())
