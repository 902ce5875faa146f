"""Whom of a group something concerns."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.groups.models import Group
from coppice.happenings.models import Happening
from coppice.kernel.refusals import Refusal


class NotYours(Refusal):
    """Somebody who does not belong, or does not tend, gives a command that is for those who do."""

    status = 403


def members(group: Group) -> Iterable[UUID]:
    return group.memberships.values_list("person_id", flat=True)


def facilitators(group: Group) -> Iterable[UUID]:
    return group.memberships.filter(is_facilitator=True).values_list("person_id", flat=True)


def happened(
    verb: str, group: Group, *, by: Person | None, to: Iterable[Any], path: str, now: datetime | None = None
) -> None:
    """Write it into the log as this group's: told as is chosen for it, and while whoever is told sees the group."""
    Happening.record(actor=by, verb=verb, about={"group": str(group.pk)}, tell=to, path=path, at=now)


def must_belong(group: Group, person: Person) -> None:
    if not group.has(person):
        raise NotYours(_("Only members of the group can do that."))


def must_tend(group: Group, person: Person) -> None:
    if not group.is_tended_by(person):
        raise NotYours(_("Only who tends the group can do that."))
