"""Which skills a topic speaks of, and who gave an answer in it that helped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from coppice.conversations.models import Post, Topic
from coppice.people.experts import Seen, Spoken
from coppice.people.folding import stems

LOOKED_AT = 100


def speaks_of(topic: Topic, skills: Spoken) -> Iterator[str]:
    """By its title and tags, which are fetched with it."""
    said = set(stems(" ".join([topic.title, *(tag.name for tag in topic.tags.all())])))
    return (name for name, words in skills if words <= said)


def answers_that_helped(
    people: Sequence[UUID], skills: Spoken, viewer: object, *, now: datetime
) -> dict[tuple[UUID, str], Seen]:
    """The newest of each person and skill that the viewer can see (two queries, and few rows). How many there are is
    said of nobody."""
    helped = Post.objects.visible_to(viewer, now=now).here().filter(author__in=people, helpful_at__isnull=False)
    newest = helped.select_related("topic").prefetch_related("topic__tags").order_by("-helpful_at", "-pk")[:LOOKED_AT]
    found: dict[tuple[UUID, str], Seen] = {}
    for post in newest:
        seen = Seen(_("helped with “{title}”").format(title=post.topic), post.permalink)
        for skill in speaks_of(post.topic, skills):
            found.setdefault((post.author_id, skill), seen)
    return found
