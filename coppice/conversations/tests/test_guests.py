"""Guests of a topic: everybody who reads it is told how many there are, and the log says why they were let in."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.conversations.models import GroupWays, Topic
from tests.cast import Cast, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(cast: Cast) -> Topic:
    """The fellow's, in the group that the owner tends."""
    made: Topic = Topic.start(title="A topic", html="<p>0</p>", group=cast.group, by=cast.fellow, now=timezone.now())
    return made


def let_in(by: Person, topic: Topic, address: str) -> int:
    sent = {"email": address, "reason": "Knows law", "until": str(timezone.localdate())}
    return signed_in(by).post(f"{topic.get_absolute_url()}guests/", sent).status_code


def page_of(person: Person, url: str) -> str:
    return signed_in(person).get(url).content.decode()


def test_whoever_reads_it_is_told_of_the_guests(cast: Cast, topic: Topic) -> None:
    url = topic.get_absolute_url()
    assert "guest reads it" not in page_of(cast.blocked, url)
    assert let_in(cast.fellow, topic, cast.colleague.email) == 303
    page = page_of(cast.blocked, url)
    assert "Evaluation SIG (3 members) and 1 guest" in page
    assert "Goes to the 3 members of Evaluation SIG. One guest reads it, too." in page
    assert let_in(cast.owner, topic, cast.elsewhere.email) == 303
    assert let_in(cast.owner, topic, cast.owner.email) == 303
    assert "Evaluation SIG (3 members) and 2 guests" in page_of(cast.blocked, url)
    cast.group.join(person=cast.elsewhere)
    assert "Evaluation SIG (4 members) and 1 guest" in page_of(cast.blocked, url)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert "guest reads it" not in page_of(cast.blocked, url)


def test_the_log_says_so_whoever_lets_them_in(cast: Cast, topic: Topic) -> None:
    assert let_in(cast.fellow, topic, cast.colleague.email) == 303
    log = page_of(cast.blocked, "/groups/evaluation/talk/log/")
    assert "Femi Bello let a guest into the topic: “Knows law”" in log
    assert "Colm" not in log


def test_who_asks_without_a_name_lets_guests_in_without_it_until_they_step_forward(cast: Cast) -> None:
    GroupWays.choose(cast.group, may_ask_unnamed=True, by=cast.owner, now=timezone.now())
    known = {"group": cast.group, "sort": "question", "unnamed": True}
    topic = Topic.start(title="Am I alone?", html="<p>?</p>", by=cast.fellow, now=timezone.now(), **known)
    assert let_in(cast.fellow, topic, cast.colleague.email) == 303
    log = page_of(cast.blocked, "/groups/evaluation/talk/log/")
    assert "A member who asks let a guest into the topic: “Knows law”" in log
    assert "Femi" not in log
    assert signed_in(cast.fellow).post(f"{topic.get_absolute_url()}asker/").status_code == 303
    assert "Femi Bello let a guest into the topic" in page_of(cast.blocked, "/groups/evaluation/talk/log/")
