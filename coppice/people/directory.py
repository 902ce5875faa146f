"""The directory: one question, the people who fit it with the reasons, what narrows it down, and what nobody covers.

A constant number of queries, none of which grows with the number of people: what is counted are the nearest few.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from coppice.accounts.models import Person
from coppice.kernel import keyset
from coppice.people import finding, vocabulary
from coppice.people.experts import Reason, reasons
from coppice.people.finding import Filters
from coppice.people.folding import fold
from coppice.people.models import Fact, Offer, Offered, Presence, Skill, What

SHOWN, NEAREST, FEWEST, NAMED = 20, 40, 5, 5
IN_LINE = (What.ROLE, What.ORGANISATION)


@dataclass(frozen=True)
class Found:
    """One person, as the asker may see them."""

    person: Person
    reasons: Sequence[Reason]
    facts: Sequence[str] = ()
    offers: Sequence[str] = ()


@dataclass(frozen=True)
class Nobody:
    """A skill that was asked for, and that nobody the asker may see can help with."""

    skill: Skill
    learners: int

    @property
    def are_many(self) -> bool:
        return self.learners >= FEWEST


@dataclass
class Answer:
    """What the page shows. `called_so` has how somebody writes a language or an organisation that is counted."""

    skills: Sequence[Skill] = ()
    people: Sequence[Found] = ()
    called: Sequence[Person] = ()
    nobody: Sequence[Nobody] = ()
    next: str = ""
    are_more: bool = False
    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    called_so: dict[str, str] = field(default_factory=dict)


def ask(text: str, filters: Filters, viewer: object, *, now: datetime, after: str = "") -> Answer:
    """Who knows about it."""
    words = vocabulary.current()
    skills = [one for one in words.spoken_of(text) if not filters.region or one.region == filters.region]
    ids = words.ids(skill.pk for skill in skills)
    answer = Answer(skills=skills)
    if text.strip():
        best = finding.knowing(viewer, ids, filters, now=now, after=after, most=NEAREST + 1)
        people = [row.person_id for row in best]
        marks = [keyset.write(row.level, row.pk) for row in best]
        for row in best[:NEAREST]:
            answer.counts["level"][str(row.level)] += 1
            answer.counts["region"][words.root(row.skill_id).region] += 1
        if filters.is_empty and not words.knows(text):
            answer.called = named(viewer, fold(text))
    else:
        region = words.ids_in(filters.region) if filters.region else []
        listed = finding.everybody(viewer, filters, region, now=now, after=after, most=NEAREST + 1)
        people = [row.person_id for row in listed]
        marks = [keyset.write(row.by_name, row.pk) for row in listed]
    answer.are_more = len(people) > NEAREST
    answer.next = marks[SHOWN - 1] if len(people) > SHOWN else ""
    why = reasons(viewer, people[:SHOWN], ids if text.strip() else None, words, now=now, shown=True)
    answer.people = described(viewer, people[:NEAREST], why, answer, now=now)
    if text.strip() and not after and filters.is_empty:
        answer.nobody = uncovered(viewer, skills, why, words, now=now)
        answer.people = those_of_all_first(answer.people, words, skills)
    return answer


def named(viewer: object, folded: str) -> list[Person]:
    """Listed people who are called so (two queries)."""
    rows: list[Presence] = finding.called(viewer, folded, most=NAMED)
    people = Person.objects.in_bulk([row.pk for row in rows]) if rows else {}
    return [people[row.pk] for row in rows]


def described(
    viewer: object, nearest: Sequence[UUID], why: dict[UUID, list[Reason]], answer: Answer, *, now: datetime
) -> list[Found]:
    """The first of them with what they say of themselves, and how many of the nearest say what (three queries)."""
    shown = nearest[:SHOWN]
    people = Person.objects.in_bulk(shown)
    facts, offers = defaultdict[UUID, dict[str, str]](dict), defaultdict[UUID, list[str]](list)
    said = Fact.objects.visible_to(viewer, now=now).of_people(nearest).filter(what__in={*IN_LINE, *finding.BY_KEY})
    for person, what, words, key in said.order_by("pk").values_list("person_id", "what", "words", "key"):
        if what in finding.BY_KEY:
            answer.counts[what][key] += 1
            answer.called_so.setdefault(key, words)
        if what in IN_LINE:
            facts[person].setdefault(what, words)
    made = Offer.objects.visible_to(viewer, now=now).of_people(nearest).filter(is_available=True)
    for person, what in made.order_by("pk").values_list("person_id", "what"):
        answer.counts["offer"][what] += 1
        offers[person].append(str(Offered(what).label))
    return [
        Found(people[pk], why[pk], [facts[pk][what] for what in IN_LINE if what in facts[pk]], offers[pk])
        for pk in shown
        if pk in people
    ]


def those_of_all_first(people: Sequence[Found], words: vocabulary.Vocabulary, skills: Sequence[Skill]) -> list[Found]:
    """Whoever can help with more of what was asked comes first; otherwise the order stays."""
    inside = [{words.skills[pk].name for pk in words.within(skill.pk)} for skill in skills]

    def covered(found: Found) -> int:
        own = {reason.skill for reason in found.reasons}
        return sum(bool(own & names) for names in inside)

    return sorted(people, key=covered, reverse=True)


def uncovered(
    viewer: object,
    skills: Iterable[Skill],
    why: dict[UUID, list[Reason]],
    words: vocabulary.Vocabulary,
    *,
    now: datetime,
) -> list[Nobody]:
    """Skills that were asked for and that nobody can help with (at most two queries for each of two)."""
    covered = {reason.skill for each in why.values() for reason in each}
    left = [one for one in skills if not covered & {words.skills[pk].name for pk in words.within(one.pk)}][:2]
    ids = {one: words.ids([one.pk]) for one in left}
    bare = [one for one in left if not finding.knowing(viewer, ids[one], Filters(), now=now, most=1)]
    return [Nobody(one, finding.learners(viewer, ids[one], now=now)) for one in bare]
