"""What people do with a topic besides posting: they follow it, react, offer something, are mentioned."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy

from coppice.accounts.models import Person
from coppice.conversations import wording
from coppice.conversations.refusing import NotAnyMore
from coppice.kernel.ids import uuid7
from coppice.kernel.refusals import Refusal

if TYPE_CHECKING:
    from coppice.conversations.models.post import Post
    from coppice.conversations.models.topic import Topic


class FollowingQuerySet(models.QuerySet["Following"]):
    """Who follows what. Nobody but themselves is ever shown that."""

    def of(self, topic: Topic) -> FollowingQuerySet:
        return self.filter(topic=topic, stopped=False)


class Following(models.Model):
    """Somebody is told of what is said in a topic. How far they have read is theirs alone, to find the place again."""

    topic = models.ForeignKey("conversations.Topic", on_delete=models.CASCADE, related_name="followings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_number = models.PositiveIntegerField(default=0)
    stopped = models.BooleanField(default=False)

    objects: ClassVar[FollowingQuerySet] = FollowingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "person"], name="followed_once")]

    @classmethod
    def begin(cls, topic: Topic, *, person: Person, seen_number: int) -> None:
        """By posting; who stopped following stays so."""
        row, made = cls.objects.get_or_create(topic=topic, person=person, defaults={"seen_number": seen_number})
        if not made and row.seen_number < seen_number:
            cls.objects.filter(pk=row.pk).update(seen_number=seen_number)

    @classmethod
    def choose(cls, topic: Topic, *, follow: bool, by: Person) -> None:
        """By asking to, or not to any more."""
        known = {"stopped": not follow}
        start = {**known, "seen_number": topic.last_number}
        cls.objects.update_or_create(topic=topic, person=by, defaults=known, create_defaults=start)


class Meaning(models.TextChoices):
    """What a reaction says. There are three, and none of them is a vote."""

    THANKS = "thanks", gettext_lazy("Thanks")
    ME_TOO = "me_too", gettext_lazy("Me too")
    LEARNED = "learned", gettext_lazy("I learned something")


class Reaction(models.Model):
    """Somebody said one of three things to a post with one press. It is counted by post and never by person."""

    post = models.ForeignKey("conversations.Post", on_delete=models.CASCADE, related_name="given")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    meaning = models.CharField(max_length=10, choices=Meaning.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "person", "meaning"], name="reacted_once")]

    @classmethod
    def give(cls, post: Post, meaning: str, *, by: Person) -> None:
        """Pressed twice, it is said once."""
        if meaning not in Meaning.values:
            raise Refusal()
        try:
            with transaction.atomic():
                cls.objects.create(post=post, person=post.topic.voice_of(by), meaning=meaning)
                post.count(**{meaning: 1})
        except IntegrityError:
            return

    @classmethod
    @transaction.atomic
    def take_back(cls, post: Post, meaning: str, *, by: Person) -> None:
        gone, _ = cls.objects.filter(post=post, person=post.topic.voice_of(by), meaning=meaning).delete()
        if gone:
            post.count(**{meaning: -1})


class Mention(models.Model):
    """A post names somebody who can see it. Nobody else is ever told, and no row is made for them."""

    post = models.ForeignKey("conversations.Post", on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="mentioned_once")]


class Offer(models.Model):
    """What somebody offers in answer to a call."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    topic = models.ForeignKey("conversations.Topic", on_delete=models.CASCADE, related_name="offers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=300)
    by_day = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "person"], name="one_offer_each"),
            models.CheckConstraint(name="offer_says_what", condition=~models.Q(what="")),
        ]

    @classmethod
    @transaction.atomic
    def make(cls, topic: Topic, *, what: str, by_day: object, by: Person, now: datetime) -> Offer:
        """Offer something, or say one's offer differently. Whoever called is told."""
        from coppice.conversations.models.finding import Sort

        row, what = topic.locked(), wording.line(what)[:300]
        if not row.is_open or row.sort != Sort.CALL:
            raise NotAnyMore(wording.LOCKED if row.locked_at else wording.ENDED)
        if not what:
            raise Refusal(wording.WHAT_YOU_OFFER)
        known = {"what": what, "by_day": by_day}
        made, is_new = cls.objects.update_or_create(
            topic=row, person=by, defaults=known, create_defaults={**known, "made_at": now}
        )
        if is_new:
            row.happened("offered", by=by, now=now, tell=[row.author])
        return made
