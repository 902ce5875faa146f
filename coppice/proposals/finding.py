"""What there is to propose to somebody now: read from their happenings, without what is taken or put aside."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from uuid import UUID

from coppice.accounts.models import Person
from coppice.happenings.models import Happening
from coppice.journal.models import Origin
from coppice.proposals import sources
from coppice.proposals.facts import Fact
from coppice.proposals.models import COMMUNITY, NotThis
from coppice.proposals.sources import Source

LOOKS_BACK = timedelta(days=800)
MOST_READ = 600


def proposals(person: Person, *, now: datetime) -> list[Fact]:
    """The newest first; a few queries for each source, however much there is."""
    origins = Origin.objects.filter(keeper=person, source=COMMUNITY, entry__removed_at=None)
    taken = set(origins.values_list("key", flat=True))
    aside = set(NotThis.objects.filter(person=person).values_list("key", flat=True))
    found = [fact for fact in everything(person, now=now) if fact.key not in taken | aside]
    return sorted(found, key=lambda fact: (fact.until or fact.day, fact.key), reverse=True)


def find(person: Person, source: str, ref: UUID, *, now: datetime) -> Fact | None:
    """One of them, put aside or not."""
    return next((fact for fact in everything(person, now=now, only=source) if fact.ref == ref), None)


def everything(person: Person, *, now: datetime, only: str = "") -> list[Fact]:
    asked = [source for source in sources.everywhere() if only in {"", source.name}]
    happened = happenings(person, asked, now=now)
    worth_asking = [source for source in asked if happened[source.name] or not source.verbs]
    return [fact for source in worth_asking for fact in source.read(person, happened[source.name])]


def happenings(person: Person, asked: list[Source], *, now: datetime) -> dict[str, list[Happening]]:
    """The person's own, by the source that they count for (one query)."""
    verbs = frozenset().union(*(source.verbs for source in asked))
    rows = Happening.objects.filter(actor=person, verb__in=verbs, at__gte=now - LOOKS_BACK) if verbs else []
    by: dict[str, list[Happening]] = defaultdict(list)
    for row in rows.order_by("-pk")[:MOST_READ] if verbs else []:  # type: ignore[attr-defined]
        for source in asked:
            if row.verb in source.verbs:
                by[source.name].append(row)
    return by
