"""What discussion holds about a person, for their export: what they said, what they noted, and their visits."""

from __future__ import annotations

from typing import Any

from coppice.accounts.models import Person
from coppice.discussion.models import Comment, PrivateNote, Promise, Visit


def held(person: Person) -> dict[str, Any]:
    """Their comments everywhere, and when they were last where (four queries)."""
    comments = (
        Comment.objects.filter(author=person)
        .select_related("promise", "suggestion")
        .prefetch_related("wordings")
        .order_by("made_at", "id")
    )
    visits = Visit.objects.filter(person=person).order_by("seen_at", "id")
    return {
        "comments": [comment_held(comment) for comment in comments],
        "private_notes": [
            {"item": str(note.item_id), "html": note.html, "at": note.made_at.isoformat()}
            for note in PrivateNote.objects.visible_to(person)
        ],
        "visits": [{"item": str(visit.item_id), "seen_at": visit.seen_at.isoformat()} for visit in visits],
    }


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
