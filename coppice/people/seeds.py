"""The people of the demonstration: what they say of themselves, and the vocabulary they say it in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from coppice.accounts.models import Person
from coppice.groups.models import Group
from coppice.people import starter, tasks
from coppice.people.models import Aim, Fact, Offer, Presence, Side, Skill, Statement, Welcomed, What
from coppice.people.models.skill import Described

UNIVERSITIES = {
    "trevenna": ("University of Trevenna", "higher"),
    "aberwen": ("University of Aberwen", "higher"),
    "northmoor": ("Northmoor University", "higher"),
    "quayside-college": ("Quayside College", "further"),
    "lochanside": ("Lochanside University", "higher"),
}


def seed(people: dict[str, Person], _groups: dict[str, Group], *, now: datetime) -> int:
    """Two years of a vocabulary, and everybody’s lines; how many lines there are."""
    skills = vocabulary(people, now=now)
    members = [person for person in people.values() if person.is_member]
    told = yaml.safe_load((Path(__file__).parent / "data" / "demo.yaml").read_text(encoding="utf-8"))
    lines = sum(profile(one, number, told[one.slug], skills, now=now) for number, one in enumerate(members))
    Welcomed.objects.bulk_create(Welcomed(person=person, at=person.joined_at) for person in members)
    tasks.tally_everybody.func()
    return lines


def vocabulary(people: dict[str, Person], *, now: datetime) -> dict[str, Skill]:
    """Begun by one, mended by another, and two of them merged by a third."""
    at = now - timedelta(days=700)
    made = starter.plant(by=people["hannah-whitlock"], now=at)
    subtitling = Skill.add(Described("Subtitling films", "technology"), by=people["dominic-achebe"], now=at)
    subtitling.merge_into(made["Captions"], by=people["eilidh-mackay"], now=now - timedelta(days=200))
    feedback = made["Feedback"]
    about = Described(**{**vars(feedback.described), "about": "Giving it so that it is read, and asking for it."})
    feedback.describe(about, seen=feedback.mark, by=people["ruth-adeyemi"], now=now - timedelta(days=90))
    return made


def profile(person: Person, number: int, told: Any, skills: dict[str, Skill], *, now: datetime) -> int:
    """One person’s lines; most are for all members, some for anyone, a few for nobody."""
    at = max(person.joined_at, now - timedelta(days=700))
    said = [Fact.say(what, words, reach=reach, by=person, now=at) for what, words, reach in facts(person, number, told)]
    for place, (name, level) in enumerate(told["can"].items()):
        reach = "only_me" if place == 3 and number % 7 == 0 else "members"
        Statement.say(skills[name], side=Side.HELP, level=level, reach=reach, by=person, now=at)
    for name in told.get("wants", []):
        Statement.say(skills[name], side=Side.LEARN, level=1, reach="members", by=person, now=at)
    for offer in told.get("offers", []):
        Offer.make(**offer, reach="members", by=person, now=at)
    is_listed, is_contactable = told.get("listed", True), number % 4 != 3
    Presence.choose(listed=is_listed, contactable=is_contactable, askable=number % 2 == 0, by=person, now=at)
    if person.slug == "farah-siddiqui":
        Aim.set(skills["Learning analytics"], here=1, wanted=3, by=person, now=at)
        Aim.set(skills["Writing a portfolio"], here=2, wanted=3, by=person, now=at)
    return len(said) + len(told["can"]) + len(told.get("wants", []))


def facts(person: Person, number: int, told: Any) -> Iterator[tuple[str, str, str]]:
    """Sort, words and how far it goes."""
    organisation, sector = UNIVERSITIES[person.email.partition("@")[2].partition(".")[0]]
    work = "public" if number % 3 == 0 else "members"
    every = [
        (What.ROLE, told["role"], work),
        (What.ORGANISATION, organisation, work),
        (What.SECTOR, sector, "members"),
        (What.LANGUAGE, "English", "members"),
        (What.LANGUAGE, "Cymraeg" if "Aberwen" in organisation else "", "members"),
        (What.PRONOUNS, ("she/her", "he/him", "they/them", "")[number % 4] if number % 5 == 0 else "", "members"),
        (What.ZONE, "Europe/London", "members" if number % 2 else "only_me"),
        (What.ABOUT, told.get("about", ""), "members"),
        (What.ASKING, told.get("asking", ""), "members"),
        (What.HELD, "CMALT, 2023" if number % 6 == 4 else "", "public"),
    ]
    return (fact for fact in every if fact[1])
