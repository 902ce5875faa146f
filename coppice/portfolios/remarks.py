"""The comments on a portfolio's sections, as they leave with it."""

from __future__ import annotations

from collections.abc import Iterable

from coppice.discussion.models import Comment
from coppice.portfolios.documents.dossier import Remark
from coppice.portfolios.models import Section


def remarks_on(sections: list[Section]) -> Iterable[Remark]:
    """Every comment that was not taken back, oldest first."""
    found = Comment.objects.filter(item__in=[section.pk for section in sections], withdrawn_at=None)
    for comment in found.select_related("author", "resolved_by").order_by("made_at", "id"):
        yield Remark(
            id=str(comment.pk),
            section=str(comment.item_id),
            author=comment.author.name,
            written=comment.made_at.isoformat(),
            html=comment.html,
            answers=str(comment.parent_id or ""),
            revision=comment.revision or 0,
            anchor=comment.anchor,
            resolved=comment.resolved_at.isoformat() if comment.resolved_at else "",
            resolved_by=comment.resolved_by.name if comment.resolved_by else "",
        )
