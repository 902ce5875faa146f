"""Home: for a guest what this place is, for a member what there is today, in a constant number of queries."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

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
