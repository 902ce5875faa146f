"""What of polls can be found: the question, what is said about it, and the choices; never a vote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from coppice.kernel.findable import Kind, Thing, Watch
from coppice.polls.models import Poll


def things(keys: Sequence[UUID]) -> Iterator[Thing]:
    for one in Poll.everything.filter(pk__in=keys):
        text = " · ".join(filter(None, [one.about, *one.choices]))
        yield Thing(key=one.pk, item=one.pk, title=one.title, text=text, path=one.get_absolute_url())


KINDS = (
    Kind(
        code="poll",
        label=_("Poll"),
        plural=_("Polls"),
        things=things,
        rows=Poll.everything.all,
        watches=(
            Watch("audience_item", ("title",), only="kind = 'poll'"),
            Watch("polls_poll", ("about", "choices"), key="item_ptr_id"),
        ),
    ),
)
