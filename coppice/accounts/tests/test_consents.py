"""The ledger of consents: what was agreed, in which words; never changed, and gone only with its person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from coppice.accounts.agreements import JOINING
from coppice.accounts.models import Consent, Erasure, Person

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def nerys() -> Person:
    return Person.objects.create_user("nerys@aberwen.example", name="Nerys Blake")


def test_joining_is_written_down_in_the_words_on_the_page(client: Client) -> None:
    assert JOINING.wording[:60] in client.get("/accounts/signup/").content.decode()
    form = {"name": "Nerys Blake", "email": "nerys@aberwen.example", "password1": "a long walk in the wood"}
    client.post("/accounts/signup/", form)
    row = Consent.objects.get(person__email=form["email"])
    assert (row.what, row.version, row.wording, row.given) == ("joining", JOINING.version, JOINING.wording, True)


def test_the_newest_word_counts_and_a_new_version_asks_anew(nerys: Person) -> None:
    assert not Consent.stands(JOINING, of=nerys)
    Consent.record(JOINING, by=nerys, given=True, now=NOW)
    assert Consent.stands(JOINING, of=nerys)
    assert not Consent.stands(replace(JOINING, version="2027-01"), of=nerys)
    Consent.record(JOINING, by=nerys, given=False, now=NOW + timedelta(days=1))
    assert not Consent.stands(JOINING, of=nerys)
    assert Consent.objects.count() == 2


def test_the_database_lets_nobody_change_or_delete_it(nerys: Person) -> None:
    row = Consent.record(JOINING, by=nerys, given=True, now=NOW)
    ways: list[Callable[[], Any]] = [
        row.save,
        lambda: Consent.objects.update(wording="Something else"),
        row.delete,
        nerys.delete,
    ]
    for way in ways:
        with pytest.raises(DatabaseError), transaction.atomic():
            way()
    assert Consent.objects.get().wording == JOINING.wording


def test_it_goes_when_its_person_is_erased(nerys: Person) -> None:
    Consent.record(JOINING, by=nerys, given=True, now=NOW)
    Erasure.objects.create(person_id=nerys.pk, at=NOW, leaves_words=False)
    Consent.objects.filter(person=nerys).delete()
    assert not Consent.objects.exists()
