"""What was said in margins can be found by whoever hears it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from coppice.discussion.models import Comment
from coppice.kernel import richtext
from coppice.kernel.findable import Kind, Thing, Watch


def things(keys: Sequence[UUID]) -> Iterator[Thing]:
    """A comment has no title but its first words."""
    for one in Comment.objects.filter(pk__in=keys, withdrawn_at=None).select_related("author", "guest"):
        text = richtext.plain(one.html)
        if text:
            yield Thing(key=one.pk, item=one.item_id, title="", text=text, path=one.get_absolute_url())


def seen(viewer: Any, now: datetime) -> Any:
    return Comment.objects.visible_to(viewer, now=now)


KINDS = (
    Kind(
        code="comment",
        label=_("Comment"),
        plural=_("Comments"),
        things=things,
        rows=Comment.objects.all,
        watches=(Watch("discussion_comment", ("html", "withdrawn_at")),),
        seen=seen,
        weight=-0.3,
    ),
)
