"""For a first visit: what groups are, and what one agrees to by coming in, beside the name of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from coppice.accounts.models import Person
from coppice.groups.models import Door, Group
from coppice.groups.parts import Part
from coppice.tending.models import Agreement, CharterVersion


def of(groups: Sequence[Group], person: Person) -> dict[UUID, list[Part]]:
    """Two queries, however many groups."""
    agreements, charters = newest(Agreement.objects.all(), groups), newest(agreed(), groups)
    found = {}
    for group in groups:
        parts = [Part("text", "tending/arriving/charter.html", charters[group.pk])] if group.pk in charters else []
        if group.door == Door.OPEN and group.pk in agreements:
            about = {"group": group, "agreement": agreements[group.pk]}
            parts.append(Part("door", "tending/arriving/entrance.html", about))
        found[group.pk] = parts
    return found


def agreed() -> Any:
    return CharterVersion.objects.filter(is_agreed=True)


def newest(versions: Any, groups: Sequence[Group]) -> dict[UUID, Any]:
    """The last version of each group."""
    later = Exists(versions.filter(group=OuterRef("group"), number__gt=OuterRef("number")))
    return {one.group_id: one for one in versions.filter(~later, group__in=groups)}
