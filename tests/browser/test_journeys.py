"""The whole job in a real Chromium: from something that happened to a portfolio with feedback, taken away as a PDF.

Three times: as most people do it, without scripts, and by keyboard alone. And once the other way: a Word document in.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from coppice.accounts.models import Person
from coppice.discussion.models import Comment
from coppice.journal.models import Entry
from coppice.portfolios.documents.tests.words import CANDIDATE, word_processed
from coppice.portfolios.models import Portfolio, Section
from coppice.portfolios.tests.makers import portfolio, section
from tests.browser.keyboard import Keyboard
from tests.browser.looking import Faults, look_at
from tests.browser.writers import sign_in
from tests.cast import a_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "We moved the placement log from paper to a shared form."
QUESTION = "Who asked for it first?"
ANSWER = "The students did, in March."


@pytest.fixture
def author() -> Person:
    return a_person("Olwen Prys")


@pytest.fixture
def reader() -> Person:
    return a_person("Ruth Adeyemi")


@pytest.fixture
def draft(author: Person) -> Section:
    return section(portfolio(author, title="Olwen’s portfolio"), "1a")


@pytest.fixture
def as_person(new_page: Callable[..., Any], live_server: Any) -> Callable[..., Any]:
    """A page of that person's, in a browser of their own."""

    def open_page(person: Person, **options: Any) -> Any:
        page = new_page(**options)
        page.on("dialog", lambda dialog: pytest.fail(f"the page asked: {dialog.message}"))
        sign_in(page, person, live_server.url)
        return page

    return open_page


def test_from_evidence_to_a_portfolio_with_feedback(
    as_person: Callable[..., Any], author: Person, reader: Person, draft: Section, run_tasks: Callable[[], int]
) -> None:
    page = as_person(author)
    capture_and_finish(page)
    write_with_evidence(page, draft)
    ask_to_read(page)
    comment_as(as_person(reader), draft)
    answer_and_settle(page, draft)
    fetch_the_pdf(page, draft.whole, run_tasks)


def capture_and_finish(page: Any) -> None:
    page.goto("/")
    page.keyboard.press("c")
    expect(page.get_by_label("What happened?")).to_be_focused()
    page.keyboard.type("Ran the first captioning workshop, for nine lecturers.")
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("link", name="Add what it shows").click()
    page.wait_for_selector("rich-text[data-ready]")
    page.get_by_role("textbox", name="So what?").click()
    page.keyboard.type("They came for the tool and stayed for the reasons.")
    page.get_by_role("textbox", name="Now what?").click()
    page.keyboard.type("Begin with the reasons.")
    page.get_by_label("People learned something").check()
    page.get_by_label("Add files").set_input_files({"name": "slides.txt", "mimeType": "", "buffer": b"Nine names."})
    tick_a_code(page)
    page.get_by_label("It says what I want it to say").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="So what?")).to_be_visible()
    assert is_finished(Entry.objects.get())


def tick_a_code(page: Any) -> None:
    code = page.locator("input[name=codes][value='cmalt:1a']")
    page.locator("details.codes", has=code).locator("summary").click()
    code.check()


def is_finished(entry: Entry) -> bool:
    texts = all(entry.text(code) for code in ("happened", "so_what", "now_what"))
    codes = [row.code for row in entry.codes.all()]
    return texts and not entry.is_draft and codes == ["cmalt:1a"] and entry.impact == "learned"


def write_with_evidence(page: Any, draft: Section) -> None:
    page.goto(draft.get_absolute_url())
    page.wait_for_selector("rich-text[data-ready]")
    page.get_by_role("textbox", name="Description").click()
    page.keyboard.type(WORDS)
    expect(page.locator("rich-text[name=description] .rt-state")).to_contain_text("Saved")
    page.get_by_role("link", name="Add evidence").click()
    page.get_by_role("link", name="Ran the first captioning workshop").click()
    page.get_by_label("What it shows here").fill("This shows that it was wanted.")
    page.get_by_role("button", name="Set it beside this section").click()
    expect(page.locator(".evidence")).to_contain_text("This shows that it was wanted.")
    draft.refresh_from_db()
    assert WORDS in draft.text("description")


def ask_to_read(page: Any) -> None:
    page.get_by_role("link", name="Ask somebody to read").click()
    page.get_by_label("Who should read it?").fill("Ruth Adeyemi")
    page.get_by_role("button", name="Ask them to read").click()
    expect(page.locator("#messages")).to_contain_text("Ruth Adeyemi can read this until")


