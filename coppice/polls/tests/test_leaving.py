"""Whoever leaves takes their own words along, and not what others voted."""

from __future__ import annotations

import pytest
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.polls.models import Poll
from coppice.polls.personal_data import erase
from coppice.polls.tests.test_polls import close, members, opened, say, text_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db
__all__ = ["members"]


def leaves(person: Person) -> None:
    erase(person, leave_words=False, now=timezone.now())


@pytest.mark.parametrize("secrecy", ["named", "hidden", "anonymous"])
def test_a_poll_in_which_others_voted_stays_with_its_result(cast: Cast, members: list[Person], secrecy: str) -> None:
    poll = opened(cast, secrecy, about="Because Olwen wonders.")
    for person in members[1:]:
        say(person, poll, 1)
    close(cast.owner, poll)
    before = text_of(cast.fellow, poll)
    leaves(cast.owner)
    poll = Poll.objects.get()
    assert poll.author == Person.who_left()
    text = text_of(cast.fellow, poll)
    assert "Because Olwen wonders." in before
    assert "Because Olwen wonders." not in text
    assert "Olwen" not in text
    for said in ("What first?", "Contrast"):
        assert said in text
    assert poll.votes.count() == (0 if secrecy == "anonymous" else 6)
    assert secrecy != "anonymous" or poll.box.total == 6


def test_an_open_one_goes_on_and_whoever_tends_the_group_closes_it(cast: Cast, members: list[Person]) -> None:
    poll = opened(cast, "anonymous")
    for person in members[1:]:
        say(person, poll, 1)
    cast.group.memberships.filter(person=cast.fellow).update(is_facilitator=True)
    leaves(cast.owner)
    close(cast.fellow, poll)
    assert Poll.objects.get().closed_at
    assert "Contrast" in text_of(cast.fellow, poll)


@pytest.mark.parametrize("secrecy", ["named", "anonymous"])
def test_one_in_which_nobody_else_voted_goes(cast: Cast, secrecy: str) -> None:
    poll = opened(cast, secrecy)
    say(cast.owner, poll, 0)
    leaves(cast.owner)
    assert not Poll.everything.exists()


def test_one_in_the_bin_goes_whatever(cast: Cast, members: list[Person]) -> None:
    poll = opened(cast, "named")
    say(cast.fellow, poll, 0)
    Poll.everything.filter(pk=poll.pk).update(removed_at=timezone.now())
    leaves(cast.owner)
    assert not Poll.everything.exists()
