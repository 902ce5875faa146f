"""What sorts of topics there are, and asking for some of them in the community’s words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy

from coppice.accounts.models import WHO_LEFT, Person
from coppice.audience.models import Block, ItemQuerySet
from coppice.conversations.models.tag import Tag
from coppice.groups.models import Group

if TYPE_CHECKING:
    from coppice.conversations.models.topic import Topic  # noqa: F401


class Sort(models.TextChoices):
    """What somebody hopes for when they begin a topic."""

    DISCUSSION = "discussion", gettext_lazy("Discussion")
    QUESTION = "question", gettext_lazy("Question")
    CALL = "call", gettext_lazy("Call for contributions")


class TopicQuerySet(ItemQuerySet["Topic"]):
    """Topics, in the community's words."""

    def of_group(self, group: Group) -> Self:
        return self.filter(home=group)

    def site_wide(self) -> Self:
        return self.filter(home=None)

    def questions(self) -> Self:
        return self.filter(sort=Sort.QUESTION)

    def unanswered(self) -> Self:
        """Questions that nobody but their asker has said anything to."""
        return self.filter(sort=Sort.QUESTION, others=0, answered_at=None, locked_at=None)

    def unanswered_for(self, person: Person) -> Self:
        """Those to which somebody hears no answer: what people of whom they block said is none."""
        from coppice.conversations.models.post import Post

        if not Block.objects.filter(Q(by=person) | Q(against=person)).exists():
            return self.unanswered()
        heard = Post.objects.here().filter(topic=OuterRef("pk")).heard_by(person).exclude(author=OuterRef("author"))
        waiting = self.filter(sort=Sort.QUESTION, answered_at=None, locked_at=None)
        return waiting.filter(Q(others=0) | ~Exists(heard))

    def recount(self) -> int:
        """Say anew how many answers there are and whether something helped, by the posts that stand.

        For whoever holds the rows. Over a question and its answers may stand the same nobody, who left.
        """
        from coppice.conversations.models.post import Post

        standing = Post.objects.here().filter(topic=OuterRef("pk")).order_by()
        answers = standing.filter(~Q(author=F("topic__author")) | Q(topic__author=WHO_LEFT, number__gt=1))
        many = answers.values("topic").annotate(many=Count("pk")).values("many")
        helped = Exists(standing.filter(helpful_at__isnull=False))
        return self.update(
            others=Coalesce(Subquery(many), 0), answered_at=Case(When(helped, then=F("answered_at")), default=None)
        )

    def tagged(self, tag: str) -> Self:
        return self.filter(pk__in=Tag.objects.filter(key=tag.casefold()).values("topic_id"))

    def newest_first(self) -> Self:
        return self.order_by("-last_at", "-pk")
