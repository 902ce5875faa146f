"""Other words for a passage, which the author can take over with one action."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.discussion import anchors
from coppice.discussion.anchors import Anchor, Placed
from coppice.discussion.models.comment import Comment
from coppice.discussion.models.guest import Guest
from coppice.discussion.replacing import Replaced, replaced
from coppice.kernel import richtext
from coppice.kernel.refusals import Refusal
from coppice.revisions.models import Cause
from coppice.revisions.models.written import writable

LONGEST = anchors.LONGEST


class PassageChanged(Refusal):
    """The words that were to be replaced are not there any more, or not quite."""

    status = 409


class TooManyWords(Refusal):
    """More than a passage."""


class Suggestion(models.Model):
    """What a comment would rather read than the words it quotes. `before` is the number of the version before it."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, primary_key=True, related_name="suggestion")
    words = models.TextField()
    accepted_at = models.DateTimeField(null=True)
    before = models.PositiveIntegerField(null=True)

    @classmethod
    @transaction.atomic
    def make(
        cls, *, item: Item, anchor: Anchor, words: str, html: str, by: Person | Guest, now: datetime
    ) -> Suggestion:
        """Suggest other words for a passage, with or without saying why."""
        if len(words) > LONGEST:
            raise TooManyWords(_("That is more than a passage. Suggest a shorter one, or write it as a comment."))
        place = Placed(anchor.block, anchor.start, anchor.start + len(anchor.quote))
        replaced(writable(item).text(anchor.code), place, words)
        comment = Comment.say(item=item, html=html, by=by, now=now, anchor=anchor, verb="suggested", needs_words=False)
        return cls.objects.create(comment=comment, words=words)

    @transaction.atomic
    def accept(self, *, by: Person, now: datetime) -> Replaced:
        """Let the text say it, as a save like any other, with the version before it kept; the thread is settled."""
        row = writable(self.comment.item).locked()
        code, html = self.anchor.code, row.text(self.anchor.code)
        done = replaced(html, self.place_in(html), self.words)
        self.accepted_at, self.before = now, row.keep_revision(by=by, now=now, cause=Cause.READ).number
        row.write(code=code, html=done.html, bases=[richtext.fingerprint(html)], by=by, now=now)
        self.save(update_fields=["accepted_at", "before"])
        self.comment.resolve(by=by, now=now, verb="suggestion accepted")
        return done

    def set_aside(self, *, by: Person, now: datetime) -> None:
        """Not this time: the thread is settled, and the text stays as it is."""
        self.comment.resolve(by=by, now=now, verb="suggestion set aside")

    def place_in(self, html: str) -> Placed:
        """Where exactly the quoted words stand, else a no that loses nothing."""
        found = anchors.place(self.anchor, html)
        if self.accepted_at or not isinstance(found, Placed) or found.edited:
            raise PassageChanged(_("The passage was changed meanwhile, so nothing was replaced."))
        return found

    def now_says(self) -> str:
        """The paragraph in which the passage was, as it is now; all of the text if that paragraph is gone."""
        html = writable(self.comment.item).text(self.anchor.code)
        found = anchors.place(self.anchor, html)
        wanted = found.block if isinstance(found, Placed) else self.anchor.block
        return next((block.text for block in richtext.blocks(html) if block.id == wanted), richtext.plain(html))

    @property
    def anchor(self) -> Anchor:
        kept: dict[str, Any] = self.comment.anchor or {}
        return Anchor.from_json(kept)
