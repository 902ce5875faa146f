"""Who fits: the best rows of each skill first, each asked whether the viewer may see it, until there are enough.

One statement. Every skill that was asked for is an index that is walked from its top, and no further than is needed, so
that it takes the same time among two hundred members as among twenty thousand (docs/decisions/0075-the-directory.md).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet, UUIDField

from coppice.accounts.models import Person
from coppice.audience.viewing import Viewer
from coppice.groups.models import Membership
from coppice.kernel import keyset
from coppice.people.models import Fact, Offer, Presence, Side, Skill, Statement, What

ANYBODY, A_SKILL, A_ROW, A_GROUP, ANY = UUID(int=1), UUID(int=2), UUID(int=3), UUID(int=4), 100
BY_KEY = (What.SECTOR, What.LANGUAGE, What.ORGANISATION)
A_LEVEL, A_MOMENT = 102, datetime(1999, 1, 1, tzinfo=UTC)
STANDS_FOR = {"level": "101", "offer": "an offer"}
STANDS_FOR |= {"sector": "a sector", "language": "a language", "organisation": "an organisation"}
"""What stands for the asker, a skill, the end of the last page, and so on, while a statement is worded."""


@dataclass(frozen=True)
class Filters:
    """What the asker narrowed it down to; empty: not."""

    region: str = ""
    level: str = ""
    offer: str = ""
    sector: str = ""
    language: str = ""
    organisation: str = ""

    @property
    def shape(self) -> Filters:
        """Which of them are set, whatever to."""
        return Filters(**{name: STANDS_FOR[name] for name in STANDS_FOR if getattr(self, name)})

    @property
    def is_empty(self) -> bool:
        return not any(asdict(self).values())

    def without(self, name: str) -> Filters:
        return replace(self, **{name: ""})


def present(viewer: object, *, askable: bool = False) -> Exists:
    """True of rows about people whom the viewer may find in the directory; or who said that they may be asked."""
    here = Presence.objects.visible_to(viewer)
    here = here.askable() if askable else here.listed()
    return Exists(here.filter(person_id=OuterRef("person_id")))


def fits(viewer: object, filters: Filters, *, now: datetime) -> list[Any]:
    """Conditions on rows about people: what they say of themselves, as far as the viewer can see it."""
    wanted: list[Any] = []
    if filters.offer:
        offers = Offer.objects.visible_to(viewer, now=now).filter(what=filters.offer, is_available=True)
        wanted.append(Exists(offers.filter(person_id=OuterRef("person_id"))))
    for what in BY_KEY:
        if key := getattr(filters, what.value):
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
    askable: bool = False,
    group: UUID | None = None,
) -> list[Row]:
    """Who can help with any of the skills, perhaps out of a group; the furthest first, each person once (one query)."""
    person = Viewer.of(viewer).person
    if not skills or person is None or not person.is_member:
        return []
    mark = keyset.values(after, keyset.number, UUID)
    sql, params = worded(connection.vendor, len(skills), most, filters.shape, mark is not None, askable, bool(group))
    known = meant(person.pk, now, filters, mark) | {uuid(A_GROUP): uuid(group or A_GROUP)}
    known |= {uuid(ANY + n): uuid(pk) for n, pk in enumerate(skills)}
    values = [
        known.get(value, value) if isinstance(value, Hashable) else value
        for pk in skills
        for value in (uuid(pk) if value == uuid(A_SKILL) else value for value in params)
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, most])
        return [Row(as_uuid(a), as_uuid(b), level, as_uuid(d)) for a, b, level, d in cursor.fetchall()]


@lru_cache(maxsize=256)
def worded(
    vendor: str, many: int, most: int, shape: Filters, has_mark: bool, askable: bool, has_group: bool
) -> tuple[str, tuple[Any, ...]]:
    """The statement, in which everything that differs from one asker to the next is stood in for.

    Wording it takes ten times as long as answering it, so it is worded once for each shape of a question.
    """
    anybody = Person(pk=ANYBODY, is_member=True, is_active=True)
    skills = [UUID(int=ANY + n) for n in range(many)]
    mark = (A_LEVEL, A_ROW) if has_mark else None
    group = A_GROUP if has_group else None
    rows = part(anybody, skills, shape, now=A_MOMENT, mark=mark, most=most, askable=askable, group=group)
    sql, params = rows.query.sql_with_params()
    each = " UNION ALL ".join(f"SELECT * FROM ({sql}) AS part{number}" for number in range(many))
    columns = "person_id, skill_id, level, item_ptr_id"
    walk = f"SELECT {columns} FROM ({each}) AS parts ORDER BY level DESC, item_ptr_id DESC LIMIT %s"
    return walk, tuple(params)


def meant(person: UUID, now: datetime, filters: Filters, mark: tuple[Any, UUID] | None) -> dict[Any, Any]:
    """What stands for what."""
    level, row = mark or (0, A_ROW)
    known = {uuid(ANYBODY): uuid(person), moment(A_MOMENT): moment(now), uuid(A_ROW): uuid(row), A_LEVEL: level}
    named = {stands: value for name, stands in STANDS_FOR.items() if (value := getattr(filters, name))}
    return known | named | {int(STANDS_FOR["level"]): int(filters.level or 0)}


def uuid(pk: UUID | int) -> Any:
    return UUIDField().get_db_prep_value(UUID(int=pk) if isinstance(pk, int) else pk, connection)


def moment(at: datetime) -> Any:
    return DateTimeField().get_db_prep_value(at, connection)


def part(
    viewer: object, skills: Sequence[UUID], filters: Filters, *, now: datetime, mark: Any, most: int, askable: bool,
    group: UUID | None,
) -> QuerySet[Any, Any]:  # fmt: skip
    """The best of one skill, without those who are better at another one of those asked for."""
    said = Statement.objects.all()
    if group:
        said = said.filter(Exists(Membership.objects.filter(group_id=group, person_id=OuterRef("person_id"))))
    seen = said.visible_to(viewer, now=now).filter(side=Side.HELP)
    if filters.level:
        seen = seen.filter(level=int(filters.level))
    better = Q(level__gt=OuterRef("level")) | Q(level=OuterRef("level"), pk__gt=OuterRef("pk"))
    rows = seen.filter(skill_id=A_SKILL).filter(present(viewer, askable=askable), *fits(viewer, filters, now=now))
    if len(skills) > 1:
        rows = rows.filter(~Exists(seen.filter(better, person_id=OuterRef("person_id"), skill_id__in=skills)))
    if mark:
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
    if mark := keyset.values(after, keyset.words, UUID):
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


def as_uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)
