"""The rule of privacy, written once, in SQL.

A thing can be seen by its author; by those its reach includes; by those named in a live grant; by holders of a live
link; and by whoever can see something it is lent through (two steps at most: an entry through a section, a section
through its portfolio). What was removed can be seen by nobody, and two people between whom there is a block see
nothing of each other's. Whoever was named by others may also join in the talk about it.

It is text rather than a tree of lookups because every page asks it several times: building and compiling the tree took
longer than the database took to answer (docs/decisions/0022-the-rule-is-sql.md). What most things are seen by stands
first, and is asked first: it needs nothing but the thing's own row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, DateTimeField, Expression, F, UUIDField

from coppice.audience.rule_in_postgres import function
from coppice.audience.viewing import Viewer

STEPS = 2
AUTHOR = "{i}.author_id = :person"
GIVEN = """EXISTS (
    SELECT 1 FROM audience_grant n{i}
    WHERE n{i}.item_id = {i}.id AND (n{i}.ends_at IS NULL OR n{i}.ends_at > :now)
    AND (n{i}.person_id = :person OR n{i}.address IN (
        SELECT email FROM account_emailaddress WHERE user_id = :person AND verified)))"""
GIVEN_BY_OTHERS = GIVEN.replace("AND (n{i}.person_id", "AND n{i}.made_by_id <> :person AND (n{i}.person_id")
PUBLIC = "{i}.reach = 'public'"
MEMBERS = "{i}.reach = 'members'"
GROUP = "{i}.reach = 'group' AND {i}.group_id IN (SELECT group_id FROM groups_membership WHERE person_id = :person)"
LINK = "EXISTS (SELECT 1 FROM audience_link WHERE item_id = {i}.id AND ends_at > :now AND id IN ({links}))"
UNBLOCKED = """NOT EXISTS (
    SELECT 1 FROM audience_block WHERE by_id = :person AND against_id = {i}.author_id
    OR by_id = {i}.author_id AND against_id = :person)"""
LENT = """EXISTS (
    SELECT 1 FROM audience_grant g{i} JOIN audience_item {through} ON {through}.id = g{i}.through_id
    WHERE g{i}.item_id = {i}.id AND (g{i}.ends_at IS NULL OR g{i}.ends_at > :now) AND {deeper})"""

# Whether it is lent at all: without such a grant nothing is to be had through anything else.
IS_LENT = "EXISTS (SELECT 1 FROM audience_grant WHERE item_id = {item} AND through_id IS NOT NULL)"

AMONG_GIVEN = """{item} IN (
    SELECT item_id FROM audience_grant WHERE person_id = :person
    UNION SELECT item_id FROM audience_grant WHERE address > '' AND address IN (
        SELECT email FROM account_emailaddress WHERE user_id = :person AND verified)) AND """


@lru_cache(maxsize=256)
def rule_text(
    *, person: bool, member: bool, links: int = 0, only_named: bool = False, granted: bool = True, steps: int = STEPS
) -> str:
    """The rule for one sort of viewer: SQL with `:names` for what differs, and `{item}` for the item's id.

    With no `steps` it is the part that needs nothing the item is lent through; if it need not be `granted` either, the
    part that the item's own row tells. The end of it has PostgreSQL look up each item rather than read all there are.
    """
    own = [AUTHOR] if person else []
    if not only_named:
        own = [PUBLIC, *([MEMBERS] if member else []), *own, *([GROUP] if person else [])]
    given = [GIVEN_BY_OTHERS if only_named else GIVEN] if person else []
    held = [LINK.replace("{links}", ", ".join(f":link{n}" for n in range(links)))] if links and not only_named else []
    can = " OR ".join(f"({way})" for way in [*own, *(given + held if granted else [])]) or "1 = 0"

    def step(alias: str, deeper: int) -> str:
        there = f"{alias}.removed_at IS NULL" + (f" AND {UNBLOCKED.format(i=alias)}" if person else "")
        here = can.format(i=alias)
        if deeper:
            through = f"i{deeper}"
            here += " OR " + LENT.format(i=alias, through=through, deeper=step(through, deeper - 1))
        return f"{there} AND ({here})"

    return f"EXISTS (SELECT 1 FROM audience_item i WHERE i.id = {{item}} AND {step('i', steps)} LIMIT 1 OFFSET 0)"


class Visible(Expression):
    """True of items that the viewer can see; with `only_named`, of those that are theirs or others granted by name.

    A grant that somebody made for themselves (an administrator with a reason) lets them look, and join in nothing.

    `only_given` looks only among what grants name the viewer for, which is found at once in a house of any size.
    """

    conditional = True
    output_field = BooleanField()

    def __init__(
        self, viewer: Viewer, now: datetime, *, only_named: bool = False, only_given: bool = False, item: str = "pk"
    ) -> None:
        super().__init__(output_field=BooleanField())
        self.viewer, self.now, self.only_named, self.only_given = viewer, now, only_named, only_given
        self.item: Any = F(item)

    def get_source_expressions(self) -> list[Any]:
        return [self.item]

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        (self.item,) = exprs

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper, **extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        text = self.text(links=len(self.viewer.links), only_named=self.only_named)
        return self.filled(AMONG_GIVEN + text if self.only_given else text, compiler, connection)

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper, **extra: Any) -> tuple[str, list[Any]]:
        """What the item's own row tells, asked in place, before the function that knows the whole rule."""
        person = self.viewer.person
        if self.only_named and person is None:
            return "FALSE", []
        sort = (
            "named" if self.only_named else "guest" if person is None else "member" if person.is_member else "colleague"
        )
        whole = f"{function(sort)}({{item}}, :person::uuid, :now::timestamptz, :links::uuid[])"
        if self.only_given:
            return self.filled(AMONG_GIVEN + whole, compiler, connection)
        own = self.text(only_named=self.only_named, granted=False, steps=0)
        return self.filled(f"({own} OR {whole})", compiler, connection)

    def text(self, **which: Any) -> str:
        person = self.viewer.person
        return rule_text(person=person is not None, member=person is not None and person.is_member, **which)

    def filled(self, text: str, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """The text with what it names and its values, in their order."""
        person, links = self.viewer.person, sorted(self.viewer.links)
        ids = {"person": person.pk if person else None, **{f"link{n}": link for n, link in enumerate(links)}}
        values: dict[str, Any] = {name: UUIDField().get_db_prep_value(pk, connection) for name, pk in ids.items()}
        values |= {"now": DateTimeField().get_db_prep_value(self.now, connection), "links": links}
        item, item_values = compiler.compile(self.item)
        found: list[Any] = []

        def put(name: re.Match[str]) -> str:
            found.extend(item_values if name[0] == "{item}" else [values[name[1]]])
            return item if name[0] == "{item}" else "%s"

        return re.sub(r"\{item\}|(?<!:):(\w+)", put, text), found


def visible(
    viewer: Viewer, now: datetime, *, only_named: bool = False, only_given: bool = False, item: str = "pk"
) -> Visible:
    """For `filter()`: rows whose `item` (a field or a path to one) the viewer can see at this moment."""
    return Visible(viewer, now, only_named=only_named, only_given=only_given, item=item)
