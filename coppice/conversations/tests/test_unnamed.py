"""A question without a name: nobody can tell who asks, and after thirty days nothing knows it."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.test import Client
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.accounts.sessions import Session
from coppice.conversations.models import Asking, GroupWays, Topic
from coppice.conversations.tasks import forget_askers
from coppice.notices.models import Notice
from tests.cast import Cast, a_person, signed_in
from tests.planting import everybody_is_told, names_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def asker(cast: Cast) -> Person:
    """A member like any other: another one joined with them and never asks."""
    person = a_person("Anwen Asker")
    for one in (person, a_person("Bethan Bystander")):
        cast.group.join(person=one)
    return person


def allow(cast: Cast) -> None:
    assert signed_in(cast.owner).post(
        "/groups/evaluation/talk/log/", {"_method": "PUT", "may_ask_unnamed": "on"}
    ).status_code == 303  # fmt: skip


def ask(client: Client) -> Topic:
    sent = {"title": "Am I the only one?", "sort": "question", "text": "I can not mark in time.", "group": "evaluation"}
    answer = client.post("/talk/", {**sent, "reach": "group", "unnamed": "on"})
    assert answer.status_code == 303, answer.content.decode()[-2000:]
    topic: Topic = Topic.objects.get()
    return topic


def take_part(client: Client, cast: Cast, topic: Topic) -> None:
    """Everything that an asker can do in their topic."""
    url = topic.get_absolute_url()
    answer = topic.reply(html="<p>You are not.</p>", by=cast.fellow, now=timezone.now())
    assert client.post(f"{url}posts/", {"text": "Thank you, @Femi Bello"}).status_code == 303
    mine = topic.posts.get(number=3)
    page = client.get(url).content.decode()
    assert "You asked this without your name." in page
    assert client.post(f"{mine.permalink}edit/", {"_method": "PUT", "text": "Thank you all"}).status_code == 303
    assert client.post(f"{answer.permalink}reactions/", {"meaning": "thanks"}).status_code == 303
    assert client.post(f"{answer.permalink}helpful/", {"_method": "PUT"}).status_code == 303
    assert client.post(f"{answer.permalink}report/", {"reason": "Only to try"}).status_code == 303
    assert client.post(f"{url}outcomes/", {"worked": "yes", "words": "It did"}).status_code == 303
    assert client.post(f"{url}following/", {"_method": "PUT"}).status_code == 403
    guest = {"email": cast.elsewhere.email, "reason": "knows more", "until": str(timezone.localdate())}
    assert client.post(f"{url}guests/", guest).status_code == 303
    assert client.post(f"{url}posts/", {"text": "One more thing"}).status_code == 303
    assert client.post(f"{topic.posts.get(number=4).permalink}edit/", {"_method": "DELETE"}).status_code == 303


def rows_that_name(person: Person, *, but: type[Any] | None = None) -> dict[str, int]:
    """How many rows of each table name somebody, by id, name or address; what they are signed in with aside."""
    marks = [str(person.pk), person.pk.hex, person.name, person.email, person.slug]
    found: dict[str, int] = {}
    for model in apps.get_models():
        if model in {but, Session} or model._meta.label in {"usersessions.UserSession", "accounts.Person"}:
            continue
        rows = sum(any(mark in names_of(row) for mark in marks) for row in model._base_manager.all())
        if rows:
            found[model._meta.label] = rows
    return found


def test_nobody_can_tell_and_after_thirty_days_nothing_knows(
    cast: Cast, asker: Person, caplog: Any, settings: Any, tmp_path: Any
) -> None:
    settings.HOME = tmp_path
    caplog.set_level(logging.DEBUG)
    bystander = Person.objects.get(slug="bethan-bystander")
    allow(cast)
    client = signed_in(asker)
    signed_in(bystander).get("/talk/")
    topic = ask(client)
    take_part(client, cast, topic)
    everybody_is_told()
    for person in (cast.owner, cast.fellow, bystander, cast.administrator):
        pages = [topic.get_absolute_url(), f"{topic.posts.get(number=1).permalink}report/", f"{topic.get_absolute_url()}tending/", "/groups/evaluation/talk/log/", "/reports/", "/talk/", "/notices/"]  # fmt: skip
        for url in pages:
            seen = signed_in(person).get(url, follow=True).content.decode()
            assert "Anwen" not in seen, (person, url)
            assert str(asker.pk) not in seen, (person, url)
    assert rows_that_name(asker, but=Asking) == rows_that_name(bystander)
    with time_machine.travel(timezone.now() + timedelta(days=29)):
        forget_askers.func()
        assert Asking.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=30, minutes=1)):
        forget_askers.func()
        assert not Asking.objects.exists()
    assert rows_that_name(asker) == rows_that_name(bystander)
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"Anwen" in path.read_bytes()]
    told = " ".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    assert "anwen" not in told.lower()
    assert str(asker.pk) not in told
    page = client.get(topic.get_absolute_url()).content.decode()
    assert "You asked this without your name." not in page
    assert client.post(f"{topic.get_absolute_url()}asker/").status_code == 403


def test_the_group_is_told_and_whoever_asked_like_everybody(cast: Cast, asker: Person) -> None:
    allow(cast)
    ask(signed_in(asker))
    everybody_is_told()
    told = Notice.objects.filter(happening__verb="question asked")
    assert {one.person for one in told} == {one.person for one in cast.group.memberships.select_related("person")}
    assert {one.sentence for one in told} == {"A member who asks asks: “Am I the only one?”"}


def test_somebody_steps_forward(cast: Cast, asker: Person) -> None:
    allow(cast)
    client = signed_in(asker)
    topic = ask(client)
    topic.reply(html="<p>And?</p>", by=asker, now=timezone.now())
    assert signed_in(cast.owner).post(f"{topic.get_absolute_url()}asker/").status_code == 403
    assert client.post(f"{topic.get_absolute_url()}asker/").status_code == 303
    page = signed_in(cast.fellow).get(topic.get_absolute_url()).content.decode()
    assert page.count("Anwen Asker") == 3
    assert "A member who asks" not in page
    assert client.post(f"{topic.get_absolute_url()}asker/").status_code == 403


def test_only_questions_and_only_where_the_group_allows_it(cast: Cast, asker: Person) -> None:
    sent = {"title": "Who?", "sort": "question", "text": "Me?", "group": "evaluation", "reach": "group"}
    client = signed_in(asker)
    assert "Ask without my name" not in client.get("/talk/new/?group=evaluation").content.decode()
    # Whoever chose it before the group ended it is never named by surprise.
    assert client.post("/talk/", {**sent, "unnamed": "on"}).status_code == 422
    assert not Topic.objects.exists()
    allow(cast)
    assert client.post("/talk/", {**sent, "sort": "discussion", "unnamed": "on"}).status_code == 422
    assert not GroupWays.of(cast.other_group).may_ask_unnamed
