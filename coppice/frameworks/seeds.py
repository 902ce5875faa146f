"""Two who lead a scheme in the demonstration, and the next edition they are writing."""

from __future__ import annotations

from datetime import datetime, timedelta

from coppice.accounts.models import Person
from coppice.frameworks.drafting.document import Document, Place, part_at, put
from coppice.frameworks.drafting.naming import named
from coppice.frameworks.models import Draft, Edition, Lead
from coppice.frameworks.models.draft import Change

NEXT_ASKS = (
    "Say also where you left a technology out, or chose one that writes or draws by itself, and who agreed to that."
)
NEXT_NOTE = "The sections are those of the edition before. New is that tools which write and draw are spoken of."


def seed(people: dict[str, Person], *, now: datetime) -> Draft:
    """A draft for the first framework that is assessed, changed by both."""
    edition = next(each for each in Edition.objects.offered() if each.framework.mode == "assessed")
    keeper, first, second = (people[slug] for slug in ("hannah-whitlock", "eilidh-mackay", "idris-bowen"))
    begun = now - timedelta(days=12)
    for person in (first, second):
        Lead.give(edition.slug, to=person, by=keeper, now=begun)
    draft = Draft.begin(edition=edition, version=str(now.year + 1), by=first, now=begun)
    draft.change(lambda old: {**old, "note": NEXT_NOTE}, said=named("head", {}), by=first, now=begun)
    node = next(node for node in edition.framework.nodes.values() if node.kind == "writing")
    section, rule = Place("section", node.id), edition.framework.rules[-1]
    asks = f"{node.asks} {NEXT_ASKS}"
    draft.change(
        with_words(section, "asks", asks), said=f"Section {node.label}", by=second, now=now - timedelta(days=5)
    )
    says = f"{rule.says.rstrip('.')}, in words that a newcomer understands."
    draft.change(with_words(Place("rule", rule.id), "says", says), said=f"Rule: {says}", by=first, now=now)
    return draft


def with_words(place: Place, name: str, words: str) -> Change:
    """A change of one text."""

    def changed(old: Document) -> Document:
        return put(old, place, {**part_at(old, place), name: words})

    return changed
