"""No word is lost: offline, signed out, killed, in two tabs, with a server that goes away."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coppice.accounts.models import Person
from coppice.accounts.sessions import Session
from coppice.journal.models import Entry
from coppice.journal.tests.makers import entry, person
from coppice.revisions.models import Revision
from tests.browser.writers import Writer, sign_in
from workbench.chromium import SWITCHES, find_chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.browser.writing_page"),
]

SAVES = "**/texts/happened/"


@pytest.fixture
def someone(live_server: Any) -> Person:
    return person()


@pytest.fixture
def writer(page: Any, someone: Person, live_server: Any) -> Iterator[Writer]:
    sign_in(page, someone, live_server.url)
    opened = Writer(page, entry(someone, "First words.")).open()
    yield opened
    opened.finish()


def second(writer: Writer) -> Writer:
    """Another tab of the same browser on the same text."""
    return Writer(writer.page.context.new_page(), writer.entry).open()


def elsewhere(new_page: Callable[..., Any], writer: Writer, someone: Person, address: str) -> Writer:
    """Another device."""
    page = new_page()
    sign_in(page, someone, address)
    return Writer(page, writer.entry).open()


def in_revisions(item: Entry, words: str) -> bool:
    return any(words in str(revision.snapshot) for revision in Revision.objects.of(item))


def test_saved_is_said_only_after_the_answer(writer: Writer) -> None:
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    writer.page.route(SAVES, hold)
    writer.write(" More.")
    writer.wait_for_state("saving")
    writer.page.wait_for_timeout(500)
    assert writer.page.locator("rich-text .rt-state").inner_text() == "Saving…"
    assert writer.stored_words == "First words."
    held.pop().continue_()
    writer.wait_until_saved()
    assert writer.stored_words == "First words. More."


def test_a_lost_answer_is_no_conflict_and_a_refusal_says_why(writer: Writer) -> None:
    """The server saved, the answer never came: the next save of the same tab goes through."""

    def swallow(route: Any) -> None:
        route.fetch()
        route.abort()

    writer.page.route(SAVES, swallow)
    writer.write(" One.")
    writer.wait_for_state("kept")
    writer.write(" Two.")
    writer.page.unroute(SAVES)
    writer.wait_until_saved()
    assert writer.stored_words == "First words. One. Two."
    assert not writer.page.locator(".rt-conflict").count()
    writer.page.route(SAVES, lambda route: route.fulfill(status=413, json={"sentence": "This text is too long."}))
    writer.write(" Too much.")
    said = writer.wait_for_state("refused")
    assert "This text is too long." in said
    assert "kept on this device" in said


def test_writing_goes_on_offline_and_is_delivered_later(writer: Writer) -> None:
    writer.page.context.set_offline(True)
    writer.write(" Written on the train.")
    said = writer.wait_for_state("kept")
    assert "Kept on this device; will be sent when you are online again" in said
    writer.write(" And further.")
    writer.page.context.set_offline(False)
    writer.wait_until_saved()
    assert writer.stored_words == "First words. Written on the train. And further."


def leave_unsent(writer: Writer, words: str, someone: Person, address: str) -> None:
    """Write while nothing can be sent, and close the tab."""
    Session.objects.all().delete()
    writer.write(words)
    writer.wait_for_state("session")
    writer.page.context.new_page()
    writer.page.close()
    writer.page = writer.page.context.pages[0]
    sign_in(writer.page, someone, address)


def test_what_could_not_be_sent_survives_closing_the_tab(writer: Writer, someone: Person, live_server: Any) -> None:
    leave_unsent(writer, " Three unsent words.", someone, live_server.url)
    writer.open()
    writer.page.get_by_text("This device has 3 words that never reached Coppice").wait_for()
    assert writer.stored_words == "First words."
    writer.press("Use them")
    writer.wait_until_saved()
    assert writer.stored_words == "First words. Three unsent words."
    writer.page.wait_for_timeout(300)
    writer.open()
    writer.page.wait_for_timeout(1000)
    assert not writer.page.get_by_text("never reached Coppice").count()


def test_the_saved_text_can_be_kept_and_the_other_had_later(writer: Writer, someone: Person, live_server: Any) -> None:
    leave_unsent(writer, " Unsent.", someone, live_server.url)
    writer.open()
    writer.press("See both")
    writer.page.get_by_role("region", name="Kept on this device", exact=True).get_by_text("Only here").first.wait_for()
    writer.press("Keep the saved text")
    writer.page.wait_for_timeout(300)
    writer.open()
    writer.press("1 text kept on this device")
    writer.press("Use them")
    writer.wait_until_saved()
    assert writer.stored_words == "First words. Unsent."


def test_an_ended_session_keeps_the_text_and_goes_on_after_signing_in(
    writer: Writer, someone: Person, live_server: Any
) -> None:
    Session.objects.all().delete()
    writer.write(" After the session ended.")
    said = writer.wait_for_state("session")
    assert "Your session has ended. Your text is kept on this device." in said
    sign_in(writer.page, someone, live_server.url)
    writer.page.evaluate("window.dispatchEvent(new Event('focus'))")
    writer.wait_until_saved()
    assert writer.stored_words == "First words. After the session ended."


def test_another_device_ends_in_a_choice_and_neither_is_lost(
    writer: Writer, new_page: Callable[..., Any], someone: Person, live_server: Any
) -> None:
    other = elsewhere(new_page, writer, someone, live_server.url)
    other.write(" From the phone.")
    other.wait_until_saved()
    writer.write(" From the desk.")
    writer.page.wait_for_selector(".rt-conflict")
    assert writer.stored_words == "First words. From the phone."
    assert in_revisions(writer.entry, "From the desk.")
    writer.press("Put both in")
    writer.wait_until_saved()
    assert "From the phone." in writer.stored_words
    assert "From the desk." in writer.stored_words


@pytest.mark.parametrize(
    ("choice", "stays", "goes"), [("Keep mine", "desk", "phone"), ("Keep the other", "phone", "desk")]
)
def test_what_is_not_chosen_stays_a_version(
    writer: Writer, new_page: Callable[..., Any], someone: Person, live_server: Any, choice: str, stays: str, goes: str
) -> None:
    other = elsewhere(new_page, writer, someone, live_server.url)
    other.write(" From the phone.")
    other.wait_until_saved()
    writer.write(" From the desk.")
    writer.page.wait_for_selector(".rt-conflict")
    writer.write(" And the desk again.")
    writer.press(choice)
    writer.page.wait_for_selector(".rt-conflict", state="detached")
    writer.wait_until_saved()
    assert f"From the {stays}." in writer.stored_words
    assert in_revisions(writer.entry, f"From the {goes}.")
    if stays == "phone":
        assert in_revisions(writer.entry, "And the desk again.")
        assert "phone" in writer.html


def test_two_tabs_know_of_each_other_and_follow(writer: Writer) -> None:
    other = second(writer)
    writer.page.get_by_text("This text is also open in another tab").first.wait_for()
    other.write(" From the second tab.")
    other.wait_until_saved()
    writer.page.get_by_text("Brought up to date from your other tab.").first.wait_for()
    assert writer.html == other.html
    writer.write(" Back in the first.")
    writer.wait_until_saved()
    assert writer.stored_words == "First words. From the second tab. Back in the first."


def test_leaving_or_reloading_at_once_after_typing_loses_nothing(writer: Writer) -> None:
    writer.write(" Last words.")
    writer.page.goto("about:blank")
    deadline = time.monotonic() + 5
    while "Last words." not in writer.stored_words and time.monotonic() < deadline:
        time.sleep(0.1)
    assert writer.stored_words == "First words. Last words."
    writer.open()
    writer.write(" Truly last.")
    writer.page.reload()
    writer.page.wait_for_selector("rich-text[data-ready]")
    writer.wait_for_text("Truly last.")
    assert not writer.page.get_by_text("never reached Coppice").count()
    writer.write(" And on.")
    writer.wait_until_saved()
    assert writer.stored_words == "First words. Last words. Truly last. And on."


def test_what_is_typed_while_the_page_still_asks_for_the_newest_text_stays(writer: Writer) -> None:
    """A page that was reloaded asks again; an answer that comes late must not overwrite what was typed meanwhile."""
    late: list[Any] = []

    def hold(route: Any) -> None:
        if route.request.method == "GET":
            late.append((route, route.fetch()))
        else:
            route.continue_()

    writer.page.route(SAVES, hold)
    writer.page.reload()
    writer.page.wait_for_selector("rich-text[data-ready]")
    writer.write(" Typed at once.")
    writer.wait_until_saved()
    for route, answer in late:
        route.fulfill(response=answer)
    writer.page.wait_for_timeout(300)
    writer.write(" And on.")
    writer.wait_until_saved()
    assert writer.stored_words == "First words. Typed at once. And on."


def test_a_killed_browser_offers_the_text_when_it_opens_again(
    chromium: Any, someone: Person, live_server: Any, tmp_path: Path
) -> None:
    item = entry(someone, "First words.")
    page = persistent(chromium, tmp_path, live_server.url)
    sign_in(page, someone, live_server.url)
    writer = Writer(page, item).open()
    page.route(SAVES, lambda route: route.abort())
    writer.write(" Seven more words before the browser died.")
    page.wait_for_timeout(400)
    kill_browser_of(tmp_path)
    page = persistent(chromium, tmp_path, live_server.url)
    sign_in(page, someone, live_server.url)
    again = Writer(page, item).open()
    page.get_by_text("This device has 7 words that never reached Coppice").wait_for()
    again.press("Use them")
    again.wait_until_saved()
    assert again.stored_words == "First words. Seven more words before the browser died."
    page.context.close()


def persistent(chromium: Any, folder: Path, address: str) -> Any:
    """A browser with a profile that outlives it."""
    context = chromium.browser_type.launch_persistent_context(
        str(folder), executable_path=find_chromium(), args=SWITCHES, base_url=address, locale="en-GB"
    )
    return context.pages[0]


def kill_browser_of(folder: Path) -> None:
    """Without a chance to say goodbye."""
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = process.read_bytes()
        except OSError:
            continue
        if f"--user-data-dir={folder}".encode() in command:
            os.kill(int(process.parent.name), signal.SIGKILL)
    time.sleep(0.5)


def test_a_form_that_was_never_sent_is_offered(page: Any, someone: Person, live_server: Any) -> None:
    sign_in(page, someone, live_server.url)
    page.goto("/writing/field/")
    page.wait_for_selector("rich-text[data-ready]")
    page.get_by_role("textbox", name="What happened").focus()
    page.keyboard.type("Never sent")
    page.goto("about:blank")
    page.goto("/writing/field/")
    page.get_by_text("This device has 2 words not sent yet").wait_for()
    page.get_by_role("button", name="Use them").click()
    page.get_by_role("button", name="Keep", exact=True).click()
    page.wait_for_selector("h1:has-text('Kept')")
    page.goto("/writing/field/")
    page.wait_for_selector("rich-text[data-ready]")
    page.wait_for_timeout(600)
    assert not page.get_by_text("not sent yet").count()
