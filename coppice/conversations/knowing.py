"""Who may know an answer: out of those who see the question, as whoever asks would find them, and by their consent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from coppice.accounts.models import Person
from coppice.audience.models import Reach
from coppice.conversations.ladder import MAY_KNOW
from coppice.conversations.models import Post, Topic
from coppice.conversations.models.moderating import keepers
from coppice.happenings.models import Happening
from coppice.kernel import richtext
from coppice.people import experts

MOST = 2
RESTS = timedelta(days=14)


def who_may_know(topic: Topic) -> Iterable[Person]:
    """By title and tags, and then by the question itself; none who was asked something lately.

    Whoever asks without a name looks for nobody: those who tend the group do.
    """
    viewer = Person.objects.filter(pk__in=keepers(topic)).first() if topic.is_unnamed else topic.author
    if viewer is None:
        return []
    now = timezone.now()
    group = topic.group_id if topic.reach == Reach.GROUP else None
    left, found = {topic.author_id, *asked_lately(now)}, list[Person]()
    for words in (" ".join([topic.title, *(tag.name for tag in topic.tags.all())]), question(topic)):
        more = experts.for_words(words, viewer, now=now, most=MOST - len(found), exclude=left, group=group)
        found += [one.person for one in more]
        left |= {one.pk for one in found}
        if len(found) == MOST:
            break
    return found


def question(topic: Topic) -> str:
    """What it says below its title."""
    first = Post.objects.filter(topic=topic, number=1).first()
    return richtext.plain(first.html) if first else ""


def asked_lately(now: datetime) -> set[UUID]:
    """Who was told of some question in the last weeks."""
    topics = Topic.everything.filter(asked_some_at__gt=now - RESTS)
    asked = Happening.objects.filter(verb=MAY_KNOW, item__in=topics.values("pk"))
    return {UUID(pk) for about in asked.values_list("about", flat=True) for pk in about.get("tell", ())}
