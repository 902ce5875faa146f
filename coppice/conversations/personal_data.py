"""What talk holds about a person: what they wrote, followed, said with one press, reported, and whom they do not read.

What they asked without a name is not in the copy: it would tie the two for as long as the copy lies somewhere.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.conversations.models import (
    Asking,
    Following,
    Mention,
    Mute,
    Offer,
    Outcome,
    Post,
    Reaction,
    Report,
    Step,
    Tag,
    Topic,
    Wording,
)

TITLE = _("Your part in the talk")


def held(person: Person) -> dict[str, Any]:
    posts = Post.objects.filter(author=person).select_related("topic").prefetch_related("wordings", "attached")
    topics = Topic.everything.filter(author=person).prefetch_related("tags").order_by("created_at", "pk")
    reports, steps = Report.objects.filter(by=person), Step.objects.filter(by=person).order_by("at", "id")
    outcomes, offers = Outcome.objects.filter(person=person), Offer.objects.filter(person=person)
    follows = Following.objects.filter(person=person, stopped=False).select_related("topic")
    muted = Mute.objects.filter(by=person).select_related("against").order_by("pk")
    return {
        "topics": [topic_held(one) for one in topics],
        "posts": [post_held(one) for one in posts.order_by("made_at", "id")],
        "offers": [{"topic": str(one.topic_id), "what": one.what} for one in offers],
        "outcomes": [
            {"topic": str(one.topic_id), "worked": one.worked, "where": one.context, "words": one.words}
            for one in outcomes
        ],
        "follows": [{"topic": str(one.topic_id), "title": one.topic.title} for one in follows.order_by("pk")],
        "reactions": [
            {"post": str(one.post_id), "says": one.meaning}
            for one in Reaction.objects.filter(person=person).order_by("pk")
        ],
        "reported": [{"post": str(one.post_id), "reason": one.reason, "at": at(one.made_at)} for one in reports],
        "moderated": [{"at": at(one.at), "what": one.what, "reason": one.reason} for one in steps],
        "not_read": [one.against.name for one in muted],
    }


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    """What they wrote: left without a name, or gone. Where others answered a gap stays, or their answers would go."""
    for table in (Asking, Following, Mention, Reaction, Offer, Outcome):
        table.objects.filter(person=person).delete()
    Mute.objects.filter(by=person).delete()
    Mute.objects.filter(against=person).delete()
    Report.objects.filter(by=person).delete()
    Report.objects.filter(settled_by=person).update(settled_by=None)
    Step.objects.filter(by=person).update(by=None, reason="")
    said, topics = Post.objects.filter(author=person), Topic.everything.filter(author=person)
    answered = list(said.order_by().values_list("topic_id", flat=True).distinct())
    Wording.objects.filter(post__in=said).delete()
    if not leave_words:
        others = Post.objects.filter(topic=OuterRef("pk")).exclude(author=person)
        topics.exclude(Exists(others)).delete()
        Tag.objects.filter(topic__in=topics).delete()
        Item.everything.filter(pk__in=topics.values("pk")).update(title="")
        said.update(html="", withdrawn_at=now, withdrawn_why="", helpful_at=None)
    Item.everything.filter(pk__in=list(topics.values_list("pk", flat=True))).update(author=Person.who_left())
    said.update(author=Person.who_left())
    if not leave_words:
        recount(answered)


def recount(topics: list[Any]) -> None:
    """What they said answers nothing any more."""
    rows = Topic.everything.filter(pk__in=topics)
    list(rows.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
    rows.recount()


def topic_held(topic: Topic) -> dict[str, Any]:
    return {
        "id": str(topic.pk),
        "title": topic.title,
        "sort": topic.sort,
        "reach": topic.reach,
        "begun_at": at(topic.created_at),
        "tags": [tag.name for tag in topic.tags.all()],
    }


def post_held(post: Post) -> dict[str, Any]:
    return {
        "id": str(post.pk),
        "topic": str(post.topic_id),
        "in": post.topic.title,
        "number": post.number,
        "html": post.html,
        "made_at": at(post.made_at),
        "edited_at": at(post.edited_at),
        "withdrawn_at": at(post.withdrawn_at),
        "said_before": [wording.as_json() for wording in post.wordings.all()],
        "files": [str(one.file_id) for one in post.attached.all()],
    }


def at(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
