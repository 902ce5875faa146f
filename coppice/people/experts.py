"""For others in the house: which people fit a question, by their own consent.

from coppice.people import experts
experts.for_words("How do we caption our lectures?", asker, now=now)   # -> list[Expert], the best first

Upper floors know of things by which one sees what somebody knows:

experts.register(answers_that_helped)   # answers_that_helped(people, spoken, asker, now=now) -> {(person, skill): Seen}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.kernel.addresses import address
from coppice.people import finding, vocabulary
from coppice.people.models import Level, Side, Statement


@dataclass(frozen=True)
class Seen:
    """Something by which one sees what somebody knows, and that the asker can see."""

    label: str
    url: str


@dataclass(frozen=True)
class Reason:
    """Why somebody is named: what they said of a skill, and by what one sees it, as far as the asker can see that."""

    skill: str
    level: int
    seen: Sequence[Seen] = ()

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


type Spoken = Sequence[tuple[str, frozenset[str]]]
"""What skills are called, with the stems of each word for them."""
type Source = Callable[..., Mapping[tuple[UUID, str], Seen]]

_sources: list[Source] = []


def register(source: Source) -> None:
    """Ask this source from now on; one bounded query, and only what the asker can see."""
    if source not in _sources:
        _sources.append(source)


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
    people: Sequence[UUID],
    skills: Sequence[UUID] | None,
    words: vocabulary.Vocabulary,
    *,
    now: datetime,
    shown: bool = False,
) -> dict[UUID, list[Reason]]:
    """What these people said they can help with: with any of the skills, or with anything (one query).

    `shown`: of skills that were asked for, also an example that the viewer can see, and an answer that helped.
    """
    said = Statement.objects.visible_to(viewer, now=now).of_people(people).filter(side=Side.HELP)
    said = said.filter(skill_id__in=skills) if skills is not None else said
    best: dict[tuple[UUID, str], Statement] = {}
    for one in said.order_by("-level", "-pk").only("person_id", "skill_id", "level", "example_id"):
        best.setdefault((one.person_id, words.root(one.skill_id).name), one)
    seen = by_which_one_sees_it(viewer, people, skills, best, words, now=now) if shown and skills and best else {}
    found: dict[UUID, list[Reason]] = defaultdict(list)
    for (person, name), one in best.items():
        found[person].append(Reason(name, one.level, seen.get((person, name), ())))
    return found


def by_which_one_sees_it(
    viewer: object,
    people: Sequence[UUID],
    skills: Sequence[UUID],
    best: Mapping[tuple[UUID, str], Statement],
    words: vocabulary.Vocabulary,
    *,
    now: datetime,
) -> dict[tuple[UUID, str], list[Seen]]:
    """The example of each statement, and what upper floors know (a query for each source)."""
    found: dict[tuple[UUID, str], list[Seen]] = defaultdict(list)
    ids = [one.example_id for one in best.values() if one.example_id]
    examples = Item.objects.visible_to(viewer, now=now).in_bulk(ids) if ids else {}
    for key, one in best.items():
        if example := examples.get(one.example_id):
            found[key].append(Seen(_("for instance “{title}”").format(title=example), address("item", example.pk)))
    for source in _sources:
        for key, one_more in source(people, words.spoken_as(skills), viewer, now=now).items():
            found[key].append(one_more)
    return found
