"""What is said under a question, and the replies to it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.models import Block
from coppice.audience.rule import visible
from coppice.audience.viewing import Viewer
from coppice.chats.models.chat import Chat
from coppice.chats.models.part import Part
from coppice.chats.models.phase import Closed, Phase
from coppice.chats.models.question import Question
from coppice.kernel import richtext
from coppice.kernel.addresses import address
from coppice.kernel.ids import uuid7
from coppice.kernel.refusals import Refusal

LONGEST = 5000
EDITABLE = timedelta(minutes=15)
HEADING = re.compile(r"<(/?)h[1-6]\b")


class NothingSaid(Refusal):
    """An answer without words, or with far too many."""


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Answers, as far as somebody may hear them."""

    def visible_to(self, viewer: object) -> AnswerQuerySet:
        """Those of chats that the viewer sees, without what people say who are blocked, and what hangs on that."""
        who = Viewer.of(viewer)
        seen = self.filter(visible(who, timezone.now(), item="chat_id"))
        return seen.without(hidden_from(who.person)) if who.person else seen

    def without(self, people: set[UUID]) -> AnswerQuerySet:
        """A reply goes with the answer that it hangs on."""
        if not people:
            return self
        return self.exclude(author__in=people).exclude(parent__author__in=people)


def hidden_from(person: Person | None) -> set[UUID]:
    """Everybody between whom and this person there is a block, whoever made it."""
    if person is None:
        return set()
    pairs = Block.objects.filter(Q(by=person) | Q(against=person)).values_list("by_id", "against_id")
    return {one for pair in pairs for one in pair} - {person.pk}


class Answer(models.Model):
    """One answer, or a reply to one. `seq` is the number under which it last changed, `place` where it stands."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    chat = models.ForeignKey(Chat, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    html = models.TextField()
    once = models.UUIDField(null=True, editable=False)
    seq = models.PositiveIntegerField()
    place = models.PositiveIntegerField()
    said_at = models.DateTimeField()
    is_later = models.BooleanField(default=False)
    is_cut = models.BooleanField(default=False)
    edited_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    taken_out_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    taken_out_why = models.CharField(max_length=200, blank=True)

    # For the page that shows it.
    is_own = False
    can_be_reworded = False
    stands = ""

    objects: ClassVar[AnswerQuerySet] = AnswerQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["place", "id"]
        indexes = [models.Index(fields=["author", "id"])]
        constraints = [
            models.UniqueConstraint(fields=["chat", "seq"], name="answers_are_numbered"),
            models.UniqueConstraint(fields=["chat", "author", "once"], name="said_once"),
            models.CheckConstraint(name="withdrawn_answer_says_nothing", condition=Q(withdrawn_at=None) | Q(html="")),
            models.CheckConstraint(
                name="taken_out_with_a_reason", condition=Q(taken_out_by=None) | Q(withdrawn_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return richtext.plain(self.html)[:80]

    def get_absolute_url(self) -> str:
        return address("chats:answer", self.pk)

    @classmethod
    @transaction.atomic
    def say(
        cls,
        chat: Chat,
        *,
        question: Question,
        html: str,
        by: Person,
        now: datetime,
        once: UUID | None = None,
        parent: Answer | None = None,
    ) -> Answer:
        """Answer a question, or reply to an answer. The same `once` again answers with what it made."""
        words, row = small(html), chat.held()
        if once and (there := cls.objects.filter(chat=row, author=by, once=once).first()):
            return there
        if not row.takes_answers(now):
            raise Closed(_("This chat takes no answers now. Your words are below, to be copied."))
        if question.chat_id != row.pk or not question.is_open(row, now):
            raise Closed(_("This question is not open yet. Your words are below, to be copied."))
        thread = (parent.parent or parent) if parent else None
        if thread and thread.question_id != question.pk:
            raise Closed(_("What you replied to is not there any more. Your words are below, to be copied."))
        seq, later = row.next(), row.phase(now) == Phase.LATER
        made = cls(chat=row, question=question, parent=thread, author=by, html=words, once=once, seq=seq, place=seq)
        made.said_at, made.is_later = now, later
        made.save(force_insert=True)
        Part.of(row, by)
        return made

    def can_be_changed_by(self, person: object, *, now: datetime) -> bool:
        """One's own words, for a quarter of an hour, and as long as they are not in a transcript."""
        return self.is_mine(person) and now - self.said_at < EDITABLE and self.chat.takes_answers(now)

    def is_mine(self, person: object) -> bool:
        return isinstance(person, Person) and person.pk == self.author_id and self.withdrawn_at is None

    @transaction.atomic
    def reword(self, *, html: str, by: Person, now: datetime) -> None:
        """Say it differently, to everybody present."""
        words, row = small(html), self.chat.held()
        if not self.can_be_changed_by(by, now=now):
            raise Closed(_("The quarter of an hour for changing it is over. Your words are below, to be copied."))
        self.html, self.edited_at, self.seq = words, now, row.next()
        self.save(update_fields=["html", "edited_at", "seq"])

    @transaction.atomic
    def withdraw(self, *, now: datetime) -> None:
        """Take it back: a gap stays, so that replies still make sense."""
        row = self.chat.held()
        self.html, self.withdrawn_at, self.seq = "", now, row.next()
        self.save(update_fields=["html", "withdrawn_at", "seq"])

    @transaction.atomic
    def take_out(self, *, why: str, by: Person, now: datetime) -> None:
        """The chair takes somebody's words out, for a reason that everybody can read."""
        why = " ".join(why.split())[:200]
        if not why:
            raise Refusal(_("Say why, in a few words that everybody can read. Nothing was changed."))
        row = self.chat.held()
        self.html, self.withdrawn_at, self.seq = "", now, row.next()
        self.taken_out_by, self.taken_out_why = by, why
        self.save(update_fields=["html", "withdrawn_at", "seq", "taken_out_by", "taken_out_why"])
        row.tell("chat answer taken out", by=by, now=now, people=[self.author_id])


def small(html: str) -> str:
    """Clean, without headings, neither empty nor endless."""
    html = richtext.clean(HEADING.sub(r"<\1p", html))
    if not richtext.plain(html).strip():
        raise NothingSaid(_("Your answer has no words yet. Write something and send it again."))
    if len(html) > LONGEST:
        raise NothingSaid(_("This is too long for an answer. Please divide it in two; your words are below."))
    return html
