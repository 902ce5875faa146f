"""Skills as a picture of three regions: pure drawing, and whose skills are drawn."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

from coppice.groups.models import Group
from coppice.people import vocabulary
from coppice.people.models import Level, Region, Side, Skill, Statement, Tally

FEWEST = 5
TURN = math.pi * (3 - math.sqrt(5))
PLACES = {
    Region.TECHNOLOGY: (128, 160, 78, 104),
    Region.BOTH: (300, 160, 48, 92),
    Region.EDUCATION: (472, 160, 78, 104),
}
MOST_DOTS = 24


@dataclass(frozen=True)
class Dot:
    """One skill: its number in picture and list, where it stands, how large, and what is said of it."""

    number: int
    skill: Skill
    size: int
    said: str
    x: int = 0
    y: int = 0

    @property
    def radius(self) -> int:
        return (9, 12, 15)[self.size - 1]

    @property
    def is_drawn(self) -> bool:
        return bool(self.x)


@dataclass(frozen=True)
class Part:
    """One of the three regions."""

    region: str
    label: str
    dots: Sequence[Dot]


type Said = tuple[Skill, int, str]


def draw(said: Iterable[Said]) -> list[Part]:
    """Three parts with their dots; a region with nothing in it too. Larger ones first."""
    by_region = defaultdict[str, list[Said]](list)
    for one in said:
        by_region[one[0].region].append(one)
    parts, number = [], 0
    for region in Region:
        inside = sorted(by_region[region], key=lambda one: (-one[1], one[0].name.casefold()))
        dots = [dot(number + n, n, len(inside), region, one) for n, one in enumerate(inside)]
        number += len(dots)
        parts.append(Part(region.value, str(region.label), dots))
    return parts


def dot(number: int, place: int, many: int, region: Region, said: Said) -> Dot:
    """Placed like the seeds of a sunflower, so that a few stand apart and many fill the region evenly."""
    if place >= MOST_DOTS:
        return Dot(number + 1, *said)
    x, y, wide, high = PLACES[region]
    out, turn = math.sqrt((place + 0.5) / min(many, MOST_DOTS)) if many > 1 else 0, place * TURN
    return Dot(number + 1, *said, x=round(x + wide * out * math.cos(turn)), y=round(y + high * out * math.sin(turn)))


def of_person(statements: Iterable[Statement], words: vocabulary.Vocabulary) -> list[Part]:
    """What somebody can help with, out of statements that were loaded for the viewer."""
    best: dict[Skill, int] = {}
    for one in statements:
        if one.side == Side.HELP:
            skill = words.root(one.skill_id)
            best[skill] = max(one.level, best.get(skill, 0))
    return draw((skill, level, str(Level(level).label)) for skill, level in best.items())


def of_group(group: Group, viewer: object, words: vocabulary.Vocabulary) -> list[Part]:
    """What at least five of the group can help with, as far as the viewer can see (one query)."""
    said = Statement.objects.visible_to(viewer).filter(side=Side.HELP, person__memberships__group=group)
    people = {(person, words.root(skill)) for person, skill in said.order_by().values_list("person_id", "skill_id")}
    return of_counts(Counter(skill for _, skill in people))


def of_site(side: str, words: vocabulary.Vocabulary) -> list[Part]:
    """What at least five members say to all members, as it was counted last (one query)."""
    rows = Tally.objects.filter(side=side).values_list("skill_id", "people")
    return of_counts(Counter({words.root(skill): people for skill, people in rows}))


def of_counts(counts: Counter[Skill]) -> list[Part]:
    enough = {skill: many for skill, many in counts.items() if many >= FEWEST}
    most = max(enough.values(), default=1)
    return draw((skill, 1 + (3 * many > most) + (3 * many > 2 * most), people(many)) for skill, many in enough.items())


def people(many: int) -> str:
    return ngettext("{many} person", "{many} people", many).format(many=many)
