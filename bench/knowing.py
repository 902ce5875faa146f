"""What very many people say of themselves: skills, a role, a sector, a language; four of five are listed.

One skill is a common one, so that who knows it fills a page among two thousand people as among twenty thousand.
"""

from collections.abc import Sequence
from datetime import datetime
from random import Random

from bench.rows import put, put_items
from coppice.accounts.models import Person
from coppice.audience.models import Reach
from coppice.kernel.ids import uuid7
from coppice.people.models import Fact, Presence, Skill, Statement
from coppice.people.models.skill import Described

SKILLS, EACH, COMMON = 300, 5, 0.1
REGIONS = ("technology", "both", "education")
REACHES = (Reach.MEMBERS, Reach.MEMBERS, Reach.ONLY_ME, Reach.PUBLIC)
SECTORS = ("higher", "further", "health")


def tell(people: Sequence[Person], first: int, now: datetime) -> None:
    """Everybody's lines; the vocabulary is made with the first of them."""
    skills = list(Skill.objects.all()) or vocabulary(people[0], now)
    random = Random(first)
    put(Presence, [presence(person, random, now) for person in people])
    statements = [
        Statement(
            id=uuid7(), author=person, person=person, skill=skill, title=skill.name, reach=random.choice(REACHES),
            side="help" if random.random() < 0.7 else "learn", level=random.choice((1, 2, 3)),
        )
        for person in people
        for skill in chosen(skills, random)
    ]  # fmt: skip
    put_items(statements)
    put_items([fact for person in people for fact in facts(person, random)])


def chosen(skills: list[Skill], random: Random) -> list[Skill]:
    """A few of the vocabulary, of which the first is the common one."""
    known = random.sample(skills[1:], EACH)
    return [skills[0], *known[1:]] if random.random() < COMMON else known


def vocabulary(by: Person, now: datetime) -> list[Skill]:
    names = ["Captions", *(f"Craft {number}" for number in range(1, SKILLS))]
    return [
        Skill.add(Described(name, REGIONS[n % 3], also=["Subtitles"] * (not n)), by=by, now=now)
        for n, name in enumerate(names)
    ]


def presence(person: Person, random: Random, now: datetime) -> Presence:
    one = Presence(person=person, listed_at=now if random.random() < 0.8 else None, contactable_at=now)
    one.take_name(person.name)
    return one


def facts(person: Person, random: Random) -> list[Fact]:
    said = {"role": "Learning technologist", "sector": random.choice(SECTORS), "language": "English"}
    found = [
        Fact(id=uuid7(), author=person, person=person, what=what, reach=random.choice(REACHES), title="")
        for what in said
    ]
    for one, words in zip(found, said.values(), strict=True):
        one.take(words)
    return found
