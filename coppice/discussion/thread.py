"""One thread, as it stands on a page before one viewer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.html import escape
from django.utils.safestring import SafeString

from coppice.audience.viewing import Viewer
from coppice.discussion import anchors
from coppice.discussion.models import Comment
from coppice.kernel.addresses import address
from coppice.kernel.richtext.tree import Run
from coppice.revisions.wording import between

QUOTE_LENGTH = 160


@dataclass
class Thread:
    """A comment with its replies, and where its passage is now."""

    comment: Comment
    viewer: Viewer
    is_authors: bool
    replies: list[Comment] = field(default_factory=list)
    code: str = ""
    placed: anchors.Placed | None = None
    changed: str = ""
    since: datetime | None = None

    @property
    def id(self) -> SafeString:
        return SafeString(self.comment.pk)

    @property
    def quote(self) -> str:
        kept = self.comment.anchor or {}
        quote = str(kept.get("quote", ""))
        return quote if len(quote) <= QUOTE_LENGTH else f"{quote[: QUOTE_LENGTH - 1]}…"

    @property
    def suggested(self) -> SafeString | str:
        """What would be replaced by what, if that is suggested."""
        suggestion, kept = self.comment.suggested, self.comment.anchor or {}
        return difference(str(kept.get("quote", "")), suggestion.words) if suggestion else ""

    @property
    def can_accept(self) -> bool:
        return self.is_authors and not self.is_resolved and self.comment.suggested is not None

    @property
    def where(self) -> SafeString | str:
        """The passage, for the script that draws it, as attributes in one piece."""
        if self.placed is None:
            return ""
        block, start, end, _edited = self.placed
        return SafeString(
            f' data-code="{escape(self.code)}" data-block="{escape(block)}" data-start="{start}" data-end="{end}"'
        )

    @property
    def is_resolved(self) -> bool:
        return self.comment.resolved_at is not None

    @property
    def is_new(self) -> bool:
        """Whether somebody else said something here since the viewer's last visit."""
        said = [self.comment, *self.replies]
        return self.since is not None and any(one.made_at > self.since and not one.is_mine for one in said)

    @property
    def held(self) -> int:
        """How much of it the viewer keeps to themselves."""
        return sum(one.holding_id is not None and one.withdrawn_at is None for one in [self.comment, *self.replies])

    @property
    def can_resolve(self) -> bool:
        return self.is_authors or (self.is_mine and self.viewer.person is not None)

    @property
    def is_mine(self) -> bool:
        return self.comment.is_mine

    @property
    def answer_url(self) -> str:
        return address("discussion:comments", self.comment.item_id)

    @property
    def end_url(self) -> str:
        return address("discussion:resolution", self.comment.pk)

    @property
    def is_gone(self) -> bool:
        """Withdrawn, and nobody answered: nothing to show."""
        return self.comment.withdrawn_at is not None and not self.replies


def difference(old: str, new: str) -> SafeString:
    """Two wordings of a passage, with what goes and what comes marked."""
    return SafeString(between([Run(old)], [Run(new)]).html)
