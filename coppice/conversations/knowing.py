"""Who may know an answer: those who said that they may be asked, as the one who asks would find them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from coppice.accounts.models import Person
from coppice.conversations.models import Topic
from coppice.conversations.models.moderating import keepers
from coppice.people import experts

MOST = 6


def who_may_know(topic: Topic) -> Iterable[Person]:
    """By the words of the question. Whoever asks without a name looks for nobody: those who tend the group do."""
    viewer = Person.objects.filter(pk__in=keepers(topic)).first() if topic.is_unnamed else topic.author
    if viewer is None:
        return []
    words = " ".join([topic.title, *(tag.name for tag in topic.tags.all())])
    found = experts.for_words(words, viewer, now=timezone.now(), most=MOST, exclude=[topic.author_id])
    return [one.person for one in found]
