"""What members say of themselves, for “Who is missing?”: where they work, and as what; as far as the viewer may see it.

The rule is asked for each fact that is read. So of each word the newest few are read, as many of a rare one as of a
frequent one, which takes as long in a community of twenty thousand as in one of two hundred.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Min, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.groups.models import Group
from coppice.people.models.facts import Fact, Sector, What
from coppice.tending.missing import FEWEST, Described

ANYBODY, A_KEY = UUID(int=1), "a key"
MOST_ROLES = 20
# More than five, since some may not be for the viewer, and somebody may say the same twice.
OF_EACH = 12


def sectors(group: Group, viewer: Person) -> Described | None:
    """At most four queries."""
    known = {str(sector.value): str(sector.label) for sector in Sector}
    return described(_("Where you work"), What.SECTOR, known, group, viewer)


def roles(group: Group, viewer: Person) -> Described | None:
    """Of those that many in the community say; at most four queries, and one more in an hour."""
    known = said_by_many(timezone.now().replace(minute=0, second=0, microsecond=0))
    return described(_("Your roles"), What.ROLE, known, group, viewer)


def described(question: str, what: str, known: Mapping[str, str], group: Group, viewer: Person) -> Described | None:
    """Who says which of these: in words, by key."""
    here = counted(newest_here(group, what, known), viewer)
    if not any(many >= FEWEST for many in here.values()):
        return None
    everywhere = counted(newest_everywhere(what, known), viewer)
    return Described(
        question,
        {known[key]: many for key, many in here.items()},
        {known[key]: many for key, many in everywhere.items()},
    )


def counted(ids: Sequence[Any], viewer: Person) -> Counter[str]:
    """How many people say each, by key, as far as the viewer may see it (one query)."""
    seen = Fact.objects.visible_to(viewer).filter(pk__in=ids).order_by() if ids else Fact.objects.none()
    return Counter(key for key, _person in seen.values_list("key", "person_id").distinct())


def newest_here(group: Group, what: str, keys: Collection[str]) -> Sequence[UUID]:
    """The ids of a few facts of members for each key (one query, as long as the group is large)."""
    facts = Fact.everything.filter(person__memberships__group=group, what=what, key__in=list(keys))
    place = Window(RowNumber(), partition_by="key", order_by="-item_ptr_id")
    return list(facts.annotate(place=place).filter(place__lte=OF_EACH).order_by().values_list("pk", flat=True))


def newest_everywhere(what: str, keys: Collection[str]) -> Sequence[Any]:
    """The ids of a few facts for each key, each from the top of its part of an index (one query)."""
    one = Fact.everything.filter(what=what, key=A_KEY).order_by("-item_ptr_id").values("item_ptr_id")[:OF_EACH]
    sql, params = one.query.sql_with_params()
    each = " UNION ALL ".join(f"SELECT * FROM ({sql}) AS part{number}" for number in range(len(keys)))
    with connection.cursor() as cursor:
        cursor.execute(each, [key if value == A_KEY else value for key in keys for value in params])
        return [row[0] for row in cursor.fetchall()]


@lru_cache(maxsize=1)
def said_by_many(_hour: datetime) -> Mapping[str, str]:
    """The roles that at least five people let every member see, by key: the most frequent ones, kept for an hour.

    What is kept only says what to look for: whether the viewer may see it is asked each time.
    """
    anybody = Person(pk=ANYBODY, is_member=True, is_active=True)
    rows = Fact.objects.visible_to(anybody).filter(what=What.ROLE).exclude(key="").order_by().values("key")
    many = rows.annotate(many=Count("person", distinct=True), written=Min("words")).filter(many__gte=FEWEST)
    return dict(many.order_by("-many", "key").values_list("key", "written")[:MOST_ROLES])
