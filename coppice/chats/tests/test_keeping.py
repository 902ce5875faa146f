"""What members of a group that ends take along of its topics and chat hours: their own words, and nobody else’s."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.chats.tests.an_hour import at, planned, said
from coppice.conversations.models import Asking, Topic
from coppice.conversations.models.unnamed import stand_in
from coppice.groups import keeping
from coppice.tending.models import Ending
from tests.cast import Cast, signed_in

pytestmark = pytest.mark.django_db
QUOTED = "<blockquote><p>Who does it?</p></blockquote><p>I <em>do</em>.</p>"


def begin(cast: Cast, by: Person, title: str, html: str, **more: Any) -> Topic:
    known = {"group": cast.group, "sort": "question", "now": at(-300), **more}
    topic: Topic = Topic.start(by=by, title=title, html=html, **known)
    return topic


def kept_by(person: Person) -> str:
    return signed_in(person).get("/groups/evaluation/keepsake/").content.decode()


def test_what_one_wrote_oneself_goes_along_and_nobody_elses_words(cast: Cast) -> None:
    topic = begin(cast, cast.owner, "Captions *for* maths", "<p>Who does it?</p>")
    topic.reply(html=QUOTED, by=cast.fellow, now=at(-200))
    topic.reply(html="<p>Taken back.</p>", by=cast.fellow, now=at(-190)).withdraw(by=cast.fellow, now=at(-180))
    begin(cast, cast.fellow, "Elsewhere", "<p>In another place.</p>", group=None, reach="members")
    chat = planned(cast)
    first = said(chat, cast.owner, "We asked students.")
    said(chat, cast.fellow, "How many?", parent=first, minutes=6)
    Ending.announce(
        group=cast.group, by=cast.owner, now=timezone.now(), last_day=timezone.localdate() + timedelta(days=20), thanks="Ten years.", stays="",
    )  # fmt: skip
    mine = kept_by(cast.fellow)
    assert "Ten years." in mine
    assert "### Captions \\*for\\* maths\n\n*" in mine
    assert "I *do*." in mine
    assert "### Evaluation in an hour" in mine
    assert "Q1\n\nHow many?" in mine
    for words in ("Who does it?", "We asked students.", "Taken back.", "In another place."):
        assert words not in mine
    theirs = kept_by(cast.owner)
    assert "Who does it?" in theirs
    assert "We asked students." in theirs
    assert "How many?" not in theirs
    assert "topics" not in kept_by(cast.blocked)


def test_two_topics_of_one_title_stay_two_and_files_are_named(cast: Cast) -> None:
    for number in (1, 2):
        begin(cast, cast.fellow, "Captions", f"<p>Topic {number}.</p>")
    upload = SimpleUploadedFile("rubric.csv", b"criterion,mark\n")
    topic = Topic.objects.get(last_number=1, posts__html__contains="Topic 2")
    signed_in(cast.fellow).post(f"/topics/{topic.pk}/posts/", {"text": "See here.", "files": [upload]})
    kept = kept_by(cast.fellow)
    assert kept.count("### Captions") == 2
    assert "See here.\n\nWith a file: rubric.csv" in kept


def test_what_was_asked_without_a_name_is_in_nobodys_text(cast: Cast) -> None:
    topic = begin(cast, cast.fellow, "Captions", "<p>Am I alone?</p>")
    topic.posts.update(author=stand_in())
    Asking.objects.create(topic=topic, person=cast.fellow, seen_number=1)
    assert "Am I alone?" not in kept_by(cast.fellow)


def test_its_queries_do_not_grow(cast: Cast, django_assert_num_queries: Callable[..., Any]) -> None:
    topic, chat = begin(cast, cast.owner, "Captions", "<p>Who?</p>"), planned(cast)
    for number in range(4):
        topic.reply(html=f"<p>Post {number}.</p>", by=cast.fellow, now=at(-200 + number))
        said(chat, cast.fellow, f"Answer {number}.", minutes=number + 1)
    with django_assert_num_queries(3):
        said_here = "".join(keeping.of(cast.group, cast.fellow))
    assert said_here.count("Post ") == said_here.count("Answer ") == 4
