"""The first visit: offered once, never forced, and useful in three minutes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.people import welcoming
from coppice.people.models import Fact, Presence, Statement
from coppice.people.tests.makers import a_skill
from tests.cast import Cast, signed_in

pytestmark = pytest.mark.django_db


def test_it_leads_through_four_steps_each_of_which_can_be_left_empty(cast: Cast) -> None:
    a_skill("Captions", cast.fellow)
    client = signed_in(cast.owner)
    assert "New here?" in client.get("/").content.decode()
    assert client.get("/welcome/").headers["Location"] == "/welcome/doing/"
    assert client.post("/welcome/doing/", {"role": "Weaver", "who": ""}).status_code == 422
    first = client.post("/welcome/doing/", {"role": "Weaver", "organisation": "", "who": "members"})
    assert first.headers["Location"] == "/welcome/helping/"
    unknown = client.post("/welcome/helping/", {"first": "captoins", "level": "2", "who": "members"})
    assert "Did you mean “Captions”" in unknown.content.decode()
    sent = {"first": "captions", "level": "2", "who": "members", "listed": "on"}
    assert client.post("/welcome/helping/", sent).headers["Location"] == "/welcome/learning/"
    assert client.post("/welcome/learning/", {"level": "1"}).headers["Location"] == "/welcome/groups/"
    last = client.get("/welcome/groups/").content.decode()
    assert "Media makers" in last
    assert "Evaluation SIG" not in last
    assert Fact.objects.get().words == "Weaver"
    assert Statement.objects.get().reach == "members"
    assert Presence.of(cast.owner).listed_at
    assert not Presence.of(cast.owner).contactable_at
    assert "New here?" not in client.get("/").content.decode()


def test_it_is_put_aside_and_is_for_those_who_came_lately(cast: Cast) -> None:
    client = signed_in(cast.owner)
    client.post("/welcome/")
    assert "New here?" not in client.get("/").content.decode()
    assert client.get("/welcome/doing/").status_code == 200
    Person.objects.filter(pk=cast.fellow.pk).update(joined_at=timezone.now() - timedelta(days=60))
    assert "New here?" not in signed_in(cast.fellow).get("/").content.decode()
    colleague = signed_in(cast.colleague)
    assert "New here?" not in colleague.get("/").content.decode()
    assert colleague.get("/welcome/doing/").status_code == 404
    assert client.get("/welcome/nowhere/").status_code == 404


def test_upper_floors_say_what_comes_next(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(welcoming, "_sources", [])
    welcoming.register(lambda person: welcoming.Next(f"A question for {person.first_name}", "/there/", "you may know"))
    welcoming.register(lambda person: None)
    assert "A question for Olwen" in signed_in(cast.owner).get("/welcome/groups/").content.decode()
