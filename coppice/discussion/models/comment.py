"""A comment, its replies, and how it was worded before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.audience.viewing import Viewer
from coppice.discussion.anchors import Anchor
from coppice.discussion.models.guest import Guest
from coppice.discussion.models.hearing import CommentQuerySet
from coppice.discussion.models.holding import Holding
from coppice.discussion.models.saying import revision_of, said, said_or_not
from coppice.happenings.models import Happening
from coppice.kernel import richtext
from coppice.kernel.addresses import address
from coppice.kernel.ids import uuid7

if TYPE_CHECKING:
    from coppice.discussion.models.promise import Promise
    from coppice.discussion.models.suggestion import Suggestion


class Comment(models.Model):
    """What somebody said about an item, perhaps about one passage of it, as it was in one revision."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="comments")
    guest = models.ForeignKey(Guest, on_delete=models.CASCADE, null=True, related_name="comments")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    html = models.TextField()
    anchor = models.JSONField(null=True)
    revision = models.PositiveIntegerField(null=True, help_text=gettext_lazy("Number of the revision it was made on."))
    made_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    holding = models.ForeignKey(Holding, on_delete=models.RESTRICT, null=True, related_name="comments")
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    # For the page that shows it; `threads.gather` says.
    is_mine = False

    objects: ClassVar[CommentQuerySet] = CommentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["made_at", "id"]
        indexes = [models.Index(fields=["item", "made_at", "id"])]
        constraints = [
            models.CheckConstraint(
                name="only_threads_have_anchors_and_ends",
                condition=Q(parent=None) | Q(anchor__isnull=True, resolved_at=None),
            ),
            models.CheckConstraint(
                name="said_by_a_person_or_a_guest",
                condition=Q(author__isnull=False, guest=None) | Q(author=None, guest__isnull=False, holding=None),
            ),
        ]

    def __str__(self) -> str:
        return richtext.plain(self.html)[:80]

    def get_absolute_url(self) -> str:
        return address("discussion:comment", self.pk)

    @property
    def edit_url(self) -> str:
        return address("discussion:edit", self.pk)

    @classmethod
    @transaction.atomic
    def say(
        cls,
        *,
        item: Item,
        html: str,
        by: Person | Guest,
        now: datetime,
        anchor: Anchor | None = None,
        parent: Comment | None = None,
        verb: str = "",
        needs_words: bool = True,
    ) -> Comment:
        """Say something about an item, or answer a thread. The version it speaks of is kept."""
        html = said(html) if needs_words else said_or_not(html)
        thread = (parent.parent or parent) if parent else None
        kept = anchor.as_json() if anchor and not thread else None
        person, guest = (by, None) if isinstance(by, Person) else (None, by)
        holding = Holding.covering(item, person=person, now=now) if person and person.pk != item.author_id else None
        comment = cls(item_id=item.pk, author=person, guest=guest, parent=thread, html=html, anchor=kept, made_at=now)
        comment.holding = holding
        comment.revision = None if thread or holding else revision_of(item, now)
        comment.save()
        verb = verb or ("replied" if thread else "commented")
        comment.tell(verb, by=by, people=[item.author, *(thread.people() if thread else [])], at=now)
        return comment

    @transaction.atomic
    def reword(self, *, html: str, by: Person | Guest, now: datetime) -> None:
        """Say it differently; what was said before is kept for its author."""
        html = said(html)
        if html == self.html:
            return
        Wording.objects.create(comment=self, html=self.html, until=now)
        self.html, self.edited_at = html, now
        self.save(update_fields=["html", "edited_at"])
        self.tell("comment reworded", by=by, at=now)

    @transaction.atomic
    def withdraw(self, *, by: Person | Guest, now: datetime) -> None:
        """Take it back: a gap stays, so that replies still make sense."""
        self.html, self.withdrawn_at = "", now
        self.save(update_fields=["html", "withdrawn_at"])
        self.wordings.all().delete()
        for what in (self.promised, self.suggested):
            if what:
                what.delete()
        self.tell("comment withdrawn", by=by, at=now)

    @transaction.atomic
    def resolve(self, *, by: Person, now: datetime, verb: str = "resolved") -> None:
        """What the thread asked is settled."""
        if self.resolved_at is None:
            self.resolved_at, self.resolved_by = now, by
            self.save(update_fields=["resolved_at", "resolved_by"])
            self.tell(verb, by=by, people=self.people(), at=now)

    @transaction.atomic
    def reopen(self, *, by: Person) -> None:
        """It is not settled after all."""
        if self.resolved_at is not None:
            self.resolved_at = self.resolved_by = None
            self.save(update_fields=["resolved_at", "resolved_by"])
            self.tell("reopened", by=by, people=[self.item.author, *self.people()])

    def can_be_resolved_by(self, person: object) -> bool:
        """By the author of the text, and by whoever opened the thread."""
        return self.parent_id is None and (self.item.can_be_changed_by(person) or self.can_be_changed_by(person))

    def can_be_changed_by(self, who: object) -> bool:
        return self.is_said_by(Viewer.of(who)) and self.withdrawn_at is None

    def is_said_by(self, viewer: Viewer) -> bool:
        if self.author_id is None:
            return self.guest_id in viewer.guests
        return viewer.person is not None and viewer.person.pk == self.author_id

    @property
    def voice(self) -> Person | Guest:
        """Whoever said it; the database sees to it that there is one."""
        who: Person | Guest | None = self.author or self.guest
        assert who is not None
        return who

    @property
    def said_by(self) -> str:
        """The name of whoever said it; a guest's is what they gave."""
        return self.author.name if self.author else str(self.guest)

    @property
    def has_remarks(self) -> bool:
        """Whether it was said by a guest, worded anew, or not shown yet."""
        return bool(self.guest_id or self.edited_at or self.holding_id)

    def can_be_promised_by(self, person: object) -> bool:
        """An answer of the text's author, who alone can say what becomes of it."""
        return self.parent_id is not None and self.item.can_be_changed_by(person) and self.can_be_changed_by(person)

    @property
    def promised(self) -> Promise | None:
        """The promise that this is, if it is one."""
        return getattr(self, "promise", None)

    @property
    def suggested(self) -> Suggestion | None:
        """The other words that it suggests, if it does."""
        return getattr(self, "suggestion", None)

    @property
    def suggestion_url(self) -> str:
        return address("discussion:suggestion", self.pk)

    @property
    def promise_url(self) -> str:
        return address("discussion:promise", self.pk)

    @property
    def keeping_url(self) -> str:
        return address("discussion:keeping", self.pk)

    def people(self) -> list[Any]:
        """The ids of everybody who spoke in this thread, as far as others know."""
        thread = Comment.objects.filter(Q(pk=self.pk) | Q(parent=self), holding=None)
        return list(thread.values_list("author_id", flat=True))

    def remember_version(self, *, now: datetime) -> None:
        """The version it speaks of, if that can still be told: while it was kept back, none was made for it."""
        written_at = getattr(self.item.as_kind(), "written_at", None)
        if self.parent_id is None and not (written_at and written_at > self.made_at):
            self.revision = revision_of(self.item, now)
            self.save(update_fields=["revision"])

    def tell(self, verb: str, *, by: Person | Guest, people: Iterable[Any] = (), at: datetime | None = None) -> None:
        """Write it into the log for those it concerns; not while it is kept back, which nobody is to know."""
        if self.holding_id is not None:
            return
        about, path = {"comment": str(self.pk)}, self.get_absolute_url()
        actor, verb = (by, verb) if isinstance(by, Person) else (None, f"{verb} by link")
        Happening.record(actor=actor, verb=verb, item=self.item, about=about, tell=people, path=path, at=at)


class Wording(models.Model):
    """What a comment said before it was reworded."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="wordings")
    html = models.TextField()
    until = models.DateTimeField()

    class Meta:
        ordering = ["-until", "-id"]
