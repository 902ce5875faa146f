"""Who fits: the best rows of each skill first, each asked whether the viewer may see it, until there are enough.

One statement. Every skill that was asked for is an index that is walked from its top, and no further than is needed, so
that it takes the same time among two hundred members as among twenty thousand (docs/decisions/0075-the-directory.md).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from coppice.people.models import Fact, Offer, Presence, Side, Skill, Statement, What


@dataclass(frozen=True)
class Filters:
    """What the asker narrowed it down to; empty: not."""

    region: str = ""
    level: str = ""
    offer: str = ""
    sector: str = ""
    language: str = ""

    @property
    def is_empty(self) -> bool:
        return not any((self.region, self.level, self.offer, self.sector, self.language))

    def without(self, name: str) -> Filters:
        return replace(self, **{name: ""})


def present(viewer: object) -> Exists:
    """True of rows about people whom the viewer may find in the directory."""
    return Exists(Presence.objects.visible_to(viewer).listed().filter(person_id=OuterRef("person_id")))


def fits(viewer: object, filters: Filters, *, now: datetime) -> list[Any]:
    """Conditions on rows about people: what they say of themselves, as far as the viewer can see it."""
    wanted: list[Any] = []
    if filters.offer:
        offers = Offer.objects.visible_to(viewer, now=now).filter(what=filters.offer, is_available=True)
        wanted.append(Exists(offers.filter(person_id=OuterRef("person_id"))))
    for what, key in ((What.SECTOR, filters.sector), (What.LANGUAGE, filters.language)):
        if key:
            facts = Fact.objects.visible_to(viewer, now=now).filter(what=what, key=key)
            wanted.append(Exists(facts.filter(person_id=OuterRef("person_id"))))
    return wanted


@dataclass(frozen=True)
class Row:
    """One person, and the best statement by which they were found."""

    person_id: UUID
    skill_id: UUID
    level: int
    pk: UUID


def knowing(
    viewer: object,
    skills: Sequence[UUID],
    filters: Filters,
    *,
    now: datetime,
    after: str = "",
    most: int,
    also: Q | None = None,
) -> list[Row]:
    """Who can help with any of the skills, the furthest first; each person once (one query)."""
    if not skills:
        return []
    mark = read(after)
    narrowed = also or Q()
    parts = [part(viewer, pk, skills, filters, now=now, mark=mark, most=most, also=narrowed) for pk in skills]
    compiled = [query.query.sql_with_params() for query in parts]
    each = [f"SELECT * FROM ({sql}) AS part{number}" for number, (sql, _) in enumerate(compiled)]
    values = [value for _, params in compiled for value in params]
    columns = "person_id, skill_id, level, item_ptr_id"
    walk = f"SELECT {columns} FROM ({' UNION ALL '.join(each)}) AS parts ORDER BY level DESC, item_ptr_id DESC LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(walk, [*values, most])
        return [Row(as_uuid(a), as_uuid(b), level, as_uuid(d)) for a, b, level, d in cursor.fetchall()]


def part(
    viewer: object, pk: UUID, skills: Sequence[UUID], filters: Filters, *, now: datetime, mark: Any, most: int, also: Q
) -> QuerySet[Any, Any]:
    """The best of one skill, without those who are better at another one of those asked for."""
    seen = Statement.objects.visible_to(viewer, now=now).filter(side=Side.HELP)
    if filters.level:
        seen = seen.filter(level=int(filters.level))
    better = Q(level__gt=OuterRef("level")) | Q(level=OuterRef("level"), pk__gt=OuterRef("pk"))
    others = [one for one in skills if one != pk]
    rows = seen.filter(skill_id=pk).filter(also, present(viewer), *fits(viewer, filters, now=now))
    if others:
        rows = rows.filter(~Exists(seen.filter(better, person_id=OuterRef("person_id"), skill_id__in=others)))
    if mark and isinstance(mark[0], int):
        level, last = mark
        rows = rows.filter(Q(level__lt=level) | Q(level=level, pk__lt=last))
    return rows.order_by("-level", "-pk").values("person_id", "skill_id", "level", "item_ptr_id")[:most]


def everybody(
    viewer: object, filters: Filters, skills: Sequence[UUID], *, now: datetime, after: str = "", most: int
) -> list[Presence]:
    """Who is listed, by name (one query)."""
    rows = Presence.objects.visible_to(viewer).listed().filter(*fits(viewer, filters, now=now))
    if filters.region or filters.level:
        said = Statement.objects.visible_to(viewer, now=now).filter(side=Side.HELP, person_id=OuterRef("person_id"))
        said = said.filter(skill_id__in=skills) if filters.region else said
        said = said.filter(level=int(filters.level)) if filters.level else said
        rows = rows.filter(Exists(said))
    if (mark := read(after)) and isinstance(mark[0], str):
        name, last = mark
        rows = rows.filter(by_name__gte=name).filter(Q(by_name__gt=name) | Q(pk__gt=last))
    return list(rows.order_by("by_name", "pk")[:most])


def called(viewer: object, folded: str, *, most: int) -> list[Presence]:
    """Listed people whose name, or surname, begins so (one query)."""
    if len(folded) < 2:
        return []
    end = folded + "zzzz"
    begins = Q(by_name__gte=folded, by_name__lte=end) | Q(by_surname__gte=folded, by_surname__lte=end)
    rows = Presence.objects.visible_to(viewer).listed().filter(begins)
    return list(rows.order_by("by_name", "pk")[:most])


def learners(viewer: object, skills: Sequence[UUID], *, now: datetime, most: int = 200) -> int:
    """How many people want to learn one of these, as far as the viewer can see; counted no further than `most`."""
    seen = Statement.objects.visible_to(viewer, now=now).filter(side=Side.LEARN, skill_id__in=skills)
    return len(set(seen.order_by().values_list("person_id", flat=True)[:most]))


def covered(viewer: object, *, now: datetime) -> set[UUID]:
    """Skills that somebody whom the viewer may find can help with, each asked until there is one (one query)."""
    seen = Statement.objects.visible_to(viewer, now=now).filter(side=Side.HELP, skill_id=OuterRef("pk"))
    found = Skill.objects.filter(Exists(seen.filter(present(viewer))))
    return set(found.order_by().values_list("pk", flat=True))


def mark_of(first: Any, last: UUID) -> str:
    """Where a page ended."""
    return base64.urlsafe_b64encode(json.dumps([first, str(last)]).encode()).decode().rstrip("=")


def read(mark: str) -> tuple[Any, UUID] | None:
    """Where the last page ended; a mark that can’t be read begins at the beginning."""
    try:
        first, last = json.loads(base64.urlsafe_b64decode(mark + "=" * (-len(mark) % 4)))
        return first, UUID(last)
    except (ValueError, TypeError, AttributeError):
        return None


def as_uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)
