"""What members say of themselves, for “Who is missing?”: where they work, and as what; as far as the viewer may see it.

The rule is asked for each fact that is read. So of each word the newest few are read, as many of a rare one as of a
frequent one, which takes as long in a community of twenty thousand as in one of two hundred.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache, reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Window
from django.db.models.expressions import RawSQL
from django.db.models.functions import RowNumber
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

ANYBODY, A_QUESTION, A_KEY = UUID(int=1), "a question", "a key"
MOST_ROLES = 20
# More than five, since some may not be for the viewer, and somebody may say the same twice.
OF_EACH = 12


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
    """The ids of a few facts for each key: of the group's members, and of everybody from the top of an index."""
    here, values = newest_here(group, known).query.sql_with_params()
    one, params = newest_of_one()
    keys = [(what, key) for what, some in known.items() for key in some]
    parts = [f"SELECT * FROM ({sql}) AS part{number}" for number, sql in enumerate([here, *[one] * len(keys)])]
    stands = [{A_QUESTION: what, A_KEY: key} for what, key in keys]
    everywhere = [meant.get(value, value) for meant in stands for value in params]
    return RawSQL(" UNION ALL ".join(parts), [*values, *everywhere])


def newest_here(group: Group, known: Known) -> QuerySet[Any, Any]:
    wanted = reduce(or_, (Q(what=what, key__in=list(keys)) for what, keys in known.items()))
    facts = Fact.everything.filter(wanted, person__memberships__group=group)
    place = Window(RowNumber(), partition_by=["what", "key"], order_by="-item_ptr_id")
    return facts.annotate(place=place).filter(place__lte=OF_EACH).order_by().values("pk")


@lru_cache(maxsize=1)
def newest_of_one() -> tuple[str, tuple[Any, ...]]:
    """The part for one key, worded once."""
    one = Fact.everything.filter(what=A_QUESTION, key=A_KEY).order_by("-item_ptr_id").values("item_ptr_id")[:OF_EACH]
    sql, params = one.query.sql_with_params()
    return sql, tuple(params)


@lru_cache(maxsize=1)
def said_by_many(_hour: datetime) -> Mapping[str, str]:
    """The roles that at least five people let every member see, by key: the most frequent ones, kept for an hour.

    What is kept only says what to look for: whether the viewer may see it is asked each time.
    """
    anybody = Person(pk=ANYBODY, is_member=True, is_active=True)
    rows = Fact.objects.visible_to(anybody).filter(what=What.ROLE).exclude(key="").order_by().values("key")
    many = rows.annotate(many=Count("person", distinct=True), written=Min("words")).filter(many__gte=FEWEST)
    return dict(many.order_by("-many", "key").values_list("key", "written")[:MOST_ROLES])
