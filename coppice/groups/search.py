"""What of groups can be found: their names, and what they are for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from coppice.groups.models import Group
from coppice.kernel.findable import Kind, Thing, Watch

GROUP = _("Group")


def things(keys: Sequence[UUID]) -> Iterator[Thing]:
    for group in Group.objects.filter(pk__in=keys):
        path = group.get_absolute_url()
        text = " · ".join([group.purpose, *what_it_is(group)])
        yield Thing(key=group.pk, title=group.name, text=text, path=path, circle="members")


def what_it_is(group: Group) -> list[str]:
    """“Writing group”, and that it is a group, in every language: for whoever looks for “the evaluation group”."""
    found = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found += [group.get_kind_display(), str(GROUP)]
    return list(dict.fromkeys(found))


def seen(viewer: Any, now: datetime) -> Any:
    return Group.objects.visible_to(viewer.person)


KINDS = (
    Kind(
        code="group",
        label=GROUP,
        plural=_("Groups"),
        things=things,
        rows=Group.objects.all,
        watches=(Watch("groups_group", ("name", "purpose", "slug", "kind")),),
        author="pk",
        seen=seen,
        weight=1.0,
    ),
)
