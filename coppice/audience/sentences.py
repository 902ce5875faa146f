"""Who can see this, in a sentence: short enough to stand beside every item, exact enough to be believed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import DateTimeField, UUIDField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coppice.audience.models import Item, Reach
from coppice.groups import agreed
from coppice.groups.agreed import Agreed
from coppice.groups.models import Group, Membership
from coppice.kernel.alphabet import in_order

WIDTH = {Reach.ONLY_ME: 0, Reach.GROUP: 1, Reach.MEMBERS: 2, Reach.PUBLIC: 3}


@dataclass
class Audience:
    """Whom an item reaches, gathered along what it is lent through."""

    reach: str = Reach.ONLY_ME
    groups: set[UUID] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    links: int = 0

    def add_item(self, reach: str, group_id: UUID | None) -> None:
        if reach == Reach.GROUP and group_id:
            self.groups.add(group_id)
        if WIDTH[Reach(reach)] > WIDTH[Reach(self.reach)]:
            self.reach = reach

    def sentence(self, groups: dict[UUID, str]) -> str:
        if self.reach == Reach.PUBLIC:
            return _("Anyone on the web")
        people = self.people()
        if self.reach == Reach.MEMBERS:
            said = _("All members")
        elif self.groups:
            said = _(" and ").join(in_order(groups[pk] for pk in self.groups if pk in groups))
        else:
            said = _("You") if people or self.links else _("Only you")
        said = _("{said} and {people}").format(said=said, people=people) if people else said
        return _("{said}, and whoever has the link").format(said=said) if self.links else said

    def people(self) -> str:
        named = [name for name in self.names.values() if name]
        if len(self.names) == 1 and named:
            return named[0]
        many = len(self.names)
        return ngettext("{many} person", "{many} people", many).format(many=many) if many else ""


def who_can_see(items: Iterable[Any], *, now: datetime | None = None) -> dict[UUID, str]:
    """For their author: item id to sentence, for many items in two queries, or three where a group is unlisted."""
    ids = [item.pk for item in items]
    found = gathered(ids, now or timezone.now()) if ids else {}
    groups = group_names(set().union(*(audience.groups for audience in found.values())) if found else set(), ids)
    return {pk: found.get(pk, Audience()).sentence(groups) for pk in ids}


LIVE = "({g}.ends_at IS NULL OR {g}.ends_at > %(now)s)"
GATHERED = f"""
WITH lent AS NOT MATERIALIZED (
    SELECT g.item_id AS item, g.through_id AS other FROM audience_grant g
    JOIN audience_item t ON t.id = g.through_id AND t.removed_at IS NULL
    WHERE g.item_id IN ({{ids}}) AND {LIVE.format(g="g")}),
reached AS (
    SELECT id AS item, id AS other FROM audience_item WHERE id IN ({{ids}}) AND removed_at IS NULL
    UNION SELECT item, other FROM lent
    UNION SELECT l.item, g.through_id FROM lent l JOIN audience_grant g ON g.item_id = l.other AND {LIVE.format(g="g")}
    JOIN audience_item t ON t.id = g.through_id AND t.removed_at IS NULL)
SELECT r.item, i.reach, i.group_id, NULL, NULL, 0 FROM reached r JOIN audience_item i ON i.id = r.other
UNION ALL SELECT r.item, NULL, NULL,
    CASE WHEN g.through_id IS NULL AND {LIVE.format(g="g")} THEN COALESCE(p.slug, g.address) END,
    COALESCE(p.name, g.address), 0 FROM reached r
    JOIN audience_grant g ON g.item_id = r.other LEFT JOIN accounts_person p ON p.id = g.person_id
UNION ALL SELECT r.item, NULL, NULL, NULL, NULL, 1 FROM reached r
    JOIN audience_link l ON l.item_id = r.other AND l.ends_at > %(now)s"""


def gathered(ids: Sequence[UUID], now: datetime) -> dict[UUID, Audience]:
    """Whom each item reaches, along what it is lent through (two steps): one statement, as the rule is.

    What a grant must be is asked in a CASE and not in its JOIN, where it would make SQLite read all grants there are.
    """
    found: dict[UUID, Audience] = defaultdict(Audience)
    values = {f"id{n}": UUIDField().get_db_prep_value(pk, connection) for n, pk in enumerate(ids)}
    statement = GATHERED.format(ids=", ".join(f"%({name})s" for name in values))
    with connection.cursor() as cursor:
        cursor.execute(statement, {**values, "now": DateTimeField().get_db_prep_value(now, connection)})
        for item, reach, group, key, name, links in cursor.fetchall():
            audience = found[as_uuid(item)]
            audience.links += links
            if reach:
                audience.add_item(reach, as_uuid(group) if group else None)
            if key:
                audience.names[key] = name
    return found


def as_uuid(value: UUID | str) -> UUID:
    """An id as the database gives it: SQLite has no type for them."""
    return value if isinstance(value, UUID) else UUID(value)


def group_names(ids: set[UUID], items: Sequence[UUID]) -> dict[UUID, str]:
    """With how many belong to each; of an unlisted group that the items’ author left, only that it is one."""
    if not ids:
        return {}
    groups = Group.objects.filter(pk__in=ids).with_size()
    names = {group.pk: f"{group.name} ({members(vars(group)['size'])})" for group in groups if group.is_listed}
    if unlisted := {group.pk: group for group in groups if not group.is_listed}:
        inside = Membership.objects.filter(group__in=unlisted, person__items__in=items)
        seen = set(inside.order_by().values_list("group_id", flat=True))
        for pk, group in unlisted.items():
            names[pk] = f"{group.name} ({members(vars(group)['size'])})" if pk in seen else _("A group")
    return names


def members(size: int) -> str:
    return ngettext("{size} member", "{size} members", size).format(size=size)


def sentence_for(item: Item, viewer_person: object, *, now: datetime | None = None) -> str:
    """One item's sentence: in full for its author; others are told only how it came to them."""
    if item.can_be_changed_by(viewer_person):
        return who_can_see([item], now=now)[item.pk]
    said = {Reach.PUBLIC: _("Anyone on the web"), Reach.MEMBERS: _("All members")}.get(Reach(item.reach))
    if item.reach == Reach.GROUP and item.group:
        said = item.group.name_for(viewer_person)
    return said or _("{name} shared this with you").format(name=item.author.name)


def agreed_of(item: Any) -> Agreed:
    """What is asked of whoever would tell it elsewhere: of what a group alone sees, as its members agreed."""
    is_a_groups = item.reach == Reach.GROUP and item.group_id
    return agreed.since(item.group_id, item.created_at) if is_a_groups else Agreed()
