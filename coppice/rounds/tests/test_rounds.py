"""A group looks at its work: voluntary, unseen, and nothing of fewer than five."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from coppice.accounts.models import Person
from coppice.frameworks.models import Edition
from coppice.happenings.models import Happening
from coppice.rounds.models import APART, Answer, Round, Tally
from coppice.rounds.personal_data import erase, held
from coppice.rounds.tallying import FEWEST, middle
from tests.cast import Cast, a_person, signed_in

pytestmark = pytest.mark.django_db
STEPS = ["not-yet", "looking", "sometimes", "usual", "passed-on"]


@pytest.fixture
def members(cast: Cast) -> list[Person]:
    """Seven of the group, its facilitator first."""
    more = [a_person(f"Member {name}") for name in ("One", "Two", "Three", "Four")]
    for person in more:
        cast.group.join(person=person)
    return [cast.owner, cast.fellow, cast.blocked, *more]


def opened(cast: Cast, about: str = "Our platform") -> Round:
    edition = Edition.objects.offered().get(slug="felt")
    client = signed_in(cast.owner)
    answer = client.post("/groups/evaluation/rounds/", {"edition": str(edition.pk), "about": about})
    assert answer.status_code == 303
    return Round.objects.get(about=about)


def url(name: str, one: Round) -> str:
    return reverse(f"rounds:{name}", args=[one.pk])


def say(person: Person, one: Round, **said: str) -> Any:
    sent = {f"on-{code}": step for code, step in said.items()}
    return signed_in(person).post(url("answers", one), {"_method": "PUT", **sent})


def page_of(person: Person, one: Round) -> str:
    return signed_in(person).get(one.get_absolute_url()).content.decode()


def test_what_five_say_is_shown_when_it_is_closed_and_every_answer_is_gone(cast: Cast, members: list[Person]) -> None:
    one = opened(cast)
    for person, step in zip(members, ["looking", "sometimes", "sometimes", "usual", "looking"], strict=False):
        assert say(person, one, AW1=step, **({"AW2": "usual"} if person != cast.owner else {})).status_code == 303
    assert "sometimes" in page_of(cast.fellow, one)
    assert "selected" not in page_of(members[6], one)
    assert signed_in(cast.fellow).post(url("closing", one)).status_code == 403
    assert signed_in(cast.owner).post(url("closing", one)).status_code == 303
    assert not Answer.objects.exists()
    assert [(row.code, row.step, row.is_close) for row in Tally.objects.all()] == [("AW1", "sometimes", True)]
    for person in (cast.owner, cast.fellow, members[6]):
        page = page_of(person, one)
        assert "In some of our work" in page
        assert page.count(">fewer than five answered<") == 20
    assert say(cast.fellow, one, AW1="usual").status_code == 409
    assert not Answer.objects.exists()


def test_nobody_can_tell_who_answers_and_one_can_take_it_back(cast: Cast, members: list[Person]) -> None:
    one = opened(cast)
    told, before = Happening.objects.count(), page_of(cast.owner, one)
    assert {row.about["path"] for row in Happening.objects.filter(verb="round opened")} == {one.get_absolute_url()}
    for person in members[1:]:
        say(person, one, AW1="usual")
    without = lambda page: page.split("<main")[1].split("csrfmiddlewaretoken")[0]  # noqa: E731
    assert without(page_of(cast.owner, one)) == without(before)
    assert Happening.objects.count() == told
    signed_in(cast.fellow).post(url("answers", one), {"_method": "DELETE"})
    assert not Answer.objects.filter(person=cast.fellow).exists()
    assert held(members[3])["answers"] == [{"round": str(one.pk), "statement": "AW1", "step": "usual"}]
    erase(members[3], leave_words=False, now=timezone.now())
    cast.group.leave(person=members[4])
    one.close(by=cast.owner, now=timezone.now())
    assert not Tally.objects.exists()
    fields = {field.name for field in apps.get_model("rounds", "Tally")._meta.fields}
    assert fields == {"id", "round", "code", "step", "is_close"}


def test_a_round_is_its_group_s_own(cast: Cast, members: list[Person]) -> None:
    one = opened(cast)
    for person in (cast.elsewhere, cast.steward, cast.administrator, cast.colleague):
        client = signed_in(person)
        assert client.get(one.get_absolute_url()).status_code == 404
        assert client.get("/groups/evaluation/rounds/").status_code == 404
        for name, verb in (("answers", "PUT"), ("answers", "DELETE"), ("closing", ""), ("agreement", "PUT")):
            assert client.post(url(name, one), {"_method": verb}).status_code == 404
    assert Client().get(one.get_absolute_url()).status_code == 302
    fellow = signed_in(cast.fellow)
    assert "Open a round" not in fellow.get("/groups/evaluation/rounds/").content.decode()
    assert fellow.post("/groups/evaluation/rounds/", {"about": "Mine"}).status_code == 403
    assert signed_in(cast.elsewhere).get("/groups/media/rounds/").status_code == 200


def test_what_is_agreed_is_written_down_and_nobody_writes_over_it(cast: Cast, members: list[Person]) -> None:
    one = opened(cast)
    client, address = signed_in(cast.owner), url("agreement", one)
    assert client.post(address, {"_method": "PUT", "agreed": "Too early."}).status_code == 422
    one.close(by=cast.owner, now=timezone.now())
    assert client.post(address, {"_method": "PUT", "agreed": "We ask\r\nstudents.", "seen": ""}).status_code == 303
    assert "We ask<br>students." in page_of(cast.fellow, one)
    late = client.post(address, {"_method": "PUT", "agreed": "Of another tab.", "seen": ""})
    assert late.status_code == 422
    assert "Of another tab." in late.content.decode()
    assert "We ask<br>students." in late.content.decode()
    again = client.post(address, {"_method": "PUT", "agreed": "Both.", "seen": "We ask\r\nstudents."})
    assert again.status_code == 303
    assert signed_in(cast.fellow).post(address, {"_method": "PUT", "agreed": "Mine."}).status_code == 403


def test_rounds_are_neither_small_nor_close_together_and_stand_beside_the_last(
    cast: Cast, members: list[Person]
) -> None:
    client, sent = signed_in(cast.elsewhere), {"edition": str(Edition.objects.offered().get(slug="felt").pk)}
    assert "fewer members" in client.post("/groups/media/rounds/", sent).content.decode()
    first = opened(cast)
    for person in members:
        say(person, first, AW1="not-yet")
    owner = signed_in(cast.owner)
    assert "open already" in owner.post("/groups/evaluation/rounds/", sent).content.decode()
    first.close(by=cast.owner, now=timezone.now())
    assert "wait a little" in owner.post("/groups/evaluation/rounds/", sent).content.decode()
    with time_machine.travel(timezone.now() + APART + timedelta(days=1), tick=False):
        second = opened(cast, "A year later")
        for person in members:
            second.answer({"AW1": "usual"}, by=person)
        second.close(by=cast.owner, now=timezone.now())
        page = page_of(cast.fellow, second)
    assert page.index("Part of how we work") < page.index("Not looked at yet")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(STEPS), max_size=12))
def test_the_middle_says_nothing_of_few_and_is_somebody_s_word(said: list[str]) -> None:
    found = middle(said, STEPS)
    assert (found is None) == (len(said) < FEWEST)
    if found:
        places = sorted(map(STEPS.index, said))
        at = STEPS.index(found.step)
        assert 2 * sum(place < at for place in places) <= len(said)
        assert 2 * sum(place > at for place in places) <= len(said)
