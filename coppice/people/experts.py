"""For others in the house: which people fit a question, by their own consent.

from coppice.people import experts
experts.for_words("How do we caption our lectures?", asker, now=now)   # -> list[Expert], the best first
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.people import finding, vocabulary
from coppice.people.models import Level, Side, Statement


@dataclass(frozen=True)
class Reason:
    """Why somebody is named: what they said of a skill, as far as the asker can see it."""

    skill: str
    level: int

    @property
    def in_words(self) -> str:
        """After the skill: “practising; can help”."""
        return _("{level}; can help").format(level=str(Level(self.level).label).lower())

    def __str__(self) -> str:
        return f"{self.skill}: {self.in_words}"


@dataclass(frozen=True)
class Expert:
    """Somebody who fits, and why."""

    person: Person
    reasons: list[Reason]


def for_words(
    text: str,
    viewer: object,
    *,
    now: datetime,
    most: int = 2,
    exclude: Iterable[UUID] = (),
    group: UUID | None = None,
) -> list[Expert]:
    """At most so many members, perhaps out of a group, who said that they may be asked, and what of it the asker can
    see (four queries)."""
    words = vocabulary.current()
    skills = words.ids(skill.pk for skill in words.spoken_of(text))
    others = set(exclude)
    enough = most + len(others)
    rows = finding.knowing(viewer, skills, finding.Filters(), now=now, most=enough, askable=True, group=group)
    ids = [row.person_id for row in rows if row.person_id not in others][:most]
    people, why = Person.objects.in_bulk(ids), reasons(viewer, ids, skills, words, now=now)
    return [Expert(people[pk], why[pk]) for pk in ids]


def reasons(
    viewer: object,
    people: Iterable[UUID],
    skills: Iterable[UUID] | None,
    words: vocabulary.Vocabulary,
    *,
    now: datetime,
) -> dict[UUID, list[Reason]]:
    """What these people said they can help with: with any of the skills, or with anything (one query)."""
    said = Statement.objects.visible_to(viewer, now=now).of_people(list(people)).filter(side=Side.HELP)
    said = said.filter(skill_id__in=list(skills)) if skills is not None else said
    found: dict[UUID, dict[str, Reason]] = defaultdict(dict)
    for person, skill, level in said.order_by("-level", "-pk").values_list("person_id", "skill_id", "level"):
        name = words.root(skill).name
        found[person].setdefault(name, Reason(name, level))
    return defaultdict(list, {person: list(named.values()) for person, named in found.items()})