def comment_as(page: Any, draft: Section) -> None:
    page.goto("/")
    page.get_by_role("link", name=draft.title).first.click()
    expect(page.get_by_role("paragraph").filter(has_text=WORDS)).to_be_visible()
    choose_words(page, "placement log")
    page.get_by_role("button", name="Comment on these words").click()
    page.keyboard.type(QUESTION)
    page.get_by_role("button", name="Send comment").first.click()
    expect(page.locator("mark", has_text="placement log")).to_be_visible()


def choose_words(page: Any, words: str) -> None:
    """Drag over them, from before the first to after the last letter."""
    box = page.evaluate(
        """(words) => {
            const text = document.querySelector(".commented [data-block]").firstChild;
            const range = document.createRange();
            range.setStart(text, text.data.indexOf(words));
            range.setEnd(text, text.data.indexOf(words) + words.length);
            const { left, right, top, height } = range.getBoundingClientRect();
            return { left, right, middle: top + height / 2 };
        }""",
        words,
    )
    page.mouse.move(box["left"], box["middle"])
    page.mouse.down()
    page.mouse.move(box["right"], box["middle"], steps=4)
    page.mouse.up()


def answer_and_settle(page: Any, draft: Section) -> None:
    page.goto(draft.get_absolute_url())
    note = page.locator(".note").first
    expect(note).to_contain_text(QUESTION)
    note.locator("summary", has_text="Reply").click()
    note.get_by_label("Your reply").fill(ANSWER)
    note.get_by_role("button", name="Send reply").click()
    expect(page.locator(".note-replies")).to_contain_text(ANSWER)
    page.get_by_role("button", name="Mark as settled").click()
    expect(page.get_by_text("Settled: Ruth Adeyemi")).to_be_visible()
    assert Comment.objects.get(parent=None).resolved_at


def fetch_the_pdf(page: Any, whole: Portfolio, run_tasks: Callable[[], int]) -> None:
    page.goto(whole.get_absolute_url())
    page.get_by_role("link", name="Take it out").click()
    page.get_by_role("button", name="Make a PDF").click()
    run_tasks()
    page.goto(f"{whole.get_absolute_url()}exports/")
    with page.expect_download() as download:
        page.get_by_role("link", name=".pdf").click()
    assert is_pdf(Path(download.value.path()))


def is_pdf(path: Path) -> bool:
    return path.read_bytes().startswith(b"%PDF-")


def test_again_without_scripts(
    as_person: Callable[..., Any], author: Person, reader: Person, draft: Section, run_tasks: Callable[[], int]
) -> None:
    page = as_person(author, java_script_enabled=False)
    capture_and_finish_without_scripts(page)
    page.goto(draft.get_absolute_url())
    page.get_by_label("Description", exact=True).fill(f"## The log\n\n{WORDS}")
    page.locator("rich-text[name=description]").get_by_role("button", name="Save").click()
    expect(page.get_by_label("Description", exact=True)).to_have_value(f"## The log\n\n{WORDS}")
    page.get_by_role("link", name="Add evidence").click()
    page.get_by_role("link", name="Ran the first captioning workshop").click()
    page.get_by_role("button", name="Set it beside this section").click()
    ask_to_read(page)
    comment_without_scripts(as_person(reader, java_script_enabled=False), draft)
    answer_and_settle(page, draft)
    fetch_the_pdf(page, draft.whole, run_tasks)


def capture_and_finish_without_scripts(page: Any) -> None:
    page.goto("/")
    page.get_by_role("link", name="Capture", exact=True).click()
    page.get_by_label("What happened?").fill("Ran the first captioning workshop, for nine lecturers.")
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("link", name="Add what it shows").click()
    page.get_by_label("So what?").fill("They came for the tool and *stayed* for the reasons.")
    page.get_by_label("Now what?").fill("Begin with the reasons.")
    page.get_by_label("People learned something").check()
    page.get_by_label("Add files").set_input_files({"name": "slides.txt", "mimeType": "", "buffer": b"Nine names."})
    tick_a_code(page)
    page.get_by_label("It says what I want it to say").check()
    page.get_by_role("button", name="Save", exact=True).click()
    assert is_finished(Entry.objects.get())


def comment_without_scripts(page: Any, draft: Section) -> None:
    page.goto("/")
    page.get_by_role("link", name=draft.title).first.click()
    page.get_by_text("Comment on a passage").click()
    page.get_by_label("Which passage").select_option(index=1)
    page.get_by_label("Which words of it").fill("placement log")
    page.get_by_label("Your comment").first.fill(QUESTION)
    page.get_by_role("button", name="Send comment").first.click()
    expect(page.locator(".note")).to_contain_text(QUESTION)


