"""What discussion holds about a person: what they said, how they said it before, and their visits."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef

from coppice.accounts.models import Person
from coppice.discussion.models import Comment, Visit, Wording

TITLE = "What was said"


def held(person: Person) -> dict[str, Any]:
    """What they said everywhere, what others said to them, and when they were last where (four queries)."""
    comments = Comment.objects.filter(author=person).prefetch_related("wordings").order_by("made_at", "id")
    heard = Comment.objects.filter(item__author=person, withdrawn_at=None).exclude(author=person)
    visits = Visit.objects.filter(person=person).order_by("seen_at", "id")
    return {
        "comments": [comment_held(comment) for comment in comments],
        "said_to_you": [
            {"by": one.author.name, "item": str(one.item_id), "html": one.html, "made_at": one.made_at.isoformat()}
            for one in heard.select_related("author").order_by("made_at", "id")
        ],
        "visits": [{"item": str(visit.item_id), "seen_at": visit.seen_at.isoformat()} for visit in visits],
    }


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    """What they said: left without a name, or gone. Where others answered, a gap stays, or the answers would go too."""
    said = Comment.objects.filter(author=person)
    Wording.objects.filter(comment__in=said).delete()
    if not leave_words:
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
        **{name: value.isoformat() if (value := getattr(comment, name)) else None for name in moments},
        "said_before": [
            {"html": wording.html, "until": wording.until.isoformat()} for wording in comment.wordings.all()
        ],
    }
