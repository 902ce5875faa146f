"""Asking without a name: who stands in, and the one short-lived row that knows who asks."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import connection, models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from coppice.accounts.models import Person
from coppice.conversations.refusing import NotAnyMore

if TYPE_CHECKING:
    from coppice.conversations.models.topic import Topic

STAND_IN = UUID(int=1)
NAME = gettext_noop("A member who asks")
KNOWN_FOR = timedelta(days=30)
LET_GO = {"postgresql": "VACUUM FULL conversations_asking", "sqlite": "PRAGMA wal_checkpoint(TRUNCATE)"}


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

    @classmethod
    @transaction.atomic
    def step_forward(cls, topic: Topic, *, by: Person, now: datetime) -> None:
        """Put one's name to what one asked. Everything said in it under the alias is theirs from now on."""
        from coppice.audience.models import Item
        from coppice.conversations.models import Following, Outcome, Post, Reaction, Report, Step

        row = topic.locked()
        mine = cls.objects.select_for_update().filter(topic=row, person=by).first()
        if mine is None:
            raise NotAnyMore(_("It is not known any more who asked this, so that nobody can put their name to it."))
        Item.everything.filter(pk=row.pk).update(author=by)
        Post.objects.filter(topic=row, author=STAND_IN).update(author=by)
        Reaction.objects.filter(post__topic=row, person=STAND_IN).update(person=by)
        Outcome.objects.filter(topic=row, person=STAND_IN).update(person=by)
        Report.objects.filter(post__topic=row, by=STAND_IN).update(by=by)
        Step.objects.filter(topic=row, by=STAND_IN).update(by=by)
        mine.delete()
        topic.author = row.author = by
        Following.begin(row, person=by, seen_number=row.last_number)
        tell = list(row.followings.filter(stopped=False).values_list("person_id", flat=True))
        row.happened("stepped forward", by=by, now=now, tell=tell)

    @classmethod
    def forget(cls, *, now: datetime) -> int:
        """Let go of who asked what longer than thirty days ago, in the files of the database as well.

        The files are looked after each time, should the last time have been cut short. Not within a transaction: there
        only the rows go.
        """
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA secure_delete = ON")
        gone, _kinds = cls.objects.filter(topic__created_at__lte=now - KNOWN_FOR).delete()
        if not connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute(LET_GO[connection.vendor])
        return gone
