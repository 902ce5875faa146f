"""Whether a question has an answer, and whether it is answered, is what the posts say that stand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from coppice.conversations import personal_data
from coppice.conversations.mailing import waiting_for_an_answer
from coppice.conversations.models import Post, Topic
from tests.cast import Cast, a_person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(cast: Cast) -> Topic:
    """The fellow's question, in the group that the owner tends, with two answers of a newcomer's."""
    newcomer = a_person("Nadia Noor")
    cast.group.join(person=newcomer)
    known = {"title": "Captions", "html": "<p>Who?</p>", "sort": "question", "group": cast.group}
    made: Topic = Topic.start(by=cast.fellow, now=timezone.now(), **known)
    for words in ("Buy my captions", "Buy them now"):
        made.reply(html=f"<p>{words}</p>", by=newcomer, now=timezone.now())
    return made


def post(topic: Topic, number: int) -> Post:
    return Post.objects.get(topic=topic, number=number)


def waits(cast: Cast, topic: Topic) -> bool:
    page = signed_in(cast.owner).get("/talk/?only=unanswered").content.decode()
    return topic.get_absolute_url() in page


def state(topic: Topic) -> str:
    return Topic.objects.get(pk=topic.pk).status


def withdraw(cast: Cast, topic: Topic, number: int) -> None:
    url = f"{post(topic, number).permalink}report/"
    assert signed_in(cast.owner).post(url, {"_method": "DELETE", "reason": "It sells"}).status_code == 303


def test_a_question_waits_again_when_its_only_answers_are_withdrawn(cast: Cast, topic: Topic) -> None:
    assert not waits(cast, topic)
    withdraw(cast, topic, 2)
    assert not waits(cast, topic)
    withdraw(cast, topic, 3)
    assert waits(cast, topic)


def test_withdrawing_ones_own_word_under_ones_question_is_no_answer_gone(cast: Cast, topic: Topic) -> None:
    topic.reply(html="<p>Anybody else?</p>", by=cast.fellow, now=timezone.now())
    assert signed_in(cast.fellow).post(f"{post(topic, 4).permalink}edit/", {"_method": "DELETE"}).status_code == 303
    assert Topic.objects.get(pk=topic.pk).others == 2


def test_it_is_answered_as_long_as_something_that_helped_stands(cast: Cast, topic: Topic) -> None:
    for number in (2, 3):
        url = f"{post(topic, number).permalink}helpful/"
        assert signed_in(cast.fellow).post(url, {"_method": "PUT"}).status_code == 303
    withdraw(cast, topic, 2)
    assert state(topic) == "answered"
    withdraw(cast, topic, 3)
    assert state(topic) == "open"


def test_what_becomes_a_topic_of_its_own_answers_the_question_no_more(cast: Cast, topic: Topic) -> None:
    assert signed_in(cast.fellow).post(f"{post(topic, 2).permalink}helpful/", {"_method": "PUT"}).status_code == 303
    sent = {"step": "split", "first": "2", "last": "3", "title": "Another", "reason": "Two subjects"}
    assert signed_in(cast.owner).post(f"{topic.get_absolute_url()}tending/", sent).status_code == 303
    assert state(topic) == "open"
    assert waits(cast, topic)
    assert Topic.objects.get(title="Another").others == 0


@pytest.mark.parametrize("leave_words", [True, False])
def test_an_answer_goes_with_whoever_leaves_unless_they_leave_their_words(
    cast: Cast, topic: Topic, leave_words: bool
) -> None:
    assert signed_in(cast.fellow).post(f"{post(topic, 2).permalink}helpful/", {"_method": "PUT"}).status_code == 303
    answerer = post(topic, 2).author
    personal_data.erase(answerer, leave_words=leave_words, now=timezone.now())
    assert state(topic) == ("answered" if leave_words else "open")
    assert waits(cast, topic) == (not leave_words)


def test_who_asked_and_who_answered_can_both_have_left(cast: Cast, topic: Topic) -> None:
    """The same nobody stands over both, and an answer stays one."""
    for person in (cast.fellow, post(topic, 2).author):
        personal_data.erase(person, leave_words=True, now=timezone.now())
    withdraw(cast, topic, 3)
    assert Topic.objects.get(pk=topic.pk).others == 1


def test_a_withdrawn_answer_is_none_for_whoever_has_a_block_either(cast: Cast, topic: Topic) -> None:
    withdraw(cast, topic, 2)
    withdraw(cast, topic, 3)
    topic.reply(html="<p>I am not heard</p>", by=cast.blocked, now=timezone.now())
    section = waiting_for_an_answer(cast.owner, now=timezone.now() + timedelta(days=2))
    assert section
    assert [line.sentence for line in section.lines] == ["Captions"]
