"""A recording of up to three minutes, with what it says; a longer one is refused and nothing that was typed is lost."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from coppice.files.models import File
from coppice.files.tests.test_sound import a_wav, a_webm
from coppice.journal.models import Entry
from coppice.journal.tests import makers

pytestmark = pytest.mark.django_db
NEW = "/journal/new/"


@pytest.fixture
def me(client: Client) -> Any:
    me = makers.person()
    client.force_login(me)
    return me


def send(client: Client, name: str, content: bytes, **more: str) -> Any:
    sound = SimpleUploadedFile(name, content, "audio/webm")
    return client.post(NEW, {"happened": "", "happened_on": "2026-11-20", "sound": sound, **more})


def test_a_recording_is_kept_with_what_it_says_and_can_be_heard_in_parts(client: Client, me: Any) -> None:
    answer = send(client, "recording.webm", a_webm(0, 9_000), said="We agreed to try it.\nIn spring.")
    file = File.objects.get()
    assert (file.media_type, file.said) == ("audio/webm", "We agreed to try it.\nIn spring.")
    html = client.get(answer["Location"]).content.decode()
    assert "<audio" in html
    assert "We agreed to try it." in html
    part = client.get(file.get_absolute_url(), headers={"Range": "bytes=4-9"})
    assert part.status_code == 206
    assert part["Content-Range"] == f"bytes 4-9/{file.size}"
    assert b"".join(part.streaming_content) == a_webm(0, 9_000)[4:10]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "content"),
    [("long.wav", a_wav(3600)), ("long.webm", a_webm(0, 3_600_000)), ("long.webm", a_webm(0, said=3.6e6))],
)
def test_an_hour_is_refused_and_the_words_stay(client: Client, me: Any, name: str, content: bytes) -> None:
    answer = send(client, name, content, happened="Typed words stay", said="and these")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "is 60 minutes long" in html
    assert "choose it as a file below" in html
    assert "Typed words stay" in html
    assert "and these" in html
    assert not Entry.objects.exists()


def test_the_same_hour_can_be_evidence_as_a_file(client: Client, me: Any) -> None:
    whole = SimpleUploadedFile("seminar.wav", a_wav(3600))
    assert client.post(NEW, {"happened": "A seminar", "happened_on": "2026-11-20", "file": [whole]}).status_code == 303
    assert File.objects.get().is_sound


def test_much_that_does_not_say_how_long_it_is_is_refused(client: Client, me: Any) -> None:
    answer = send(client, "noise.aac", b"\xff\xf1" + b"\0" * (7 * 1024 * 1024))
    assert answer.status_code == 422
    assert "can’t be told how long" in answer.content.decode()


@pytest.mark.parametrize(("happened", "kept"), [("", ["only said"]), ("Written", ["Written", "only said"])])
def test_what_was_said_without_a_recording_is_not_lost(client: Client, me: Any, happened: str, kept: list[str]) -> None:
    client.post(NEW, {"happened": happened, "happened_on": "2026-11-20", "said": "only said"})
    text = Entry.objects.get().text("happened")
    assert all(words in text for words in kept)


def test_what_it_says_can_be_written_later_by_its_owner_alone(client: Client, me: Any) -> None:
    send(client, "recording.webm", a_webm(0, 9_000))
    file = File.objects.get()
    client.post(file.get_absolute_url(), {"said": "Written down at home."})
    assert "Written down at home." in client.get(Entry.objects.get().get_absolute_url()).content.decode()
    client.force_login(makers.person("Idris Bowen"))
    assert client.post(file.get_absolute_url(), {"said": "x"}).status_code == 404
