"""The comments on a portfolio's sections, as they leave with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.discussion.models import Comment
from coppice.discussion.models import Wording as Row
from coppice.portfolios.circle import place_of
from coppice.portfolios.documents.archive_told import read_audiences, read_recognitions
from coppice.portfolios.documents.dossier import Remark
from coppice.portfolios.documents.fields import Fields
from coppice.portfolios.documents.told import Wording
from coppice.portfolios.models import Carried, Portfolio, Section


def remarks_on(sections: list[Section], person: Person) -> Iterable[Remark]:
    """Every comment that was not taken back, as far as the person can see it, oldest first.

    How one was worded before is its writer's alone.
    """
    found = Comment.objects.heard_by(person).filter(item__in=[section.pk for section in sections], withdrawn_at=None)
    authors = {section.author_id for section in sections}
    found = found.select_related("author", "guest", "resolved_by", "suggestion").prefetch_related("wordings")
    for comment in found.order_by("made_at", "id"):
        yield Remark(
            id=str(comment.pk),
            section=str(comment.item_id),
            author=comment.said_by if comment.author else _("{name} (by link)").format(name=comment.said_by),
            written=comment.made_at.isoformat(),
            html=words_of(comment),
            answers=str(comment.parent_id or ""),
            revision=comment.revision or 0,
            anchor=comment.anchor,
            resolved=comment.resolved_at.isoformat() if comment.resolved_at else "",
            resolved_by=comment.resolved_by.name if comment.resolved_by else "",
            wordings=tuple(map(_wording, comment.wordings.all())) if comment.author_id in authors else (),
        )


def _wording(row: Row) -> Wording:
    return Wording(row.html, row.until.isoformat())


def words_of(comment: Comment) -> str:
    """What it says, and the other words that it suggests."""
    suggestion = comment.suggested
    if suggestion is None:
        return comment.html
    instead = _("Suggested instead: {words}").format(words=suggestion.words)
    return f"{comment.html}<p>{escape(instead)}</p>"


@dataclass(frozen=True)
class CameAlong:
    """A comment from an archive, as its reader finds it here. Its HTML was cleaned when it came in."""

    section: str
    author: str
    at: datetime | None
    said: SafeString
    before: list[SafeString]
    is_reply: bool
    is_settled: bool


@dataclass(frozen=True)
class Surroundings:
    """Everything that came along: comments; in words, what readers recognised and who could see which part."""

    remarks: list[CameAlong]
    recognised: list[tuple[str, str]]
    audience: list[tuple[str, list[str]]]


def came_along(portfolio: Portfolio) -> Surroundings | None:
    """What came with the archive this portfolio was brought in from, if it was."""
    found = Carried.objects.filter(portfolio=portfolio).first()
    if found is None:
        return None
    titles = {place_of(section): section.title for section in portfolio.here()} | {"": portfolio.title}
    recognised = read_recognitions(Fields(row, "carried") for row in found.recognitions)
    audience = read_audiences(Fields(row, "carried") for row in found.audience)
    return Surroundings(
        remarks=[_came(row, titles.get(row["section"], row["section"])) for row in found.remarks],
        recognised=[(titles.get(one.section, one.section), one.in_words()) for one in recognised],
        audience=[(titles.get(one.part, one.part), list(one.in_words())) for one in audience],
    )


def _came(row: dict[str, Any], section: str) -> CameAlong:
    return CameAlong(
        section=section,
        author=row["author"],
        at=parse_datetime(row["written"]),
        said=SafeString(row["html"]),
        before=[SafeString(wording["html"]) for wording in row.get("wordings", [])],
        is_reply=bool(row["answers"]),
        is_settled=bool(row["resolved"]),
    )
