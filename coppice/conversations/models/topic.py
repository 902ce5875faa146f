"""A topic: what a group, or everybody, talks about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.accounts.models import Person
from coppice.audience.models import Item, ItemQuerySet, Reach
from coppice.conversations import wording
from coppice.conversations.models.tag import Tag
from coppice.conversations.models.tended import Tended
from coppice.conversations.models.unnamed import STAND_IN, Asking, stand_in
from coppice.conversations.refusing import NotAnyMore, NotYours
from coppice.groups.models import Group
from coppice.happenings.models import Happening
from coppice.kernel.addresses import address

if TYPE_CHECKING:
    from coppice.conversations.models.post import Post


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

    def tagged(self, tag: str) -> Self:
        return self.filter(pk__in=Tag.objects.filter(key=tag.casefold()).values("topic_id"))

    def newest_first(self) -> Self:
        return self.order_by("-last_at", "-pk")


class Topic(Tended, Item):
    """A first post and what others say to it. Whoever sees the topic sees its posts, but for those of whom they block.

    `home` is the group it belongs to, or nothing for the whole site; its reach is that group, all members, or anyone.
    """

    sort = models.CharField(max_length=12, choices=Sort.choices, default=Sort.DISCUSSION)
    home = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, blank=True, related_name="topics")
    is_wide = models.BooleanField(default=False, editable=False)
    due_on = models.DateField(null=True, blank=True)
    last_number = models.PositiveIntegerField(default=0, editable=False)
    last_at = models.DateTimeField(editable=False)
    others = models.PositiveIntegerField(default=0, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    asked_some_at = models.DateTimeField(null=True, editable=False)
    told_facilitators_at = models.DateTimeField(null=True, editable=False)
    flagged_at = models.DateTimeField(null=True, editable=False)
    asked_back_at = models.DateTimeField(null=True, editable=False)
    once = models.UUIDField(null=True, editable=False, unique=True)

    objects: ClassVar[Any] = TopicQuerySet.as_manager()
    everything: ClassVar[Any] = TopicQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["home", "-last_at", "-item_ptr"], name="topics_of_group"),
            models.Index(fields=["-last_at", "-item_ptr"], name="topics_newest"),
            models.Index(fields=["sort", "others", "last_at"], name="topics_unanswered"),
        ]
        constraints = [
            models.CheckConstraint(name="only_calls_are_due", condition=Q(due_on=None) | Q(sort="call")),
            models.CheckConstraint(
                name="only_questions_are_answered", condition=Q(answered_at=None) | Q(sort="question")
            ),
        ]

    @classmethod
    @transaction.atomic
    def start(
        cls,
        *,
        title: str,
        html: str,
        by: Person,
        now: datetime,
        group: Group | None = None,
        reach: str = "",
        sort: str = Sort.DISCUSSION,
        tags: Iterable[str] = (),
        due_on: date | None = None,
        unnamed: bool = False,
        once: UUID | None = None,
        via: str = "",
    ) -> Topic:
        """Begin a topic with its first post, and tell the group. Sent twice with the same `once`, it is begun once.

        `group` None is the whole site. `reach` is "group" (the default in a group), "members" or "public". `unnamed`
        keeps its asker's name out of everything but one row, which goes after thirty days.
        """
        from coppice.conversations.models import Post, starting

        if once and (there := cls.everything.filter(once=once).first()):
            return there
        title, reach = wording.line(title)[:200], reach or (Reach.GROUP if group else Reach.MEMBERS)
        html = wording.said(html)
        starting.check(title=title, group=group, reach=reach, sort=sort, due_on=due_on, unnamed=unnamed, by=by, now=now)
        topic: Topic = cls.objects.create(
            author=stand_in() if unnamed else by,
            title=title,
            reach=reach,
            group=group if reach == Reach.GROUP else None,
            home=group,
            is_wide=reach != Reach.GROUP,
            sort=sort,
            due_on=due_on,
            last_at=now,
            once=once,
            created_at=now,
            changed_at=now,
        )
        if unnamed:
            Asking.objects.create(topic=topic, person=by)
        Tag.put(topic, tags)
        Post.add(topic, html=html, by=by, now=now, via=via)
        starting.tell(topic, now=now)
        return topic

    @transaction.atomic
    def reply(self, *, html: str, by: Person, now: datetime, once: UUID | None = None, via: str = "") -> Post:
        """Say something in this topic; whoever follows it is told. Sent twice with the same `once`, it is said once."""
        from coppice.conversations.models import Post

        if once and (there := Post.objects.filter(once=once, topic=self).first()):
            return there
        html = wording.said(html)
        row = self.locked()
        row.must_take_a_post_of(by, now=now)
        post = Post.add(row, html=html, by=by, now=now, once=once, via=via)
        post.tell("posted", now=now)
        return post

    def locked(self) -> Topic:
        """Its row as it is now, held until the transaction ends."""
        found: Topic = Topic.everything.select_for_update(of=("self",)).select_related("author", "home").get(pk=self.pk)
        return found

    def must_take_a_post_of(self, by: Person, *, now: datetime) -> None:
        """Refuse kindly where nothing can be said any more, or not by them, or not yet."""
        from coppice.conversations.models import starting

        if self.locked_at:
            raise NotAnyMore(_("This topic is locked, so nothing can be added any more. Your words are below."))
        if not self.can_be_answered_by(by, now=now):
            raise NotYours(_("You can read this topic, and only those it was written for can answer."))
        starting.wait_in_slow_topic(self, by=by, now=now)

    def can_be_answered_by(self, person: object, *, now: datetime) -> bool:
        """Those of its group, members where it is open to all of them, and whoever was let in by name."""
        if not isinstance(person, Person) or self.locked_at or (self.home and not self.home.is_open_for_writing):
            return False
        if self.reach != Reach.GROUP and person.is_member:
            return True
        if self.group_id and person.memberships.filter(group_id=self.group_id).exists():
            return True
        return bool(Item.objects.named_for(person, now=now).filter(pk=self.pk).exists())

    def is_tended_by(self, person: object) -> bool:
        """By the facilitators of its group; by the stewards where it belongs to the whole site."""
        if not isinstance(person, Person):
            return False
        if self.home_id is None:
            return person.is_steward
        return person.memberships.filter(group_id=self.home_id, is_facilitator=True).exists()

    def is_asked_by(self, person: object) -> bool:
        """Whether it is theirs: under their name, or without one as long as that is known."""
        return isinstance(person, Person) and (person.pk == self.author_id or Asking.is_by(person, self))

    def get_absolute_url(self) -> str:
        return address("conversations:show", self.pk)

    def voice_of(self, person: Person) -> Person:
        """Under whose name they speak here: whoever asks without a name does so until they step forward."""
        return stand_in() if Asking.is_by(person, self) else person

    @property
    def is_unnamed(self) -> bool:
        return self.author_id == STAND_IN

    @property
    def voice(self) -> str:
        """The name over it, in the reader's language where nobody's stands there."""
        return _(self.author.name) if self.is_unnamed else self.author.name

    @property
    def is_question(self) -> bool:
        return self.sort == Sort.QUESTION

    @property
    def is_call(self) -> bool:
        return self.sort == Sort.CALL

    @property
    def status(self) -> str:
        return "locked" if self.locked_at else "answered" if self.answered_at else "open"

    def record(self, what: str, *, by: Person, now: datetime, said: str = "") -> None:
        """As for every item; but what an unnamed asker does is under nobody's name."""
        super().record(what, by=stand_in() if Asking.is_by(by, self) else by, now=now, said=said)

    def happened(self, verb: str, *, by: Person, now: datetime, tell: Iterable[Any] = (), **about: Any) -> None:
        """Write it into the log. Of an unnamed asker's doing nothing tells who it was, not even who was not told."""
        actor = stand_in() if Asking.is_by(by, self) else by
        known = {"group": str(self.home_id) if self.home_id else None, **about}
        path = known.pop("path", "")
        Happening.record(actor=actor, verb=verb, item=self, about=known, tell=tell, path=path, at=now)
