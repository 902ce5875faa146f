"""The posts of one page, each as this reader sees it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from coppice.audience.viewing import Viewer
from coppice.conversations.models import Attached, Mute, Post, Reaction, Topic
from coppice.conversations.models.taking_part import Meaning
from coppice.files.models import File


@dataclass
class Line:
    """A post as this reader sees it."""

    post: Post
    is_mine: bool = False
    is_muted: bool = False
    given: frozenset[str] = field(default_factory=frozenset)
    is_open: bool = True
    files: Sequence[File] = ()

    @property
    def is_first(self) -> bool:
        return self.post.number == 1

    @property
    def is_changed_by_me(self) -> bool:
        return self.is_mine and self.is_open

    @property
    def history_url(self) -> str:
        return f"{self.post.permalink}history/"

    @property
    def reactions_url(self) -> str:
        return f"{self.post.permalink}reactions/"

    @property
    def said_thanks(self) -> bool:
        return "thanks" in self.given

    @property
    def said_me_too(self) -> bool:
        return "me_too" in self.given

    @property
    def said_learned(self) -> bool:
        return "learned" in self.given

    @property
    def thanks(self) -> str:
        return told(self.post.thanks)

    @property
    def me_too(self) -> str:
        return told(self.post.me_too)

    @property
    def learned(self) -> str:
        return told(self.post.learned)

    @property
    def count(self) -> str:
        """For whoever only reads: what the reactions come to."""
        return " · ".join(f"{Meaning(name).label} {number}" for name, number in self.post.reactions().items())


def told(number: int) -> str:
    return f" {number}" if number else ""


def lines(topic: Topic, viewer: Viewer, *, page: int, is_asker: bool) -> list[Line]:
    """The posts of one page, or of all (page 0), each with what is this reader's own."""
    posts = Post.objects.filter(topic=topic).heard_by(viewer)
    found = list((posts.on_page(page) if page else posts).select_related("author").order_by("number"))
    for post in found:
        post.topic = topic
    person, files = viewer.person, Attached.of(found)
    if person is None:
        return [Line(post, files=files.get(post.pk, ())) for post in found]
    me = topic.voice_of(person) if is_asker else person
    given: dict[Any, set[str]] = defaultdict(set)
    mine = Reaction.objects.filter(person=me, post__in=[post.pk for post in found])
    for post_id, meaning in mine.values_list("post_id", "meaning"):
        given[post_id].add(meaning)
    muted = Mute.of(person)
    found_lines = [
        Line(post, post.author_id == me.pk, post.author_id in muted, frozenset(given.get(post.pk, ())), topic.is_open)
        for post in found
    ]
    for line in found_lines:
        line.files = () if line.is_muted else files.get(line.post.pk, ())
    return found_lines
