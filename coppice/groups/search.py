"""What of groups can be found: their names, and what they are for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from coppice.groups.models import Group
from coppice.kernel.findable import Kind, Thing, Watch


def things(keys: Sequence[UUID]) -> Iterator[Thing]:
    for group in Group.objects.filter(pk__in=keys):
        path = group.get_absolute_url()
        yield Thing(key=group.pk, title=group.name, text=group.purpose, path=path, circle="members")


def seen(viewer: Any, now: datetime) -> Any:
    return Group.objects.visible_to(viewer.person)


KINDS = (
    Kind(
        code="group",
        label=_("Group"),
        plural=_("Groups"),
        things=things,
        rows=Group.objects.all,
        watches=(Watch("groups_group", ("name", "purpose", "slug")),),
        author="pk",
        seen=seen,
        weight=1.0,
    ),
)
