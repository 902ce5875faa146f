"""The journal in a real browser: captured with a key, kept without a connection, written and saved, open to everybody."""

from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import expect

from coppice.accounts.models import Person
from coppice.files.models import File, Original
from coppice.journal.models import Entry
from coppice.journal.tests import makers
from tests.browser.looking import DESK, PHONE, Faults, look_through
from tests.browser.writers import sign_in
from tests.world import a_picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def me(page: Any, live_server: Any) -> Person:
    me = makers.person()
    sign_in(page, me, live_server.url)
    return me


def test_a_key_two_lines_and_it_is_kept(page: Any, me: Person) -> None:
    page.goto("/journal/")
    page.keyboard.press("c")
    expect(page.get_by_label("What happened?")).to_be_focused()
    page.keyboard.type("Somebody asked a question worth keeping.")
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("link", name="Add what it shows").click()
    page.wait_for_selector("rich-text[data-ready]")
    page.get_by_role("textbox", name="So what?").focus()
    page.keyboard.type("It shows that they trust us.")
    page.wait_for_selector("rich-text[name=so_what] .rt-state[data-state=saved]")
    entry = Entry.objects.get()
    assert entry.title == "Somebody asked a question worth keeping"
    assert "trust us" in entry.text("so_what")


def test_without_a_connection_it_waits_here_and_is_delivered_once(page: Any, me: Person) -> None:
    page.goto("/journal/")
    page.keyboard.press("c")
    page.get_by_label("What happened?").fill("Captured in a lift.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("#messages")).to_contain_text("as soon as there is a connection")
    assert not Entry.objects.exists()
    page.context.set_offline(False)
    expect(page.locator("#messages")).to_contain_text("is in your journal now")
    assert Entry.objects.get().title == "Captured in a lift"
    page.goto("/journal/year/")
    page.wait_for_load_state("networkidle")
    assert Entry.objects.count() == 1


def test_the_whole_entry_is_written_without_scripts(new_page: Any, live_server: Any) -> None:
    me = makers.person()
    entry = makers.entry(me, "A line.")
    plain = new_page(java_script_enabled=False)
    sign_in(plain, me, live_server.url)
    plain.goto(f"/journal/{entry.pk}/edit/")
    plain.get_by_label("So what?").fill("Because *they* asked.")
    plain.get_by_label("With whom").fill("a lecturer")
    plain.get_by_label("It says what I want it to say").check()
    plain.get_by_role("button", name="Save", exact=True).click()
    assert "Because" in plain.inner_text("main")
    assert not Entry.objects.get().is_draft


TONE = """navigator.mediaDevices.getUserMedia = async () => {
    const context = new AudioContext();
    const tone = context.createOscillator();
    const heard = context.createMediaStreamDestination();
    tone.connect(heard);
    tone.start();
    return heard.stream;
}"""


def test_what_is_recorded_is_kept_and_can_be_played(page: Any, me: Person) -> None:
    page.add_init_script(TONE)
    page.goto("/journal/new/")
    page.get_by_text("Say it instead").click()
    page.get_by_role("button", name="Record", exact=True).click()
    page.wait_for_timeout(1200)  # what was heard comes once a second
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Record again")).to_be_visible()
    page.get_by_label("What it says").fill("A tone, and then another.")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("figure.sound")).to_contain_text("A tone, and then another.")
    assert Entry.objects.get().files.get().media_type == "audio/webm"
    page.evaluate("""() => new Promise((done, failed) => {
        const sound = document.querySelector("figure.sound audio");
        sound.addEventListener("loadedmetadata", done);
        sound.addEventListener("error", () => failed(sound.error.message));
        sound.load();
        sound.play().catch(() => {});
    })""")


def test_a_face_is_covered_by_drawing_and_by_numbers(page: Any, me: Person) -> None:
    file = File.keep(item=makers.entry(me), upload=BytesIO(a_picture()), name="board.png", by=me)
    page.goto(f"{file.get_absolute_url()}redaction/")
    box = page.locator("[data-redaction] img").bounding_box()
    page.mouse.move(box["x"] + 4, box["y"] + 3)
    page.mouse.down()
    page.mouse.move(box["x"] + 20, box["y"] + 15)
    page.mouse.up()
    expect(page.locator("[name=form-0-left]")).not_to_have_value("")
    for side, value in (("left", "80"), ("top", "80"), ("width", "10"), ("height", "10")):
        page.locator(f"[name=form-1-{side}]").fill(value)
    page.locator("[name=form-1-how]").select_option("blur")
    assert page.locator("[data-redaction] span").count() == 2
    page.get_by_role("button", name="Cover these").click()
    expect(page.locator("#messages")).to_contain_text("the original is yours alone")
    assert [area["how"] for area in Original.objects.get().areas] == ["black", "blur"]


def test_axe_finds_nothing_and_nothing_sticks_out(page: Any, me: Person) -> None:
    faults = Faults()
    entry = makers.entry(me, tools=["H5P"], codes=["cmalt:1a"], impact="learned", links=[("https://a.example/", "A")])
    entry.set_permissions([("a lecturer", "asked", "")], by=me, now=makers.NOW)
    makers.entry(me, "To be finished, with m@example.org in it.")
    for url in (
        "/journal/",
        "/journal/new/",
        "/journal/year/?year=2026",
        f"/journal/{entry.pk}/",
        f"/journal/{entry.pk}/edit/",
    ):
        page.goto(url)
        page.wait_for_load_state("networkidle")
        look_through(page, faults, url, [("dark", DESK), ("light", PHONE)])
    assert not faults.found, str(faults)
