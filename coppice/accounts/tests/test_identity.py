"""Who a request is from: found with its session in one question, and nobody once anything about it is no longer good."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session as SessionBefore
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.accounts.sessions import Session
from tests.cast import a_person, signed_in

pytestmark = pytest.mark.django_db
moved = import_module("coppice.accounts.migrations.0005_sessions_moved")


def is_in(client: Any) -> bool:
    return bool(client.get("/me/").status_code == 200)


def test_a_session_and_its_person_are_one_question() -> None:
    client = signed_in(a_person("Nerys Blake"))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert is_in(client)
    about_people = [one["sql"] for one in asked if "accounts_person" in one["sql"] or "session" in one["sql"]]
    assert len(about_people) == 1
    assert "accounts_session" in about_people[0]


def test_another_password_ends_what_knew_the_old_one() -> None:
    person = a_person("Nerys Blake")
    client = signed_in(person)
    assert is_in(client)
    person.set_password("a quiet afternoon in May")
    person.save()
    assert not is_in(client)
    assert not Session.objects.exists(), "what it held is gone"


def test_whoever_may_no_longer_sign_in_is_nobody() -> None:
    person = a_person("Nerys Blake")
    client = signed_in(person)
    Person.objects.update(is_active=False)
    assert not is_in(client)


@pytest.mark.django_db(transaction=True)
def test_an_upgrade_that_adds_a_column_stops_nobody_who_is_signed_in() -> None:
    """PostgreSQL has prepared the question by then, and refuses one whose answer has changed its shape."""
    client = signed_in(a_person("Nerys Blake"))
    assert all(is_in(client) for _ in range(5))
    upgrade = connections.create_connection("default")
    try:
        with upgrade.cursor() as cursor:
            if upgrade.vendor == "postgresql":
                cursor.execute("SET lock_timeout = '20s'")
            cursor.execute("ALTER TABLE accounts_person ADD COLUMN favourite_biscuit integer DEFAULT 7")
        assert is_in(client)
    finally:
        with upgrade.cursor() as cursor:
            cursor.execute("ALTER TABLE accounts_person DROP COLUMN favourite_biscuit")
        upgrade.close()


def test_what_the_session_says_itself_decides() -> None:
    """The column is there to find the person; a row that was tampered with makes nobody somebody else."""
    client, other = signed_in(a_person("Nerys Blake")), a_person("Olwen Prys")
    Session.objects.update(person=other)
    assert b"Nerys Blake" in client.get("/me/").content
    Session.objects.update(session_data="not signed by us")
    assert not is_in(client)


def test_an_ended_session_is_nobody_s() -> None:
    client = signed_in(a_person("Nerys Blake"))
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not is_in(client)


def test_who_was_signed_in_before_the_table_was_another_still_is() -> None:
    person, gone = a_person("Nerys Blake"), a_person("Gareth Gone")
    client, his = signed_in(person), signed_in(gone)
    SessionBefore.objects.bulk_create(
        SessionBefore(one.session_key, one.session_data, one.expire_date) for one in Session.objects.all()
    )
    Session.objects.all().delete()
    gone.delete()
    moved.move(apps, None)
    assert is_in(client)
    assert not is_in(his)
    assert not SessionBefore.objects.exists()
