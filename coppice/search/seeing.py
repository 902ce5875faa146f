"""One statement: the newest things that match, as far as the rule lets somebody see them.

The index gives a bounded number of ids, which are looked at first; the statement asks of each of them whether the
viewer may see it. Where too few may be seen, more are looked at. What is not seen leaves no trace: not in a count, and
not in the order, which nothing but a thing itself and the question decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import DateTimeField, Exists, OuterRef, Q, UUIDField
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.audience.rule import visible
from coppice.audience.viewing import Viewer
from coppice.kernel.findable import kinds
from coppice.search import doors
from coppice.search.lexemes import Either, Every, Lexeme, Looked, candidates
from coppice.search.models import Card

# Card by card in both: PostgreSQL would rather walk through all cards there are beside the few that are looked up.
CARDS = {
    "sqlite": "search_card",
    "postgresql": "LATERAL (SELECT * FROM search_card card WHERE card.id = newest.id OFFSET 0) search_card",
}
AT_FIRST, FURTHER = 1.5, (5000, 1_000_000)  # times as many as are wanted; hardly any of them is in vain
EVER = 2**62
NOBODIES = 10  # people who are no people, whose name is said in the reader's language
READ = 3000  # of the stems of each, to say how well it answers


class Row(NamedTuple):
    """A thing that was found, with the beginning of its words."""

    pk: int
    kind: str
    title: str
    stems: str


def may_be_seen(viewer: Viewer, now: datetime) -> Q:
    """The rule for every kind: by the item that governs a thing, or as its own kind says."""
    by_item = [code for code, kind in kinds().items() if kind.seen is None]
    seen = Q(kind__in=by_item) & Q(visible(viewer, now, item="item_id"))
    for code, kind in kinds().items():
        if kind.seen is not None:
            seen |= Q(kind=code) & Q(Exists(kind.seen(viewer, now).filter(pk=OuterRef("key"))))
    return seen


class Sort(NamedTuple):
    """Whatever else than their ids tells one viewer from another, as far as the text of the rule differs by it."""

    vendor: str
    is_person: bool
    is_member: bool
    is_steward: bool
    is_staff: bool
    links: int
    guests: int

    @classmethod
    def of(cls, viewer: Viewer) -> Sort:
        one = viewer.person
        roles = (one.is_member, one.is_steward, one.is_staff) if one else (False, False, False)
        return cls(connection.vendor, one is not None, *roles, len(viewer.links), len(viewer.guests))


def put_into_sql(viewer: Viewer, now: datetime) -> tuple[str, list[Any]]:
    """The rule as a condition on cards, and its values."""
    query = Card.objects.filter(may_be_seen(viewer, now)).query
    sql, values = query.where.as_sql(query.get_compiler(connection=connection), connection)
    return sql, list(values)


STOOD_IN = UUID(int=2**128 - 2)
THEN = datetime(1901, 2, 3, 4, 5, 6, tzinfo=UTC)
_rules: dict[Sort, tuple[str, list[Any]]] = {}


def rule_for(viewer: Viewer, now: datetime) -> tuple[str, list[Any]]:
    """The same, whose text is made once for viewers of each sort, with somebody in their place: making it took as long
    as finding. Who holds links gets their own."""
    sort = Sort.of(viewer)
    if sort.links or sort.guests:
        return put_into_sql(viewer, now)
    if sort not in _rules:
        roles = {"is_member": sort.is_member, "is_steward": sort.is_steward, "is_staff": sort.is_staff}
        somebody = Person(pk=STOOD_IN, is_active=True, **roles) if sort.is_person else None
        with connection.execute_wrapper(nothing_is_asked):
            _rules[sort] = put_into_sql(Viewer(somebody), THEN)
    sql, values = _rules[sort]
    places: list[tuple[Any, Any, Any]] = [
        (UUIDField(), STOOD_IN, viewer.person and viewer.person.pk),
        (DateTimeField(), THEN, now),
    ]
    real = {
        field.get_db_prep_value(then, connection): field.get_db_prep_value(value, connection)
        for field, then, value in places
    }
    return sql, [real.get(value, value) if isinstance(value, (str, UUID, datetime)) else value for value in values]


def nothing_is_asked(*_: Any) -> Any:
    raise RuntimeError("What is seen of a kind must be one query: its values would be another viewer's.")


@dataclass
class Looking:
    """Somebody looks, at one moment: their doors and the rule for them, put into SQL once."""

    viewer: Viewer
    now: datetime

    def __post_init__(self) -> None:
        found = doors.of_viewer(self.viewer)
        self.doors = Either(tuple(Lexeme(door) for door in sorted(found)))
        self.rule, self.values = rule_for(self.viewer, self.now)

    def newest(
        self,
        looked: Looked,
        *,
        most: int,
        kind: str = "",
        before: int = EVER,
        saying: Sequence[str] = (),
        not_saying: Sequence[str] = (),
    ) -> list[Row]:
        """At most `most` of them before an id, the newest first, in these words and not in those."""
        mark = (Lexeme(f"k:{kind}"),) if kind else ()
        match = Every((looked, *mark, self.doors))
        has = f"{'strpos' if connection.vendor == 'postgresql' else 'instr'}(search_card.stems, %s)"
        # By a condition on cards alone SQLite would first look through all of them; these are of both tables.
        none = "0 * newest.id"
        said = "".join([f"{has} > {none} AND " for _ in saying] + [f"{has} = {none} AND " for _ in not_saying])
        found: list[Any] = []
        for bound in (int(AT_FIRST * most) + 1, *FURTHER):
            newest, values = candidates(match, before=before, most=bound)
            # CROSS JOIN, because SQLite would else read all cards from the newest on.
            sql = (
                f"WITH newest AS MATERIALIZED ({newest}), seen AS MATERIALIZED ("
                "SELECT search_card.id, search_card.kind, search_card.title, "
                f"substr(search_card.stems, 1, {READ}) AS stems FROM newest CROSS JOIN {CARDS[connection.vendor]} "
                f"WHERE search_card.id = newest.id AND {said}({self.rule} OR {none} > 0) "
                f"ORDER BY newest.id DESC LIMIT {most:d}) "
                "SELECT seen.*, whole.looked_at FROM (SELECT count(*) AS looked_at FROM newest) AS whole "
                "LEFT JOIN seen ON TRUE ORDER BY seen.id DESC"
            )
            with connection.cursor() as cursor:
                cursor.execute(sql, [*values, *saying, *not_saying, *self.values])
                found = cursor.fetchall()
            if len(found) == most or found[0][4] < bound:
                break
        return [Row(*row[:4]) for row in found if row[0] is not None]


def cards(rows: Sequence[int]) -> dict[int, Card]:
    return Card.objects.defer("marks").in_bulk(rows)


def titles_of(items: Sequence[UUID]) -> dict[UUID, tuple[str, Any]]:
    """Of each item its title, and when it was changed."""
    rows = Item.everything.filter(pk__in=items).values_list("pk", "title", "changed_at")
    return {pk: (title, changed) for pk, title, changed in rows}


def authors_of(found: Iterable[Card]) -> dict[UUID, str]:
    """Who wrote each thing, by its key: of items at once, of what hangs on items for each kind."""
    keys = defaultdict[str, list[UUID]](list)
    for card in found:
        if card.item_id:
            keys["" if card.item_id == card.key else card.kind].append(card.key)
    names = dict[UUID, str]()
    for code, some in keys.items():
        rows = kinds()[code].rows() if code else Item.everything.all()
        for pk, author, name in rows.filter(pk__in=some).values_list("pk", "author_id", "author__name"):
            names[pk] = _(name) if name and author.int < NOBODIES else name or ""
    return names
