"""Guests of a topic: everybody who reads it is told how many there are, and the log says why they were let in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail as mailbox
from django.utils import timezone

from coppice.accounts.joining import may_sign_up
from coppice.accounts.models import Person
from coppice.conversations.models import GroupWays, Topic
from coppice.notices.models import Notice
from tests.cast import Cast, a_person, signed_in
from tests.planting import everybody_is_told

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
    assert "Evaluation SIG (3 members) and 2 guests" in page_of(cast.blocked, url)
    grant = topic.grants.get(address=cast.elsewhere.email)
    ended = signed_in(cast.owner).post(f"{url}guests/", {"_method": "DELETE", "grant": str(grant.pk)})
    assert ended.status_code == 303
    assert "Evaluation SIG (3 members) and 1 guest" in page_of(cast.blocked, url)
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


def test_an_address_without_an_account_is_mailed_and_comes_in_later(
    cast: Cast, topic: Topic, run_tasks: Any, django_capture_on_commit_callbacks: Any
) -> None:
    url = topic.get_absolute_url()
    with django_capture_on_commit_callbacks(execute=True):
        answers = [
            signed_in(cast.fellow).post(
                f"{url}guests/",
                {"email": email, "reason": "Knows law", "until": str(timezone.localdate())},
                follow=True,
            )
            for email in (cast.colleague.email, "Lena@law.example")
        ]
    said = "Whoever has this address can see the topic once they sign in, and is told."
    assert all(said in answer.content.decode() for answer in answers)
    run_tasks()
    [mail] = mailbox.outbox
    assert mail.to == ["lena@law.example"]
    assert mail.subject == "Femi Bello lets you into a topic"
    assert f"?next={quote(url, safe='')}" in mail.body
    assert may_sign_up("lena@law.example")
    page = page_of(cast.fellow, f"{url}guests/")
    assert "lena@law.example" in page
    assert "Colm Lecturer" not in page
    lena = a_person("Lena Lex", email="lena@law.example")
    assert signed_in(lena).get(url).status_code == 200
    assert url in page_of(lena, "/talk/")
    assert signed_in(lena).post(f"{url}posts/", {"text": "By law …"}).status_code == 303


def test_any_address_of_a_guest_will_do(cast: Cast, topic: Topic) -> None:
    EmailAddress.objects.create(user=cast.colleague, email="colm@home.example", verified=True)
    assert let_in(cast.fellow, topic, "colm@home.example") == 303
    everybody_is_told()
    assert Notice.objects.visible_to(cast.colleague).get().happening.verb == "let into a topic"
    assert signed_in(cast.colleague).get(topic.get_absolute_url()).status_code == 200


def test_what_was_typed_about_a_guest_comes_back(cast: Cast, topic: Topic) -> None:
    sent = {"email": "nobody", "reason": "Knows law", "until": str(timezone.localdate())}
    answer = signed_in(cast.fellow).post(f"{topic.get_absolute_url()}guests/", sent)
    assert answer.status_code == 422
    assert "Knows law" in answer.content.decode()
    assert not topic.grants.exists()
