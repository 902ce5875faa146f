"""A reader's own notes: nobody else sees them, counts them or takes them away."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from coppice.discussion import personal_data
from coppice.discussion.models import PrivateNote
from coppice.happenings.models import Happening
from coppice.portfolios import personal_data as of_portfolios
from coppice.portfolios.gathering import dossier_of
from coppice.readers.models import Reader
from tests.cast import Cast, signed_in
from tests.test_holding import around
from tests.world import World, a_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(cast: Cast) -> World:
    """A portfolio that the reader and the fellow were asked to read."""
    made, now = a_world(cast), timezone.now()
    for person in (cast.reader, cast.fellow):
        Reader.ask(item=made.portfolio, by=cast.owner, person=person, until=now + timedelta(days=9), now=now)
    return made


def noted(world: World, cast: Cast, words: str = "She is tired of this") -> PrivateNote:
    answer = signed_in(cast.reader).post(f"/items/{world.section.pk}/notes/", {"text": words})
    assert answer.status_code == 303
    return PrivateNote.objects.get(person=cast.reader)


def test_a_note_is_there_for_its_reader_alone(world: World, cast: Cast) -> None:
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        clients = {who: signed_in(person) for who, person in cast.people.items() if who != "reader"}
        for client in clients.values():
            around(world, client)
        before = {who: around(world, client) for who, client in clients.items()}
        happened = Happening.objects.count()
        note = noted(world, cast)
        for who, client in clients.items():
            assert around(world, client) == before[who], who
            assert client.post(f"/notes/{note.pk}/", {"_method": "DELETE"}).status_code in {401, 404}
        assert Happening.objects.count() == happened
    reader = signed_in(cast.reader)
    assert f"/items/{world.section.pk}/notes/" in reader.get(world.section.get_absolute_url()).text
    assert "She is tired of this" in reader.get(f"/items/{world.section.pk}/notes/").text


def test_it_is_thrown_away_by_its_reader(world: World, cast: Cast) -> None:
    note = noted(world, cast)
    answer = signed_in(cast.reader).post(f"/notes/{note.pk}/", {"_method": "DELETE"})
    assert answer.status_code == 303
    assert not PrivateNote.objects.filter(person=cast.reader).exists()


def test_without_words_nothing_is_noted(world: World, cast: Cast) -> None:
    answer = signed_in(cast.reader).post(f"/items/{world.section.pk}/notes/", {"text": " "})
    assert answer.status_code == 422
    assert not PrivateNote.objects.filter(person=cast.reader).exists()


def test_only_who_was_asked_by_name_notes(world: World, cast: Cast) -> None:
    world.portfolio.share(reach="members", by=cast.owner, now=timezone.now())
    for verb in ("get", "post"):
        answer = getattr(signed_in(cast.elsewhere), verb)(f"/items/{world.section.pk}/notes/")
        assert answer.status_code == 403


def test_it_is_in_the_readers_export_and_never_in_the_owners(world: World, cast: Cast) -> None:
    noted(world, cast)
    assert "tired of this" in json.dumps(personal_data.held(cast.reader)["private_notes"])
    owners = [personal_data.held(cast.owner), of_portfolios.held(cast.owner), str(dossier_of(world.portfolio))]
    assert "tired of this" not in json.dumps(owners, default=str)


def test_it_goes_with_its_reader(world: World, cast: Cast) -> None:
    noted(world, cast)
    cast.reader.delete()
    assert not PrivateNote.objects.filter(html__contains="tired of this").exists()