def test_again_by_keyboard_alone(
    as_person: Callable[..., Any], author: Person, reader: Person, draft: Section, run_tasks: Callable[[], int]
) -> None:
    keys = Keyboard(as_person(author))
    capture_and_finish_by_keyboard(keys)
    write_with_evidence_by_keyboard(keys, draft)
    keys.follow("Ask somebody to read")
    keys.write("Who should read it?", "Ruth Adeyemi")
    keys.push("Ask them to read")
    expect(keys.page.locator("#messages")).to_contain_text("Ruth Adeyemi can read this until")
    comment_by_keyboard(Keyboard(as_person(reader)), draft)
    keys.open(draft.get_absolute_url())
    keys.press_on("Reply to Ruth Adeyemi")
    keys.write("Your reply", ANSWER)
    keys.push("Send reply")
    expect(keys.page.locator(".note-replies")).to_contain_text(ANSWER)
    keys.push("Mark as settled")
    expect(keys.page.get_by_text("Settled: Ruth Adeyemi")).to_be_visible()
    take_out_by_keyboard(keys, draft.whole, run_tasks)


def capture_and_finish_by_keyboard(keys: Keyboard) -> None:
    keys.open("/")
    keys.press("c")
    expect(keys.page.get_by_label("What happened?")).to_be_focused()
    keys.type("Ran the first captioning workshop, for nine lecturers.")
    keys.press_on("Keep", tag="button")
    expect(keys.page.locator("#messages")).to_contain_text("Add what it shows")
    keys.follow("Add what it shows")
    keys.write("So what?", "They came for the tool and stayed for the reasons.")
    keys.write("Now what?", "Begin with the reasons.")
    keys.choose("impact", "learned")
    keys.press_on("CMALT", tag="summary")
    keys.tick("codes", "cmalt:1a")
    keys.tick("is_told")
    keys.push("Save")
    expect(keys.page.get_by_role("heading", name="So what?")).to_be_visible()
    assert is_finished(Entry.objects.get())


def write_with_evidence_by_keyboard(keys: Keyboard, draft: Section) -> None:
    keys.open(draft.get_absolute_url())
    keys.write("Description", WORDS)
    expect(keys.page.locator("rich-text[name=description] .rt-state")).to_contain_text("Saved")
    keys.follow("Add evidence")
    keys.follow("Ran the first captioning workshop")
    keys.write("What it shows here", "This shows that it was wanted.")
    keys.push("Set it beside this section")
    expect(keys.page.locator(".evidence")).to_contain_text("This shows that it was wanted.")


def comment_by_keyboard(keys: Keyboard, draft: Section) -> None:
    keys.open("/")
    keys.follow(draft.title)
    keys.press_on("Comment on a passage")
    keys.write("Which words of it", "placement log")
    keys.write("Your comment", QUESTION)
    keys.push("Send comment")
    expect(keys.page.locator("mark", has_text="placement log")).to_be_visible()


def take_out_by_keyboard(keys: Keyboard, whole: Portfolio, run_tasks: Callable[[], int]) -> None:
    keys.open(whole.get_absolute_url())
    keys.follow("Take it out")
    keys.push("Make a PDF")
    run_tasks()
    keys.open(f"{whole.get_absolute_url()}exports/")
    with keys.page.expect_download() as download:
        keys.press_on(".pdf")
    assert is_pdf(Path(download.value.path()))


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return word_processed(CANDIDATE, tmp_path, "docx")


def test_a_word_document_becomes_a_draft(
    as_person: Callable[..., Any], author: Person, document: Path, run_tasks: Callable[[], int]
) -> None:
    page = as_person(author)
    page.goto("/portfolios/")
    page.get_by_role("link", name="Bring a document in").click()
    page.locator("input[type=file]").set_input_files(document)
    page.get_by_label("CMALT", exact=True).check()
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/transfers/**")
    run_tasks()
    page.reload()
    expect(page.get_by_role("heading", name="Not placed yet")).to_be_visible()
    look_at(page, faults := Faults(), "the dry run")
    assert not faults.found, str(faults)
    page.get_by_label("What you call it").fill("Quiet tools")
    unsure = page.locator("#left + p + ul select").first
    unsure.select_option(unsure.locator("optgroup[label^='CS'] option").first.get_attribute("value"))
    page.get_by_role("button", name="Make the portfolio").click()
    page.wait_for_url("**/transfers/**")
    run_tasks()
    page.reload()
    page.get_by_role("link", name="Open Quiet tools").click()
    expect(page.get_by_role("heading", name="Quiet tools", level=1)).to_be_visible()
    page.get_by_role("link", name="1a ").click()
    expect(page.locator("rich-text[name=reflection]")).to_contain_text("A good default")
