"""Capture through the front door: in ten seconds, once, and whatever is typed."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from coppice.journal.models import Entry
from coppice.journal.tests import makers

pytestmark = pytest.mark.django_db
NEW = "/journal/new/"


@pytest.fixture
def me(client):
    me = makers.person()
    client.force_login(me)
    return me


def page(client, url, status=200, **more):
    answer = client.get(url, **more)
    assert answer.status_code == status, answer.content[:300]
    return answer.content.decode()


def test_capture_keeps_words_and_a_file_and_shows_the_entry(client, me):
    assert "autofocus" in page(client, NEW)
    picture = SimpleUploadedFile("notes.txt", b"Seventeen came.", "text/plain")
    sent = {"happened": "Ran **two** sessions.", "happened_on": "2026-11-20", "file": [picture], "once": uuid4()}
    answer = client.post(NEW, sent)
    entry = Entry.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, entry.get_absolute_url())
    shown = page(client, entry.get_absolute_url())
    assert "<strong>two</strong>" in shown
    assert "notes.txt" in shown
    assert "Only you" in shown
    assert "Add what it shows" in shown


def test_capture_for_a_dialog_is_the_form_alone(client, me):
    part = page(client, NEW, headers={"HX-Request": "true"})
    assert part.startswith("<form")
    assert "data-capture-form" in part


def test_a_page_that_comes_through_the_worker_of_a_browser_is_a_page(client, me):
    assert page(client, NEW, headers={"Sec-Fetch-Dest": "empty", "Sec-Fetch-Mode": "same-origin"}).startswith(
        "<!doctype"
    )


def test_what_is_answered_differs_by_what_asks(client, me):
    assert "HX-Request" in client.get(NEW)["Vary"]


def test_sending_twice_keeps_once(client, me):
    sent = {"happened": "Once.", "happened_on": "2026-11-20", "once": str(uuid4())}
    assert client.post(NEW, sent)["Location"] == client.post(NEW, sent)["Location"]
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("day", ["", "31.2.2026", "2026-02-30", "1066-10-14", "2999-01-01", "\0", "٢٠٢٦-١١-٢٠x"])
def test_a_wrong_day_is_said_and_the_words_stay(client, me, day):
    answer = client.post(NEW, {"happened": "My words <b>stay</b>", "happened_on": day})
    assert answer.status_code == 422
    assert "My words &lt;b&gt;stay" in answer.content.decode()
    assert not Entry.objects.exists()


def test_nothing_at_all_is_not_an_entry(client, me):
    answer = client.post(NEW, {"happened": " \n ", "happened_on": "2026-11-20"})
    assert "Write a few words" in answer.content.decode()


def test_a_refused_file_does_not_cost_the_words(client, me):
    script = SimpleUploadedFile("x.svg", b"<svg onload='alert(1)'/>")
    answer = client.post(NEW, {"happened": "Kept.", "happened_on": "2026-11-20", "file": [script]}, follow=True)
    assert "Your words are kept, but not every file" in answer.content.decode()
    assert Entry.objects.get().title == "Kept"


def test_a_photograph_alone_is_enough(client, me):
    client.post(NEW, {"happened": "", "happened_on": "2026-11-20", "file": [SimpleUploadedFile("board.txt", b"hi")]})
    assert Entry.objects.get().title == "board.txt"


@pytest.mark.parametrize(
    "words", ["a\0b", "\u202eevil\u202c right", "🌳🌿 e\u0301", "<script>alert(1)</script>", "\ud800 lone", "مرحبا بكم"]
)
def test_words_of_every_kind_are_kept_and_shown(client, me, words):
    sent = {"happened": words.encode("utf-8", "surrogatepass").decode("utf-8", "replace"), "happened_on": "2026-11-20"}
    answer = client.post(NEW, sent, follow=True)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
    assert Entry.objects.count() == 1


def test_two_hundred_thousand_words_can_be_kept_listed_and_found(client, me):
    words = ("Reflection " * 200_000) + "needle"
    assert client.post(NEW, {"happened": words, "happened_on": "2026-11-20"}).status_code == 303
    assert "Reflection" in page(client, "/journal/?words=needle")


def test_more_than_one_entry_can_hold_is_given_back_with_a_sentence(client, me, settings):
    settings.LARGEST_TEXT = 1000
    answer = client.post(NEW, {"happened": "All of my words " * 100, "happened_on": "2026-11-20"})
    assert answer.status_code == 413
    assert "All of my words" in answer.content.decode()
    assert not Entry.objects.exists()


def test_a_session_that_ended_gives_the_words_back(client):
    for url in (NEW, f"/journal/{uuid4()}/edit/"):
        answer = client.post(url, {"happened": "Do not lose me", "text_happened": "nor me"})
        assert answer.status_code == 401
        assert "Do not lose me" in answer.content.decode()
