"""What of talk can be found: topics, by their titles, tags and first posts; and every other post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from coppice.conversations.models import Post, Topic
from coppice.kernel import richtext
from coppice.kernel.findable import Kind, Thing, Watch


def topics(keys: Sequence[UUID]) -> Iterator[Thing]:
    """A topic with what it begins with, so that both are one thing to find."""
    first = dict(Post.objects.filter(topic__in=keys, number=1, withdrawn_at=None).values_list("topic_id", "html"))
    for one in Topic.everything.filter(pk__in=keys).prefetch_related("tags"):
        words = [richtext.plain(first.get(one.pk, "")), *(tag.name for tag in one.tags.all())]
        said = " · ".join(filter(None, words))
        yield Thing(key=one.pk, item=one.pk, title=one.title, text=said, path=one.get_absolute_url())


def posts(keys: Sequence[UUID]) -> Iterator[Thing]:
    for one in Post.objects.filter(pk__in=keys, number__gt=1, withdrawn_at=None):
        if text := richtext.plain(one.html):
            yield Thing(key=one.pk, item=one.topic_id, title="", text=text, path=one.permalink)


def seen(viewer: Any, now: datetime) -> Any:
    return Post.objects.visible_to(viewer, now=now)


KINDS = (
    Kind(
        code="topic",
        label=_("Topic"),
        plural=_("Topics"),
        things=topics,
        rows=Topic.everything.all,
        watches=(
            Watch("audience_item", ("title",), only="kind = 'topic'"),
            Watch("conversations_post", ("html", "withdrawn_at"), key="topic_id", only="number = 1", is_part=True),
            Watch("conversations_tag", ("name",), key="topic_id", is_part=True),
        ),
        weight=0.4,
    ),
    Kind(
        code="post",
        label=_("Post"),
        plural=_("Posts"),
        things=posts,
        rows=Post.objects.all,
        watches=(Watch("conversations_post", ("html", "withdrawn_at", "topic_id", "number")),),
        seen=seen,
        weight=-0.2,
    ),
)
