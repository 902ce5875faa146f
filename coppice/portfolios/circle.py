"""Who could see a portfolio and its sections, and what readers recognised, as they leave with it: told, never lent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from coppice.audience.models import AudienceChange, Grant, Item, Link
from coppice.portfolios.documents.archive_told import read_audiences, read_recognitions
from coppice.portfolios.documents.fields import Fields
from coppice.portfolios.documents.told import Audience, Change, Lent, Named, Recognised
from coppice.portfolios.models import Carried, Portfolio, Recognition, Section

OUR_OWN = ("section of the portfolio", "evidence in a section")


def audiences(portfolio: Portfolio, sections: list[Section], carried: Carried | None) -> Iterator[Audience]:
    """What came along first, then how it stands here (three queries)."""
    ids = _ids_by_place(sections)
    for told in read_audiences(_fields(carried.audience if carried else [])):
        if told.part in ids:
            yield replace(told, part=ids[told.part])
    items: list[Item] = [portfolio, *sections]
    readers, links, changes = _readers(items), _links(items), _changes(items)
    for item in items:
        told = Audience(
            part="" if item is portfolio else str(item.pk),
            reach=item.reach,
            group=item.group.name_for(item.author) if item.group else "",
            readers=tuple(readers[item.pk]),
            links=tuple(links[item.pk]),
            changes=tuple(changes[item.pk]),
        )
        if told.says_something:
            yield told


def recognitions(portfolio: Portfolio, sections: list[Section], carried: Carried | None) -> Iterator[Recognised]:
    """What came along, and what readers recognised here (one query)."""
    ids = _ids_by_place(sections)
    for told in read_recognitions(_fields(carried.recognitions if carried else [])):
        if told.section in ids:
            yield replace(told, section=ids[told.section])
    titles = {principle.code: principle.title for principle in portfolio.framework.principles}
    for row in Recognition.objects.filter(section__in=sections).select_related("by"):
        yield Recognised(str(row.section_id), row.code, titles.get(row.code, ""), row.by.name, row.made_at.isoformat())


def place_of(section: Section) -> str:
    """How a section is called in what is carried: it outlives the section's id."""
    return f"{section.code} {section.number}"


def _fields(rows: Iterable[Any]) -> Iterator[Fields]:
    return (Fields(row, "carried") for row in rows)


def _ids_by_place(sections: list[Section]) -> dict[str, str]:
    """The sections that are still here, and the whole."""
    return {place_of(section): str(section.pk) for section in sections} | {"": ""}


def _readers(items: list[Item]) -> dict[UUID, list[Named]]:
    found: dict[UUID, list[Named]] = defaultdict(list)
    for row in Grant.objects.filter(item__in=_ids(items), through=None).select_related("person"):
        found[row.item_id].append(Named(row.to, row.reason, _moment(row.made_at), _moment(row.ends_at)))
    return found


def _links(items: list[Item]) -> dict[UUID, list[Lent]]:
    found: dict[UUID, list[Lent]] = defaultdict(list)
    for row in Link.objects.filter(item__in=_ids(items)):
        found[row.item_id].append(Lent(_moment(row.made_at), _moment(row.ends_at)))
    return found


def _changes(items: list[Item]) -> dict[UUID, list[Change]]:
    """The history in words, without what Coppice does by itself."""
    found: dict[UUID, list[Change]] = defaultdict(list)
    rows = AudienceChange.objects.filter(item__in=_ids(items)).exclude(said__in=OUR_OWN).select_related("by")
    for row in rows.order_by("at", "id"):
        found[row.item_id].append(Change(_moment(row.at), row.by.name, row.in_words))
    return found


def _ids(items: list[Item]) -> list[UUID]:
    return [item.pk for item in items]


def _moment(value: datetime | None) -> str:
    return value.isoformat() if value else ""
