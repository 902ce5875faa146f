"""The rounds of the demonstration: one that was closed a year ago, one that was closed lately, and one that is open."""

from __future__ import annotations

from datetime import datetime, timedelta

from coppice.accounts.models import Person
from coppice.frameworks.models import Edition
from coppice.groups.models import Group
from coppice.rounds.models import Round

# group, who tends it, what it looks at, opened and closed so many days ago, where its members roughly are (x: apart)
ROUNDS = [
    ("accessible", "eilidh-mackay", "How we make things accessible", 430, 400, "201102103122010211x12"),
    ("accessible", "eilidh-mackay", "How we make things accessible, a year on", 44, 12, "312213213233121322x13"),
    ("evaluation", "ruth-adeyemi", "How we evaluate", 9, None, "1122"),
]
AGREED = (
    "We are further with captions than with asking people. From January each course team asks two students with a "
    "screen reader before anything new goes live, and pays them for it.\n\n"
    "We see “doing as little harm as possible” very "
    "differently, and will give it an hour in February. We look again in a year."
)
QUIET = 3


def seed(people: dict[str, Person], groups: dict[str, Group], *, now: datetime) -> list[Round]:
    """Some members answer and some do not, as everywhere."""
    editions = [edition for edition in Edition.objects.offered() if edition.framework.steps]
    made = []
    for slug, facilitator, about, opened, closed, said in ROUNDS:
        by = people[facilitator]
        one = Round.open(group=groups[slug], edition=editions[0], about=about, by=by, now=now - timedelta(days=opened))
        answer(one, said)
        if closed is not None:
            one.close(by=by, now=now - timedelta(days=closed))
        made.append(one)
    made[1].agree(AGREED, seen="", by=people["eilidh-mackay"], now=now - timedelta(days=5))
    return made


def answer(one: Round, said: str) -> None:
    """Each near what the group roughly says, so that the middle is that; about what is marked x they differ."""
    steps = [step.code for step in one.framework.steps]
    for number, membership in enumerate(one.group.memberships.select_related("person")):
        if number % QUIET == QUIET - 1:
            continue
        places = zip(one.framework.statements, said, strict=False)
        one.answer({code: steps[near(place, number)] for code, place in places}, by=membership.person)


def near(place: str, number: int) -> int:
    return (1, 4, 0, 3)[number % 4] if place == "x" else min(4, max(0, int(place) + (0, 1, 0, -1)[number % 4]))
