"""What members say of themselves, for “Who is missing?”: where they work, and as what; as far as the viewer may see it.

The rule is asked for each fact that is read. So of each word the newest few are read, as many of a rare one as of a
frequent one, which takes as long in a community of twenty thousand as in one of two hundred.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, Min, OuterRef, UUIDField
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.groups.models import Group
from coppice.people.models.facts import Fact, Sector, What
from coppice.tending.missing import FEWEST, Described

type Answer = tuple[str, str]
"""A question, and the key of what is said."""
type Known = Mapping[str, Mapping[str, str]]
"""Of each question the answers that are counted: their words, by key."""

ANYBODY = UUID(int=1)
MOST_ROLES = 20
# More than five, since some may not be for the viewer, and somebody may say the same twice.
OF_EACH = 12
NEWEST = (
    "SELECT item_ptr_id AS id FROM people_fact WHERE what = {what} AND key = {key} "
    f"ORDER BY item_ptr_id DESC LIMIT {OF_EACH}"
)
NEWEST_HERE = f"""SELECT id FROM (
    SELECT f.item_ptr_id AS id, row_number() OVER (PARTITION BY f.what, f.key ORDER BY f.item_ptr_id DESC) AS place
    FROM groups_membership m JOIN people_fact f ON f.person_id = m.person_id
    WHERE m.group_id = %s AND (f.what, f.key) IN (VALUES {{asked}})) AS placed WHERE place <= {OF_EACH}"""


def answers(group: Group, viewer: Person) -> list[Described]:
    """Where they work, and as what, as far as the viewer may see it (one query, and one more in an hour)."""
    roles = said_by_many(timezone.now().replace(minute=0, second=0, microsecond=0))
    known: Known = {What.SECTOR: {str(one.value): str(one.label) for one in Sector}, What.ROLE: roles}
    here, everywhere = Counter[Answer](), Counter[Answer]()
    is_here = Exists(group.memberships.filter(person=OuterRef("person")))
    seen = Fact.objects.visible_to(viewer).filter(pk__in=newest(group, known)).annotate(is_here=is_here).order_by()
    for what, key, _person, belongs in seen.values_list("what", "key", "person_id", "is_here").distinct():
        everywhere[what, key] += 1
        here[what, key] += belongs
    return [
        Described(question, in_words(here, what, known[what]), in_words(everywhere, what, known[what]))
        for question, what in ((_("Where you work"), What.SECTOR), (_("Your roles"), What.ROLE))
    ]


def in_words(counts: Counter[Answer], asked: str, words: Mapping[str, str]) -> dict[str, int]:
    return {words[key]: many for (what, key), many in counts.items() if what == asked}


def newest(group: Group, known: Known) -> RawSQL:
    """The ids of a few facts for each key: of the group's members, and of everybody."""
    keys = [(what, key) for what, some in known.items() for key in some]
    each = [word for what, key in keys for word in (str(what), key)]
    here = NEWEST_HERE.format(asked=", ".join("(%s, %s)" for _ in keys))
    everywhere = of_everybody(len(keys))
    return RawSQL(f"{here} UNION ALL {everywhere}", [UUIDField().get_db_prep_value(group.pk, connection), *each, *each])


def of_everybody(many: int) -> str:
    """Each from the top of its part of an index. PostgreSQL would plan each part of a union for itself."""
    if connection.vendor == "postgresql":
        asked = ", ".join("(%s, %s)" for _ in range(many))
        one = NEWEST.format(what="asked.what", key="asked.key")
        return f"SELECT newest.id FROM (VALUES {asked}) AS asked(what, key) CROSS JOIN LATERAL ({one}) AS newest"
    return " UNION ALL ".join([f"SELECT * FROM ({NEWEST.format(what='%s', key='%s')})"] * many)


@lru_cache(maxsize=1)
def said_by_many(_hour: datetime) -> Mapping[str, str]:
    """The roles that at least five people let every member see, by key: the most frequent ones, kept for an hour.

    What is kept only says what to look for: whether the viewer may see it is asked each time.
    """
    anybody = Person(pk=ANYBODY, is_member=True, is_active=True)
    rows = Fact.objects.visible_to(anybody).filter(what=What.ROLE).exclude(key="").order_by().values("key")
    many = rows.annotate(many=Count("person", distinct=True), written=Min("words")).filter(many__gte=FEWEST)
    return dict(many.order_by("-many", "key").values_list("key", "written")[:MOST_ROLES])
