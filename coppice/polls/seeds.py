"""The polls of the demonstration: some open, some closed, with names, hidden and without names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from coppice.accounts.models import Person
from coppice.groups.models import Group
from coppice.polls.models import Poll
from coppice.polls.models.poll import Terms


@dataclass(frozen=True)
class Asked:
    """A poll, opened and closed so many days ago; `said` is how its members vote in turn, a dash for not at all."""

    by: str
    group: str
    terms: tuple[str, str, str, str]
    choices: tuple[str, ...]
    said: str
    opened: int
    closed: int | None = None
    closes_in: int | None = None


POLLS = [
    Asked(
        "eilidh-mackay",
        "accessible",
        ("What shall we work on together this spring?", "runoff", "named", "We have two afternoons."),
        ("Captions one can trust", "Maths on screen readers", "Forms people can finish", "Documents, not scans"),
        "012 103 021 30 1 210 -- 132 01 30 02 213",
        400,
        386,
    ),
    Asked(
        "ruth-adeyemi",
        "evaluation",
        ("Are our monthly meetings worth the hour?", "single", "anonymous", "Please be frank."),
        ("Yes, as they are", "Yes, if they were shorter", "Every second month would do", "I come out of politeness"),
        "1 1 0 2 - 1 3 2 1 0 1 2",
        120,
        106,
    ),
    Asked(
        "morwenna-pascoe",
        "cmalt-writing",
        ("Which sections do you want read this month?", "multiple", "hidden", ""),
        ("1a Constraints", "2b Your learners", "3 Laws and policies", "4 Communication", "5 Specialist area"),
        "02 2 - 24 1 2 0 - 23",
        9,
        closes_in=5,
    ),
    Asked(
        "dominic-achebe",
        "media",
        ("Which microphone should the shared kit have?", "points", "named", "The old one was dropped."),
        ("A lapel pair", "A desk microphone", "A field recorder"),
        "20 2 102 - 021 20",
        6,
    ),
    Asked(
        "priya-raghunathan",
        "",
        ("Where should the next community day be?", "single", "anonymous", "Wherever it is, it is streamed as well."),
        ("Cardiff", "Leeds", "Glasgow", "Online only"),
        "0 1 - 3 2 1 0 - 3 1 0 2 - 1 3",
        4,
        closes_in=17,
    ),
]  # fmt: skip


def seed(people: dict[str, Person], groups: dict[str, Group], *, now: datetime) -> list[Poll]:
    """Some vote and some do not, as everywhere."""
    members = [person for person in people.values() if person.is_member]
    made = []
    for asked in POLLS:
        group = groups.get(asked.group)
        question, counting, secrecy, about = asked.terms
        closes = now + timedelta(days=asked.closes_in) if asked.closes_in else None
        terms = Terms(question, asked.choices, counting, secrecy, about, closes, group)
        by, opened = people[asked.by], now - timedelta(days=asked.opened)
        poll = Poll.open(terms, by=by, now=opened)
        asks = [row.person for row in group.memberships.select_related("person")] if group else members
        for person, said in zip(asks, asked.said.split(), strict=False):
            if "-" not in said:
                poll.vote([int(choice) for choice in said], by=person, now=opened)
        if asked.closed is not None:
            poll.close(by=by, now=now - timedelta(days=asked.closed))
        made.append(poll)
    return made
