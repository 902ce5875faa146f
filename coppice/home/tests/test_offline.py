"""Without a connection, in a real Chromium: written in a tunnel, delivered once, and to nobody else's journal."""

from typing import Any

import pytest
from playwright.sync_api import expect

from coppice.accounts.models import Person
from coppice.accounts.sessions import Session
from coppice.journal.models import Entry
from coppice.portfolios.tests.makers import person
from tests.browser.writers import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
UNTIL = """async (what) => {
    for (let turn = 0; turn < 200; turn += 1) {
        const found = await navigator.serviceWorker.getRegistration();
        if (what === "gone" ? !found : navigator.serviceWorker.controller?.state === "activated") return true;
        await new Promise((done) => setTimeout(done, 50));
    }
    return false;
}"""


@pytest.fixture
def installed(new_page: Any, live_server: Any) -> Any:
    """Morwenna's phone: signed in, the worker at work."""
    page = new_page(service_workers="allow")
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    sign_in(page, person("Morwenna Pascoe"), live_server.url)
    page.goto("/journal/")
    assert page.evaluate(UNTIL, "at work")
    return page


def tunnel(page: Any, on: bool) -> None:
    """The network is gone for pages and for the worker, or back again."""
    page.context.set_offline(on)
    if on:
        page.context.route("**", lambda route: route.abort("internetdisconnected"))
    else:
        page.context.unroute("**")


def capture(page: Any, words: str) -> None:
    page.get_by_label("What happened?").fill(words)
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("[data-outbox] .row-words").last).to_have_text(words)


def test_an_entry_written_in_a_tunnel_is_delivered_once(installed: Any) -> None:
    page = installed
    tunnel(page, on=True)
    page.goto("/groups/")
    capture(page, "Two lecturers compared notes on the night train.")
    capture(page, "And a third joined them.")
    expect(page.get_by_role("heading", name="Waiting to be sent (2)")).to_be_visible()
    assert not Entry.objects.exists()
    tunnel(page, on=False)
    expect(page.locator("#messages")).to_contain_text("(2 entries) is in your journal now")
    assert Entry.objects.count() == 2
    page.goto("/journal/")
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-outbox]")).to_be_hidden()
    assert Entry.objects.count() == 2


def test_a_week_of_entries_outlives_the_session_and_never_reaches_somebody_else(
    installed: Any, live_server: Any
) -> None:
    page = installed
    tunnel(page, on=True)
    page.goto("/")
    for number in range(7):
        capture(page, f"Something on day {number}.")
    Session.objects.all().delete()
    tunnel(page, on=False)
    expect(page.locator("#messages")).to_contain_text("waits on this device (7)")
    sign_in(page, person("Idris Bowen"), live_server.url)
    page.goto("/journal/")
    page.wait_for_load_state("networkidle")
    assert "Something on day" not in page.content()
    expect(page.locator("[data-outbox]")).to_be_hidden()
    assert not Entry.objects.exists()
    sign_in(page, Person.objects.get(name="Morwenna Pascoe"), live_server.url)
    page.goto("/journal/")
    expect(page.locator("#messages")).to_contain_text("(7 entries) is in your journal now")
    assert Entry.objects.filter(author__name="Morwenna Pascoe").count() == Entry.objects.count() == 7


def test_what_the_server_cannot_take_stays_with_its_words_and_holds_nothing_up(installed: Any, settings: Any) -> None:
    page = installed
    settings.LARGEST_TEXT = 200
    tunnel(page, on=True)
    page.goto("/")
    capture(page, "All of it, word by word. " * 20)
    capture(page, "A short line.")
    tunnel(page, on=False)
    expect(page.locator("#messages")).to_contain_text("is in your journal now")
    assert Entry.objects.get().title == "A short line"
    expect(page.locator("[data-outbox] .row-words")).to_contain_text("All of it, word by word.")
    expect(page.locator("[data-outbox] .row-context")).to_contain_text("could not be taken in as it is")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Throw it away").click()
    expect(page.locator("[data-outbox]")).to_be_hidden()


def test_what_another_app_shares_becomes_an_entry(installed: Any, settings: Any) -> None:
    page = installed
    share(page, "The page about alt text", 900)
    expect(page.locator("#messages")).to_contain_text("is in your journal now")
    entry = Entry.objects.get()
    assert entry.title.startswith("The page about alt text")
    assert [link.url for link in entry.addresses.all()] == ["https://a.example/alt"]
    assert [file.name for file in entry.files.all()] == ["shared.txt"]


def test_a_share_of_something_enormous_is_kept_without_it_and_says_so(installed: Any) -> None:
    page = installed
    share(page, "A very long film", 52 * 1024 * 1024)
    expect(page.locator("#messages")).to_contain_text("Left where it was: “shared.txt” (52 MB)")
    assert Entry.objects.get().title.startswith("A very long film")
    assert not Entry.objects.get().files.exists()


def share(page: Any, title: str, size: int) -> None:
    """As the share sheet of a phone does."""
    page.evaluate(
        """([title, size]) => {
            const form = document.createElement("form");
            Object.assign(form, { method: "post", action: "/journal/new/shared/", enctype: "multipart/form-data" });
            const fields = { title, text: "Found it: https://a.example/alt", url: "" };
            for (const [name, value] of Object.entries(fields)) {
                form.append(Object.assign(document.createElement("input"), { name, value }));
            }
            const chosen = new DataTransfer();
            chosen.items.add(new File(["a".repeat(size)], "shared.txt", { type: "text/plain" }));
            const file = Object.assign(document.createElement("input"), { type: "file", name: "file" });
            file.files = chosen.files;
            form.append(file);
            document.body.append(form);
            form.submit();
        }""",
        [title, size],
    )


def test_signing_out_ends_capture_without_a_connection(installed: Any) -> None:
    page = installed
    page.locator(".menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_load_state("networkidle")
    tunnel(page, on=True)
    page.goto("/journal/new/")
    expect(page.locator("#messages")).to_contain_text("Sign in once with a connection")
    expect(page.get_by_label("What happened?")).to_be_hidden()


def test_the_page_for_tunnels_is_whole_on_a_phone_and_open_to_everybody(installed: Any) -> None:
    from tests.browser.looking import Faults, look_at

    faults = Faults()
    tunnel(installed, on=True)
    installed.goto("/journal/new/")
    capture(installed, "One waits, so that its list is looked at too.")
    look_at(installed, faults, "the page for tunnels")
    assert not faults.found, str(faults)


def test_a_worker_that_is_no_longer_wanted_leaves(installed: Any, settings: Any) -> None:
    settings.INSTALLABLE = False
    installed.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update())")
    assert installed.evaluate(UNTIL, "gone")
    assert installed.evaluate("caches.keys()") == []
