"""Very many members, their groups, and what they share: the crowd around the one whose pages are measured."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress

from bench import prose
from bench.rows import put_items
from coppice.accounts.models import Person
from coppice.audience.models import Grant, Reach
from coppice.frameworks.models import Edition
from coppice.groups.models import Group, Membership
from coppice.journal.models import Entry
from coppice.kernel.ids import uuid7
from coppice.portfolios.models import Portfolio, Section

AT_ONCE = 2000
A_GROUP = 500
SECTIONS = ("CS", "1a", "1b", "2a", "3a")
REACHES = (Reach.ONLY_ME, Reach.GROUP, Reach.MEMBERS, Reach.ONLY_ME, Reach.PUBLIC)


def grow(have: int, wanted: int, now: datetime) -> None:
    """Members number `have` to `wanted`, each with an address, a group or two, and something of their own."""
    for first in range(have, wanted, AT_ONCE):
        people = join(range(first, min(first + AT_ONCE, wanted)))
        groups = gather(people, first, now)
        write(people, groups, first, now)
        begin(people, groups, first, now)


def join(numbers: range) -> list[Person]:
    people = [
        Person(
            id=uuid7(),
            name=f"Member {n}",
            slug=f"member-{n}",
            email=f"member-{n}@bench.example",
            password="!",
            is_active=True,
        )
        for n in numbers
    ]
    Person.objects.bulk_create(people)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in people
    )
    return people


def gather(people: Sequence[Person], first: int, now: datetime) -> list[Group]:
    """A group for each five hundred; everybody is in one, every other in a second."""
    names = range(first // A_GROUP, first // A_GROUP + max(2, len(people) // A_GROUP))
    groups = [
        Group(id=uuid7(), slug=f"group-{first}-{n}", name=f"Group {first} {n}", purpose="To meet.") for n in names
    ]
    Group.objects.bulk_create(groups)
    places = [(groups[n % len(groups)], person) for n, person in enumerate(people)]
    places += [(groups[(n + 1) % len(groups)], person) for n, person in enumerate(people) if n % 2]
    Membership.objects.bulk_create(Membership(group=group, person=person) for group, person in places)
    return groups


def write(people: Sequence[Person], groups: Sequence[Group], first: int, now: datetime) -> None:
    """An entry for every other member, some of them shared."""
    html = prose.html(1, 60)
    put_items(
        [
            Entry(
                id=uuid7(), author=person, keeper=person, title=prose.title(n), texts={"happened": html}, words=60,
                happened_on=(now - timedelta(days=n % 700)).date(), gist="Something happened.", **reach(n, groups, now),
            )
            for n, person in enumerate(people, first)
            if n % 2
        ]
    )  # fmt: skip


def begin(people: Sequence[Person], groups: Sequence[Group], first: int, now: datetime) -> None:
    """A portfolio of five sections for every tenth; some are shared with a reader by name, some with all."""
    edition = Edition.objects.get(slug="cmalt")
    wholes = [
        Portfolio(id=uuid7(), author=person, title=f"CMALT of {person.name}", edition=edition, pathway_code="cmalt",
                  **reach(n // 10, groups, now))
        for n, person in enumerate(people, first)
        if n % 10 == 0
    ]  # fmt: skip
    put_items(wholes)
    sections = [section_of(whole, place, code, now) for whole in wholes for place, code in enumerate(SECTIONS, 1)]
    put_items(sections)
    lent = [lending(section, now, through_id=section.whole_id) for section in sections]
    named = [lending(whole, now, person=people[(7 * n + 1) % len(people)]) for n, whole in enumerate(wholes)]
    Grant.objects.bulk_create([*lent, *named])


def section_of(whole: Portfolio, place: int, code: str, now: datetime) -> Section:
    return Section(
        id=uuid7(), author_id=whole.author_id, whole=whole, code=code, position=place, title=f"{code} of somebody",
        texts={"description": "<p>Words.</p>"}, words=1, created_at=now, changed_at=now,
    )  # fmt: skip


def reach(number: int, groups: Sequence[Group], now: datetime) -> dict[str, Any]:
    chosen = REACHES[number % len(REACHES)]
    at = now - timedelta(minutes=number)
    return {
        "reach": chosen,
        "group": groups[number % len(groups)] if chosen == Reach.GROUP else None,
        "created_at": at,
        "changed_at": at,
    }


def lending(item: Any, now: datetime, **to: Any) -> Grant:
    return Grant(item_id=item.pk, reason="for the bench", made_by_id=item.author_id, made_at=now, **to)
