"""Capturing from a bookmark and from what another app shares: filled in, and nothing kept before it is sent."""

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from coppice.files.models import File
from coppice.journal import editing
from coppice.journal.models import Entry
from coppice.journal.tests import makers

pytestmark = pytest.mark.django_db
NEW, SHARED = "/journal/new/", "/journal/new/shared/"
PAGE = {"title": "Alt text <that> helps", "text": "Say what it is for.", "url": "https://a.example/alt?x=1&y=2"}


@pytest.fixture
def me(client: Client) -> Any:
    me = makers.person()
    client.force_login(me)
    return me


def test_a_bookmark_brings_title_passage_and_address_and_keeps_nothing(client: Client, me: Any) -> None:
    html = client.get(f"{NEW}?{urlencode(PAGE)}").content.decode()
    assert "Alt text &lt;that&gt; helps" in html
    assert "Say what it is for." in html
    assert 'value="https://a.example/alt?x=1&amp;y=2"' in html
    assert not Entry.objects.exists()


def test_the_link_is_kept_with_the_entry(client: Client, me: Any) -> None:
    sent = {"happened": "Alt text that helps", "happened_on": "2026-11-20", "link": PAGE["url"], "once": uuid4()}
    assert client.post(NEW, sent).status_code == 303
    assert [str(link.url) for link in Entry.objects.get().addresses.all()] == [PAGE["url"]]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "ftp://a.example/x", "https://" + "a" * 900, "no address at all"]
)
def test_what_is_no_web_address_is_said_and_the_words_stay(client: Client, me: Any, link: str) -> None:
    answer = client.post(NEW, {"happened": "These words stay", "happened_on": "2026-11-20", "link": link})
    assert answer.status_code == 422
    assert "These words stay" in answer.content.decode()
    assert "A web page" in answer.content.decode()


def test_a_share_without_the_worker_fills_in_the_form_and_keeps_nothing() -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(makers.person())
    files = [SimpleUploadedFile("board.txt", b"x")]
    answer = strict.post(SHARED, {"title": "", "text": f"Look: {PAGE['url']}", "file": files})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="https://a.example/alt?x=1&amp;y=2"' in html
    assert "Choose them once more" in html
    assert not Entry.objects.exists()
    assert not File.objects.exists()


def test_a_share_after_the_session_ended_gives_the_words_back(client: Client) -> None:
    answer = client.post(SHARED, PAGE)
    assert answer.status_code == 401
    assert "Say what it is for." in answer.content.decode()


def test_an_accident_between_entry_and_files_leaves_neither_so_that_sending_again_brings_both(
    client: Client, me: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def given() -> dict[str, Any]:
        upload = SimpleUploadedFile("board.txt", b"Seventeen came.")
        return {"happened": "Ran it.", "happened_on": makers.TODAY, "link": "", "once": once, "file": [upload]} | {
            "sound": None,
            "said": "",
        }

    def struck(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    once = uuid4()
    with monkeypatch.context() as patched:
        patched.setattr(File, "hang", struck)
        with pytest.raises(KeyboardInterrupt):
            editing.capture(given(), by=me, now=makers.NOW)
    assert not Entry.objects.exists()
    for _ in range(2):
        entry, refused = editing.capture(given(), by=me, now=makers.NOW)
        assert not refused
    assert [file.name for file in entry.files.all()] == ["board.txt"]


def test_the_ways_are_explained_with_a_link_to_drag(client: Client, me: Any) -> None:
    html = client.get("/journal/anywhere/").content.decode()
    assert "Keep this in my journal" in html
    assert "http://testserver/journal/new/?title=" in html
