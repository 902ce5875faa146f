"""The log of openings, with the names of who is still here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.privacy.models import CannotOpen, Opening

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
GONE = gettext_lazy("somebody who left")


@dataclass(frozen=True)
class Line:
    """One opening, and who it was between."""

    row: Opening
    by: str
    owner: str


def lines(rows: Iterable[Opening]) -> list[Line]:
    """One query for the names."""
    found = list(rows)
    ids = {pk for row in found for pk in (row.by_id, row.owner_id)}
    names = dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))
    return [Line(row, names.get(row.by_id, str(GONE)), names.get(row.owner_id, str(GONE))) for row in found]


def item_at(address: str) -> Item:
    """What the address, or the id alone, stands for."""
    found = ID.findall(address.lower())
    item = Item.everything.filter(pk=UUID(found[-1])).select_related("author").first() if found else None
    if item is None:
        raise CannotOpen(_("There is no entry, section or portfolio of this address. Nothing was opened."))
    opened: Item = item
    return opened
