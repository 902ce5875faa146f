"""What discussion holds about a person: what they said, heard and noted, and their visits."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.discussion.models import Comment, PrivateNote, Promise, Suggestion, Visit, Wording

TITLE = _("What was said")


def held(person: Person) -> dict[str, Any]:
    """What they said everywhere, what others said to them, and when they were last where (five queries)."""
    comments = (
        Comment.objects.filter(author=person)
        .select_related("promise", "suggestion")
        .prefetch_related("wordings")
        .order_by("made_at", "id")
    )
    heard = Comment.objects.heard_by(person).filter(item__author=person, withdrawn_at=None)
    heard = heard.exclude(author=person).select_related("author", "guest").order_by("made_at", "id")
    visits = Visit.objects.filter(person=person).order_by("seen_at", "id")
    return {
        "comments": [comment_held(comment) for comment in comments],
        "said_to_you": [
            {"by": one.said_by, "item": str(one.item_id), "html": one.html, "made_at": one.made_at.isoformat()}
            for one in heard
        ],
        "private_notes": [
            {"item": str(note.item_id), "html": note.html, "at": note.made_at.isoformat()}
            for note in PrivateNote.objects.visible_to(person)
        ],
        "visits": [{"item": str(visit.item_id), "seen_at": visit.seen_at.isoformat()} for visit in visits],
    }


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    """What they said: left without a name, or gone. Where others answered, a gap stays, or the answers would go too.

    What they kept to themselves goes whatever they chose.
    """
    said = Comment.objects.filter(author=person)
    said.exclude(holding=None).delete()
    PrivateNote.objects.filter(person=person).delete()
    Wording.objects.filter(comment__in=said).delete()
    if not leave_words:
        Suggestion.objects.filter(comment__in=said).delete()
        said.exclude(parent=None).delete()
        said.exclude(Exists(Comment.objects.filter(parent=OuterRef("pk")))).delete()
        said.update(html="", withdrawn_at=now)
    said.update(author=Person.who_left())
    Comment.objects.filter(resolved_by=person).update(resolved_by=None)
    Visit.objects.filter(person=person).delete()


def comment_held(comment: Comment) -> dict[str, Any]:
    moments = ("made_at", "edited_at", "withdrawn_at", "resolved_at")
    return {
        "id": str(comment.pk),
        "item": str(comment.item_id),
        "answers": str(comment.parent_id) if comment.parent_id else None,
        "html": comment.html,
        "passage": comment.anchor,
        "revision": comment.revision,
        "kept_to_yourself": comment.holding_id is not None,
        "suggests": comment.suggested.words if comment.suggested else None,
        "promise": promise_held(comment.promised),
        **{name: moment(comment, name) for name in moments},
        "said_before": [
            {"html": wording.html, "until": wording.until.isoformat()} for wording in comment.wordings.all()
        ],
    }


def promise_held(promise: Promise | None) -> dict[str, Any] | None:
    names = ("made_at", "kept_at", "taken_back_at")
    return {name: moment(promise, name) for name in names} if promise else None


def moment(row: Any, name: str) -> str | None:
    value = getattr(row, name)
    return value.isoformat() if value else None
