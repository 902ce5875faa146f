"""What the author of a text promised to do about it, in answer to a reader."""

from __future__ import annotations

from datetime import datetime

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.discussion.models.comment import Comment
from coppice.kernel.refusals import Refusal


class NoPromise(Refusal):
    """A promise about somebody else's text, or one that nobody asked for."""


class Promise(models.Model):
    """An answer of the author's that is also something to do. Its words are the answer's."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, primary_key=True, related_name="promise")
    made_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at", "comment_id"]
        constraints = [
            models.CheckConstraint(
                name="a_promise_is_kept_or_taken_back", condition=Q(kept_at=None) | Q(taken_back_at=None)
            )
        ]

    @property
    def is_open(self) -> bool:
        return self.kept_at is None and self.taken_back_at is None

    @classmethod
    @transaction.atomic
    def give(cls, *, thread: Comment, html: str, by: Person, now: datetime) -> Promise:
        """Answer a thread with something one will do."""
        if by.pk != thread.item.author_id:
            raise NoPromise(
                _("Only the author of a text can promise to change it. Send your reply without the promise.")
            )
        answer = Comment.say(item=thread.item, html=html, by=by, now=now, parent=thread, verb="promised")
        return cls.objects.create(comment=answer, made_at=now)

    @classmethod
    @transaction.atomic
    def make(cls, answer: Comment, *, by: Person, now: datetime) -> None:
        """Say that an answer one gave before is a promise; once more, if it was taken back."""
        if answer.parent is None:
            raise NoPromise(_("A promise answers what a reader said. Reply to their comment first."))
        cls.objects.update_or_create(
            comment=answer, defaults={"taken_back_at": None, "kept_at": None}, create_defaults={"made_at": now}
        )
        answer.parent.tell("promised", by=by, people=answer.parent.people(), at=now)

    @transaction.atomic
    def keep(self, *, by: Person, now: datetime) -> None:
        """It is done; whoever spoke in the thread is told."""
        if self.is_open:
            self.kept_at = now
            self.save(update_fields=["kept_at"])
            self.comment.tell("promise kept", by=by, people=self.thread.people(), at=now)

    @transaction.atomic
    def open_again(self, *, by: Person) -> None:
        """It is not done after all."""
        if self.kept_at is not None:
            self.kept_at = None
            self.save(update_fields=["kept_at"])
            self.comment.tell("promise not kept yet", by=by, people=[])

    @transaction.atomic
    def take_back(self, *, by: Person, now: datetime) -> None:
        """It will not be done; that it was promised still shows."""
        if self.is_open:
            self.taken_back_at = now
            self.save(update_fields=["taken_back_at"])
            self.comment.tell("promise taken back", by=by, people=self.thread.people(), at=now)

    @property
    def thread(self) -> Comment:
        return self.comment.parent or self.comment
