"""Asking without a name: who stands in, and the one short-lived row that knows who asks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_noop

from coppice.accounts.models import Person

if TYPE_CHECKING:
    from coppice.conversations.models.topic import Topic

STAND_IN = UUID(int=1)
NAME = gettext_noop("A member who asks")
KNOWN_FOR = timedelta(days=30)


def stand_in() -> Person:
    """Nobody: whose name stands on what is asked without one. Nobody can sign in as them, and nobody blocks them."""
    known = {"name": NAME, "email": "unnamed@asking.invalid", "is_active": False, "is_member": False}
    return Person.objects.get_or_create(pk=STAND_IN, defaults=known)[0]


class Asking(models.Model):
    """Who asks in a topic without a name. The only row anywhere that ties the two; after thirty days it is deleted.

    It has no time of its own: until when it holds is worked out from the topic, which everybody sees.
    """

    topic = models.OneToOneField("conversations.Topic", on_delete=models.CASCADE, related_name="asking")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_number = models.PositiveIntegerField(default=1)

    @classmethod
    def is_by(cls, person: object, topic: Topic) -> bool:
        """Whether this person asked it, as long as that is known."""
        if topic.author_id != STAND_IN or not isinstance(person, Person):
            return False
        return cls.objects.filter(topic=topic, person=person).exists()
