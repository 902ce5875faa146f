"""Home: for a guest what this place is, for a member what there is today, in a constant number of queries."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.audience.models import Reach
from coppice.chats.models import Chat
from coppice.home import today
from coppice.portfolios.tests.makers import entry, person, portfolio, section

pytestmark = pytest.mark.django_db


def test_a_guest_reads_what_this_place_is(client: Client) -> None:
    assert "Sign in" in client.get("/").content.decode()


def test_somebody_new_is_shown_how_to_begin(client: Client) -> None:
    client.force_login(person())
    html = client.get("/").content.decode()
    assert "Begin with a line" in html
    assert "What you were writing" not in html


def test_home_shows_what_i_was_writing_and_never_what_others_write(client: Client) -> None:
    mine, other = person(), person("Idris Bowen")
    section(portfolio(mine, title="My claim"), "1a", "Words of mine about a tool.")
    section(portfolio(other, title="Their claim"), "1a", "Words of somebody else.")
    entry(mine, "A workshop went well.")
    entry(other, "A secret of theirs.")
    client.force_login(mine)
    html = client.get("/").content.decode()
    assert "My claim" in html
    assert "A workshop went well" in html
    assert "Their claim" not in html
    assert "A secret of theirs" not in html


def test_what_i_was_asked_to_read_is_there_while_it_may_be_read() -> None:
    author, reader = person(), person("Idris Bowen")
    whole, now = portfolio(author), timezone.now()
    whole.grant(person=reader, reason="to read", ends_at=now + timedelta(days=1), by=author, now=now)
    assert [item.pk for item in today.of(reader, reader, now=now).asked] == [whole.pk]
    whole.grant(person=reader, reason="to read", ends_at=now - timedelta(days=1), by=author, now=now)
    assert not today.of(reader, reader, now=now).asked


@pytest.mark.parametrize(("hour", "words"), [(8, "Good morning"), (13, "Good afternoon"), (21, "Good evening")])
def test_it_greets_by_the_readers_clock(hour: int, words: str) -> None:
    with timezone.override(UTC):
        assert today.greeting(datetime(2026, 11, 21, hour, tzinfo=UTC)) == words


def hour_of(host: Person, title: str, starts_at: datetime, *, reach: str = Reach.MEMBERS) -> Chat:
    return Chat.plan(title=title, starts_at=starts_at, reach=reach, by=host, now=timezone.now())


def test_the_next_chat_hour_stands_there_by_the_readers_clock(client: Client) -> None:
    mine, host = person(), person("Idris Bowen")
    Person.objects.filter(pk=mine.pk).update(time_zone="Asia/Tokyo")
    client.force_login(mine)
    assert "chat hour" not in client.get("/").content.decode()
    begins = (timezone.now() + timedelta(days=3)).replace(hour=10, minute=15)
    hour_of(host, "The one after", begins + timedelta(days=1))
    nearest = hour_of(host, "Captions", begins)
    hour_of(host, "For nobody else", begins - timedelta(days=1), reach=Reach.ONLY_ME)
    html = client.get("/").content.decode()
    assert f'The next chat hour: <a href="{nearest.get_absolute_url()}">Captions</a>' in html
    assert "19:15</time>" in html
    assert "The one after" not in html
    assert "For nobody else" not in html
    with time_machine.travel(begins + timedelta(minutes=5), tick=False):
        assert "There is a chat hour now" in client.get("/").content.decode()
    nearest.call_off(by=host, now=timezone.now())
    assert "The one after" in client.get("/").content.decode()


def test_the_chat_hour_costs_one_query(client: Client, django_assert_num_queries: Callable[..., Any]) -> None:
    viewer = person()
    for number in range(1, 4):
        hour_of(viewer, f"Hour {number}", timezone.now() + timedelta(days=number))
    with django_assert_num_queries(1):
        found = Chat.objects.next_for(viewer, now=timezone.now())
        assert found is not None
        assert found.get_absolute_url()


def test_queries_do_not_grow(client: Client, django_assert_max_num_queries: Callable[..., Any]) -> None:
    mine = person()
    section(portfolio(mine), "1a", "Words.")
    client.force_login(mine)
    client.get("/")
    with django_assert_max_num_queries(40) as first:
        client.get("/")
    for number in range(20):
        entry(mine, f"Something happened, number {number}.", is_draft=True)
    section(portfolio(mine), "1b", "More words.")
    with django_assert_max_num_queries(len(first.captured_queries)):
        client.get("/")
