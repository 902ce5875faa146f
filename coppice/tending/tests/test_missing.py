"""“Who is missing?”: where members work and as what, in words that at least five of them chose."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.people.models.facts import Fact, What
from coppice.tending import described
from tests.cast import Cast, a_person
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db
PAGE = "/groups/evaluation/"
SECTOR, ROLE = What.SECTOR, What.ROLE


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    described.said_by_many.cache_clear()
    yield
    described.said_by_many.cache_clear()


def people(cast: Cast, many: int, *, in_group: bool, name: str = "Member") -> list[Person]:
    found = [a_person(f"{name} {number}") for number in range(many)]
    for person in found if in_group else ():
        cast.group.join(person=person)
    return found


def say(person: Person, what: str, words: str, reach: str = "members") -> None:
    Fact.say(what, words, reach=reach, by=person, now=timezone.now())


def test_a_few_among_many_are_not_passed_over(cast: Cast) -> None:
    for person in people(cast, 120, in_group=False, name="Lecturer"):
        say(person, SECTOR, "higher")
    for person in people(cast, 5, in_group=False, name="Nurse"):
        say(person, SECTOR, "health")
    for number, person in enumerate(people(cast, 9, in_group=True)):
        say(person, SECTOR, "school" if number < 5 else "further")
    page = Visitor(cast.fellow).open(PAGE)
    page.sees("At least five of you each: Schools.")
    page.sees("In the community, and fewer than five of you: Health, Higher education.")


def test_roles_are_told_too_however_they_are_written(cast: Cast) -> None:
    inside, outside = people(cast, 6, in_group=True), people(cast, 5, in_group=False, name="Other")
    for number, person in enumerate(inside):
        say(person, ROLE, "learning technologist" if number % 2 else "Learning Technologist")
        say(person, ROLE, "Head of a secret")
    for person in outside:
        say(person, ROLE, "Librarian")
        say(person, ROLE, "Spy", reach="only_me")
    Fact.everything.filter(words="Head of a secret").update(reach="only_me")
    page = Visitor(cast.fellow).open(PAGE)
    page.sees("Your roles", "At least five of you each: Learning Technologist.")
    page.sees("In the community, and fewer than five of you: Librarian.").sees_no("Spy", "secret")
    Visitor(cast.elsewhere).open(PAGE).sees_no("Who is missing?")


def test_who_says_it_twice_is_one_person(cast: Cast) -> None:
    for person in people(cast, 5, in_group=True):
        say(person, ROLE, "Editor")
    first, *others = people(cast, 4, in_group=True, name="Scribe")
    for person in [first, first, *others]:
        say(person, ROLE, "Calligrapher")
    Visitor(cast.fellow).open(PAGE).sees("of you each: Editor.").sees_no("Calligrapher")


def test_what_somebody_hides_since_counts_no_more(cast: Cast) -> None:
    inside = people(cast, 5, in_group=True)
    for person in inside:
        say(person, ROLE, "Editor")
    Visitor(cast.fellow).open(PAGE).sees("of you each: Editor.")
    Fact.objects.get(person=inside[0]).share(reach="only_me", by=inside[0], now=timezone.now())
    Visitor(cast.fellow).open(PAGE).sees_no("Editor")
