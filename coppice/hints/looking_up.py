"""Looking up the links of those who allow it: which there are, and a few at a time, each on another server.

No server is asked by name more than once a round, so a server with many of the links is asked slowly and nothing here
ever waits. Addresses stand in rows of their person and nowhere else: not in a task, and not in the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from coppice.accounts.agreements import LOOKING_UP
from coppice.accounts.models import Consent, Person
from coppice.hints.judging import judge
from coppice.hints.models import Look
from coppice.hints.rules.links import bare, links_of
from coppice.hints.writing import Writing
from coppice.outside.place import NotOutside, Place
from coppice.outside.visiting import visit
from coppice.queue.models import QueuedTask
from coppice.revisions.models import Written

AT_ONCE, LOOKED_THROUGH, OF_ONE_PERSON = 8, 2000, 5000
TASK = "coppice.hints.tasks.plan_one"


def on_consent(consent: Consent, **_: Any) -> None:
    """A receiver of consent_changed: begin, or stop and let go of everything, in the transaction of the decision."""
    from coppice.hints.tasks import plan_one

    if consent.what != LOOKING_UP.what:
        return
    if consent.given:
        plan_one.enqueue(str(consent.person_id))
    else:
        Look.objects.filter(person=consent.person_id).delete()
        QueuedTask.objects.naming(consent.person_id).filter(path=TASK).delete()


def plan(person: Person, *, now: datetime, since: datetime | None = None) -> None:
    """Have the addresses in the person's entries and sections looked up: in all, or in what changed `since`."""
    if not Look.may(person):
        return
    found = {address for writing in writings(person, since) for address in addresses(writing)}
    Look.plan(sorted(found)[:OF_ONE_PERSON], of=person, now=now, are_all=since is None)


def writings(person: Person, since: datetime | None) -> Iterator[Writing]:
    """What the person wrote and did not put into the bin; texts without an address are not taken apart."""
    kinds: list[Any] = Written.__subclasses__()
    for kind in kinds:
        mine = kind.objects.by(person)
        mine = mine.filter(changed_at__gte=since) if since else mine
        for written in mine.prefetch_related(*filter(None, [kind.linked_by])).iterator(chunk_size=200):
            texts = {code: html for code, html in written.texts.items() if "://" in html}
            yield Writing.of(texts, links=written.links_beside)


def addresses(writing: Writing) -> Iterator[str]:
    """The addresses in it that can be visited, without what the reader's browser keeps to itself."""
    for passage in writing.passages:
        for url, _ in links_of(passage):
            if can_be_visited(url):
                yield bare(url)


def can_be_visited(url: str) -> bool:
    try:
        place = Place.of(bare(url))
    except NotOutside:
        return False
    return place.host != urlsplit(settings.BASE_URL).hostname


def go_round(*, now: datetime) -> int:
    """Look up a few of what is due. Answers how many."""
    chosen = each_of_another_server(Look.objects.due(now).values_list("address", flat=True)[:LOOKED_THROUGH])
    if not chosen or not settings.LOOK_UP_LINKS:
        return 0
    Look.objects.put_off(chosen, now=now)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for address, answer in zip(chosen, pool.map(visit, chosen), strict=True):
            Look.note(address, judge(address, answer), now=now)
    return len(chosen)


def each_of_another_server(due: Iterable[str]) -> list[str]:
    first: dict[str, str] = {}
    for address in due:
        first.setdefault(Place.of(address).host, address)
    return list(first.values())[:AT_ONCE]
