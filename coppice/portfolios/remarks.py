"""The comments on a portfolio's sections, as they leave with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.dateparse import parse_datetime
from django.utils.html import escape
from django.utils.safestring import SafeString

from coppice.accounts.models import Person
from coppice.discussion.models import Comment
from coppice.portfolios.documents.dossier import Remark
from coppice.portfolios.models import Carried, Portfolio, Section


def remarks_on(sections: list[Section], person: Person) -> Iterable[Remark]:
    """Every comment that was not taken back, as far as the person can see it, oldest first."""
    found = Comment.objects.heard_by(person).filter(item__in=[section.pk for section in sections], withdrawn_at=None)
    for comment in found.select_related("author", "guest", "resolved_by", "suggestion").order_by("made_at", "id"):
        yield Remark(
            id=str(comment.pk),
            section=str(comment.item_id),
            author=comment.said_by if comment.author else f"{comment.said_by} (by link)",
            written=comment.made_at.isoformat(),
            html=words_of(comment),
            answers=str(comment.parent_id or ""),
            revision=comment.revision or 0,
            anchor=comment.anchor,
            resolved=comment.resolved_at.isoformat() if comment.resolved_at else "",
            resolved_by=comment.resolved_by.name if comment.resolved_by else "",
        )


def words_of(comment: Comment) -> str:
    """What it says, and the other words that it suggests."""
    suggestion = comment.suggested
    return f"{comment.html}<p>Suggested instead: {escape(suggestion.words)}</p>" if suggestion else comment.html


@dataclass(frozen=True)
class CameAlong:
    """A comment from an archive, as its reader finds it here. Its HTML was cleaned when it came in."""

    section: str
    author: str
    at: datetime | None
    said: SafeString
    is_reply: bool
    is_settled: bool


def came_along(portfolio: Portfolio) -> list[CameAlong]:
    """Comments that came with the archive this portfolio was brought in from."""
    found = Carried.objects.filter(portfolio=portfolio).first()
    titles = {f"{section.code} {section.number}": section.title for section in portfolio.here()} if found else {}
    return [
        CameAlong(
            section=titles.get(row["section"], row["section"]),
            author=row["author"],
            at=parse_datetime(row["written"]),
            said=SafeString(row["html"]),
            is_reply=bool(row["answers"]),
            is_settled=bool(row["resolved"]),
        )
        for row in (found.remarks if found else [])
    ]
