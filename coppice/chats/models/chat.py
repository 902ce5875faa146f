"""A chat: an hour with a host, questions on time, and whoever comes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.accounts.models import Person
from coppice.audience.models import Item, Reach
from coppice.chats.models import hosting, pace, planning
from coppice.chats.models.choosing import ChatQuerySet
from coppice.chats.models.phase import LATER, Phase
from coppice.groups.models import Group
from coppice.happenings.models import Happening
from coppice.kernel import richtext
from coppice.kernel.addresses import address
from coppice.revisions.models import Written

if TYPE_CHECKING:
    from coppice.chats.models.answer import Answer
    from coppice.chats.models.question import Question

TEXTS = {
    "opening": gettext_lazy("Opening post"),
    "reading": gettext_lazy("To read before"),
    "summary": gettext_lazy("What came of it"),
}


class Chat(Written, Item):
    """Its author is its host: whoever takes over the hosting takes over the item.

    `counter` numbers whatever happens in it, under a lock on this row, so that numbers are committed in their order;
    `state_seq` is the number under which the chat itself last changed (its chair, its clock, its end).
    `host_left` says that its author cares for it after the hour in place of somebody who left; `others_opening` is the
    fingerprint of an opening post that a host before this one wrote.
    """

    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone = models.CharField(max_length=60)
    pace = models.PositiveSmallIntegerField(default=10)
    by_hand = models.BooleanField(default=False)
    chair = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    chair_seen_at = models.DateTimeField(null=True, editable=False)
    offered_to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    counter = models.PositiveIntegerField(default=0, editable=False)
    state_seq = models.PositiveIntegerField(default=0, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)
    asked_at = models.DateTimeField(null=True, editable=False)
    asked_again_at = models.DateTimeField(null=True, editable=False)
    host_told_at = models.DateTimeField(null=True, editable=False)
    others_told_at = models.DateTimeField(null=True, editable=False)
    called_off_at = models.DateTimeField(null=True, editable=False)

    host_left = models.BooleanField(default=False, editable=False)
    once = models.UUIDField(null=True, editable=False, unique=True)
    others_opening = models.CharField(max_length=64, blank=True, editable=False)

    # For the page that shows it.
    where: Phase | None = None

    objects: ClassVar[Any] = ChatQuerySet.as_manager()
    everything: ClassVar[Any] = ChatQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["starts_at", "item_ptr"]), models.Index(fields=["ends_at", "item_ptr"])]
        constraints = [
            models.CheckConstraint(name="chat_ends_after_it_starts", condition=Q(ends_at__gt=models.F("starts_at"))),
            models.CheckConstraint(name="chat_has_a_pace", condition=Q(pace__gte=1)),
        ]

    @property
    def text_labels(self) -> dict[str, str]:
        return {code: str(label) for code, label in TEXTS.items()}

    @property
    def text_codes(self) -> Sequence[str]:
        return tuple(TEXTS)

    def get_absolute_url(self) -> str:
        return address("chats:show", self.pk)

    @property
    def writing_url(self) -> str:
        return address("chats:edit", self.pk)

    @property
    def host(self) -> Person:
        person: Person = self.author
        return person

    @property
    def hosted_by(self) -> str:
        """Who hosted, which whoever cares for it since they left did not."""
        return _("hosted by somebody who left") if self.host_left else _("hosted by {name}").format(name=self.host.name)

    @property
    def own_opening(self) -> str:
        """The opening post, where its host wrote it."""
        html = self.text("opening")
        return "" if self.host_left or richtext.fingerprint(html) == self.others_opening else html

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def closes_at(self) -> datetime:
        """Until when answers are welcome."""
        return self.ends_at + LATER

    def phase(self, now: datetime) -> Phase:
        if self.called_off_at:
            return Phase.CALLED_OFF
        if getattr(self, "transcript", None) is not None:
            return Phase.PUBLISHED
        if now < self.starts_at:
            return Phase.PLANNED
        if now < self.ends_at:
            return Phase.RUNNING
        return Phase.LATER if now < self.closes_at else Phase.OVER

    def takes_answers(self, now: datetime) -> bool:
        return self.phase(now) in {Phase.RUNNING, Phase.LATER}

    @classmethod
    @transaction.atomic
    def plan(
        cls,
        *,
        title: str,
        starts_at: datetime,
        by: Person,
        now: datetime,
        minutes: int = 60,
        pace: int = 10,
        reach: str = Reach.MEMBERS,
        group: Group | None = None,
        questions: Iterable[str] = (),
        zone: str = "",
        once: UUID | None = None,
    ) -> Chat:
        """A new chat with its questions; the members of its group are told. The same `once` plans it once.

        The row of whoever plans is held, so that of two that come at once the second finds the first.
        """
        from coppice.chats.models.question import Question

        Person.objects.select_for_update(no_key=True).get(pk=by.pk)
        if once and (there := cls.everything.filter(once=once).first()):
            return there
        chat = cls(author=by, chair=by, title=title.strip()[:200], created_at=now, changed_at=now, pace=pace)
        chat.starts_at, chat.ends_at = starts_at, starts_at + timedelta(minutes=minutes)
        chat.zone, chat.once = zone or by.time_zone, once
        chat.save()
        chat.share(reach=reach, by=by, now=now, group=group)
        Question.write(chat, questions)
        chat.tell("chat planned", by=by, now=now, people=chat.circle())
        return chat

    def circle(self) -> list[Any]:
        """Who is told that it is planned: the members of its group. A whole community is not called by mail."""
        if self.reach != Reach.GROUP or self.group is None:
            return []
        return list(self.group.memberships.values_list("person_id", flat=True))

    def tell(self, verb: str, *, by: Person | None, now: datetime, people: Iterable[Any] = (), path: str = "") -> None:
        Happening.record(actor=by, verb=verb, item=self, tell=people, path=path, at=now)

    def held(self) -> Chat:
        """Its row as it is now, held until the transaction ends: whoever numbers something asks for this first."""
        row: Chat = Chat.everything.select_for_update(of=("self",)).select_related("transcript").get(pk=self.pk)
        return row

    def next(self) -> int:
        """The next number; to be asked of a row that is held."""
        self.counter += 1
        Chat.everything.filter(pk=self.pk).update(counter=self.counter)
        return self.counter

    def changes(self, **fields: Any) -> None:
        """Change this row, which is held, under a number of its own, so that everybody present hears of it."""
        for name, value in fields.items():
            setattr(self, name, value)
        self.state_seq = self.next()
        Chat.everything.filter(pk=self.pk).update(state_seq=self.state_seq, **fields)

    def takes_part(self, person: object, *, now: datetime) -> bool:
        """Whether somebody who sees it may also say something: members, and whoever was asked by name."""
        if not isinstance(person, Person):
            return False
        return person.is_member or Chat.objects.named_for(person, now=now).filter(pk=self.pk).exists()

    def may_chair(self, person: object) -> bool:
        """The host, helpers, and whoever tends the group; without a group also stewards."""
        return isinstance(person, Person) and hosting.may_chair(self, person)

    def may_publish(self, person: object, *, now: datetime) -> bool:
        """The host; a week after the last answer whoever may take the chair, so that nobody waits for ever."""
        return isinstance(person, Person) and hosting.may_publish(self, person, now=now)

    def is_chaired_by(self, person: object) -> bool:
        return isinstance(person, Person) and person.pk == self.chair_id

    def plan_anew(self, **given: Any) -> None:
        """Another time, title or pace; see `planning.plan_anew`."""
        planning.plan_anew(self, **given)

    def call_off(self, *, by: Person, now: datetime) -> None:
        """It does not take place."""
        planning.call_off(self, by=by, now=now)

    def tick(self, *, now: datetime) -> None:
        """Let the clock do what is due: open questions, and go on alone when the chair has gone silent."""
        pace.tick(self, now=now)

    def release(self, question: Question, *, by: Person, now: datetime) -> None:
        """Open a question before its time, or by hand."""
        pace.release(self, question, now=now)

    def hold(self, by_hand: bool, *, by: Person, now: datetime) -> None:
        """Open the questions by hand from now on, or leave them to the clock again."""
        pace.hold(self, by_hand, now=now)

    def take_chair(self, *, by: Person, now: datetime) -> None:
        hosting.take_chair(self, by=by, now=now)

    def answer(self, **given: Any) -> Answer:
        """Say something under a question; see `Answer.say`."""
        from coppice.chats.models.answer import Answer

        return Answer.say(self, **given)
