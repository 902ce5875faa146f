"""What a group agreed on telling things elsewhere stands beside what is said in it, and holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from coppice.chats.models import Chat
from coppice.chats.tests.an_hour import at, planned, published
from coppice.conversations.models import Topic
from coppice.groups.models import Group
from coppice.tending.models import Agreement
from tests.cast import Cast, signed_in
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db
STAYS = "It stays in the group."


def agree(cast: Cast, confidentiality: str, *, days_ago: int = 0, group: Group | None = None) -> None:
    group = group or cast.group
    by = group.memberships.get(is_facilitator=True).person
    Agreement.make(
        group=group, behaviour=f"<p>{confidentiality}</p>", confidentiality=confidentiality, uses="ask", by=by,
        now=timezone.now() - timedelta(days=days_ago),
    )  # fmt: skip


def a_topic(cast: Cast, reach: str = "group") -> Topic:
    given = {"title": "Who failed?", "html": "<p>I did.</p>", "group": cast.group, "by": cast.fellow}
    made: Topic = Topic.start(**given, reach=reach, now=timezone.now())
    return made


def move(cast: Cast, topic: Topic, expecting: int = 200) -> Visitor:
    """By the owner, who tends the group, to the media makers."""
    cast.other_group.join(person=cast.owner)
    owner = Visitor(cast.owner).open(f"{topic.get_absolute_url()}tending/")
    owner.choose("Where to", "Media makers").fill("Why", "It is about sound", within="Move it to another group")
    return owner.press("Move it", expecting=expecting)


def test_a_topic_says_what_may_be_told_elsewhere(cast: Cast) -> None:
    topic, wide = a_topic(cast), a_topic(cast, reach="members")
    reader = Visitor(cast.fellow)
    reader.open(topic.get_absolute_url()).sees("It may be quoted elsewhere if whoever said it agrees.")
    agree(cast, "stays")
    reader.open(topic.get_absolute_url()).sees(STAYS)
    reader.open(wide.get_absolute_url()).sees_no(STAYS, "elsewhere")


def test_what_was_said_under_a_stricter_agreement_keeps_it(cast: Cast) -> None:
    agree(cast, "stays", days_ago=20)
    topic = a_topic(cast)
    agree(cast, "open")
    Visitor(cast.fellow).open(topic.get_absolute_url()).sees(STAYS)
    Visitor(cast.fellow).open(a_topic(cast).get_absolute_url()).sees("It may be told elsewhere.")


def test_a_topic_that_stays_is_not_moved_to_other_readers(cast: Cast) -> None:
    topic = a_topic(cast)
    waiting = Visitor(cast.owner)
    cast.other_group.join(person=cast.owner)
    waiting.open(f"{topic.get_absolute_url()}tending/").choose("Where to", "Media makers")
    waiting.fill("Why", "It is about sound", within="Move it to another group")
    agree(cast, "stays")
    waiting.press("Move it", expecting=422).sees("What is said in this group stays in it")
    topic.refresh_from_db()
    assert topic.home == cast.group
    owner = Visitor(cast.owner).open(f"{topic.get_absolute_url()}tending/")
    owner.sees("so it can’t be moved to other readers").press_nothing("Move it")


def test_a_topic_that_may_be_told_is_moved_as_before(cast: Cast) -> None:
    agree(cast, "quote")
    topic = a_topic(cast)
    move(cast, topic)
    topic.refresh_from_db()
    assert topic.home == cast.other_group


@pytest.mark.parametrize("reach", ["members", "public"])
def test_in_such_a_group_no_topic_begins_for_others(cast: Cast, reach: str) -> None:
    agree(cast, "stays")
    sent = {"title": "Who failed?", "sort": "discussion", "text": "I did.", "group": "evaluation", "reach": reach}
    answer = signed_in(cast.fellow).post("/talk/", sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "What is said in this group stays in it" in page
    assert "I did." in page
    assert not Topic.objects.exists()
    assert signed_in(cast.fellow).post("/talk/", {**sent, "reach": "group"}).status_code == 303


def test_a_chat_of_a_group_says_it_too_in_its_transcript_and_file(cast: Cast) -> None:
    with time_machine.travel(at(-70)):
        agree(cast, "stays")
        chat, wide = planned(cast), planned(cast, reach="members", group=None)
        Visitor(cast.fellow).open(chat.get_absolute_url()).sees(STAYS)
        Visitor(cast.fellow).open(wide.get_absolute_url()).sees_no(STAYS, "elsewhere")
    Chat.everything.all().delete()
    chat = published(cast, owner="named", fellow="named")
    with time_machine.travel(at(60 * 51)):
        Visitor(cast.fellow).open(chat.get_absolute_url()).sees(STAYS)
        assert STAYS in signed_in(cast.fellow).get(f"{chat.get_absolute_url()}transcript.md").content.decode()


def answered(cast: Cast) -> None:
    """The owner asks in the group, the fellow answers, and it helps."""
    given = {"title": "Captions", "html": "<p>Who failed at it?</p>", "group": cast.group, "sort": "question"}
    topic = Topic.start(**given, by=cast.owner, now=timezone.now())
    post = topic.reply(html="<p>I did.</p>", by=cast.fellow, now=timezone.now())
    post.find_helpful(True, by=cast.owner, now=timezone.now())


def test_nobody_is_asked_for_a_quotation_out_of_what_stays(cast: Cast) -> None:
    answered(cast)
    member = Visitor(cast.fellow).open("/journal/community/")
    member.sees("Ask whoever asked the question whether you may quote them too")
    member.sees("Agreed there: It may be quoted elsewhere if whoever said it agrees.")
    agree(cast, "stays")
    member.open("/journal/community/").sees("Agreed there: It stays in the group.")
    member.sees_no("whether you may quote them")
