"""A topic: what a group, or everybody, talks about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.models import Item, Reach
from coppice.audience.sentences import agreed_of
from coppice.conversations import wording
from coppice.conversations.models.finding import Sort, TopicQuerySet
from coppice.conversations.models.tag import Tag
from coppice.conversations.models.tended import Tended
from coppice.conversations.models.unnamed import STAND_IN, Asking, stand_in
from coppice.conversations.refusing import NotAnyMore, NotYours
from coppice.files.models import Brought
from coppice.groups.models import Group
from coppice.happenings.models import Happening
from coppice.kernel.addresses import address

if TYPE_CHECKING:
    from coppice.conversations.models.post import Post


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

    unheard: Sequence[str] = ()
    # The name of its group, where whoever looks knows the group; a list says.
    where = ""

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
        files: Sequence[Brought] = (),
    ) -> Topic:
        """Begin a topic with its first post, and tell the group. Sent twice with the same `once`, it is begun once.

        `group` None is the whole site. `reach` is "group" (the default in a group), "members" or "public". `unnamed`
        keeps its asker's name out of everything but one row, which goes after thirty days.
        """
        from coppice.conversations import mentions
        from coppice.conversations.models import Post, starting

        if once and (there := starting.begun(once, by=by)):
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
        post = Post.add(topic, html=html, by=by, now=now, via=via, files=files)
        starting.tell(topic, now=now, but=mentions.tell(post, now=now))
        topic.unheard = post.unheard
        return topic

    @transaction.atomic
    def reply(
        self, *, html: str, by: Person, now: datetime, once: UUID | None = None, via: str = "",
        files: Sequence[Brought] = (),
    ) -> Post:  # fmt: skip
        """Say something in this topic; whoever follows it is told. Sent twice with the same `once`, it is said once."""
        from coppice.conversations import mentions
        from coppice.conversations.models import Post

        html, row = wording.said(html), self.locked()
        if once and (there := Post.objects.filter(once=once, topic=self).first()):
            return there
        row.must_take_a_post_of(by, now=now)
        post = Post.add(row, html=html, by=by, now=now, once=once, via=via, files=files)
        post.tell("posted", now=now, but=mentions.tell(post, now=now))
        return post

    @transaction.atomic
    def retitle(self, *, title: str, tags: Iterable[str], by: Person, now: datetime) -> None:
        """Say better what it is about, and by which words it is found."""
        title = wording.line(title)[:200]
        if title:
            self.title = title
            Item.everything.filter(pk=self.pk).update(title=title, changed_at=now)
        Tag.put(self, tags)
        self.happened("topic retitled", by=by, now=now)

    def locked(self) -> Topic:
        """Its row as it is now, held until the transaction ends."""
        found: Topic = Topic.everything.select_for_update(of=("self",)).select_related("author", "home").get(pk=self.pk)
        return found

    def must_take_a_post_of(self, by: Person, *, now: datetime) -> None:
        """Refuse kindly where nothing can be said any more, or not by them, or not yet."""
        from coppice.conversations.models import starting

        self.must_be_open()
        if not self.can_be_answered_by(by, now=now):
            raise NotYours(_("You can read this topic, and only those it was written for can answer."))
        starting.wait_in_slow_topic(self, by=by, now=now)

    def must_be_open(self) -> None:
        if not self.is_open:
            raise NotAnyMore(wording.LOCKED if self.locked_at else wording.ENDED)

    def can_be_answered_by(self, person: object, *, now: datetime) -> bool:
        """Those of its group, members where it is open to all of them, and whoever was let in by name."""
        if not isinstance(person, Person) or not self.is_open:
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

    def takes_guests_from(self, person: object) -> bool:
        """Those who tend it let guests in, and whoever began it, unless what is said in its group stays there."""
        return self.is_tended_by(person) or (self.is_asked_by(person) and not self.stays)

    @property
    def stays(self) -> bool:
        """Whether the members of its group agreed, then or since, that nothing of it is told elsewhere."""
        return agreed_of(self).stays

    def get_absolute_url(self) -> str:
        return address("conversations:show", self.pk)

    def voice_of(self, person: Person) -> Person:
        """Under whose name they speak here: whoever asks without a name does so until they step forward."""
        return stand_in() if Asking.is_by(person, self) else person

    @property
    def is_open(self) -> bool:
        """Whether anything can be added: not in a topic that was locked, nor in a group that has ended."""
        return self.locked_at is None and (self.home is None or self.home.is_open_for_writing)

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

    def happened(self, verb: str, *, by: Person | None, now: datetime, tell: Iterable[Any] = (), **about: Any) -> None:
        """Write it into the log. Of an unnamed asker's doing nothing tells who it was, not even who was not told."""
        actor = stand_in() if by and Asking.is_by(by, self) else by
        known = {"group": str(self.home_id) if self.home_id else None, **about}
        path = known.pop("path", "")
        Happening.record(actor=actor, verb=verb, item=self, about=known, tell=tell, path=path, at=now)
