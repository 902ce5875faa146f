"""The page of a section: three texts, one keyboard, no trap."""

from typing import Any

import pytest

from coppice.portfolios.models import Section
from coppice.portfolios.tests.makers import person, portfolio, section
from tests.browser.writers import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def written(page: Any, live_server: Any) -> Section:
    somebody = person()
    found = section(portfolio(somebody), words="I ran a workshop.")
    sign_in(page, somebody, live_server.url)
    page.goto(found.get_absolute_url())
    page.wait_for_selector("rich-text[data-ready]")
    return found


def saved(page: Any, name: str) -> None:
    page.wait_for_selector(f"rich-text[name={name}] .rt-state[data-state=saved]")


def test_each_text_is_written_and_saved_by_keyboard_alone(page: Any, written: Section) -> None:
    page.get_by_role("textbox", name="Description").focus()
    names = []
    for name in ("description", "evidence", "reflection"):
        while page.evaluate("document.activeElement.getAttribute('role')") != "textbox":
            page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.closest('rich-text').getAttribute('name')"))
        page.keyboard.type(f"About {name}. ")
        page.keyboard.press("Tab")
    assert names == ["description", "evidence", "reflection"]
    for name in names:
        saved(page, name)
    written.refresh_from_db()
    assert {code: f"About {code}." in html for code, html in written.texts.items()} == dict.fromkeys(names, True)


def test_what_is_not_saved_yet_is_saved_before_another_form_is_sent(page: Any, written: Section) -> None:
    page.get_by_role("textbox", name="Reflection").focus()
    page.keyboard.type("Just written.")
    with page.expect_navigation():
        page.locator("form[action$='/status/'] button, form[action$='/status/'] input[type=submit]").first.click()
    written.refresh_from_db()
    assert "Just written." in written.text("reflection")


def test_axe_finds_nothing(page: Any, written: Section) -> None:
    from axe_playwright_python.sync_playwright import Axe

    assert Axe().run(page).response["violations"] == []
