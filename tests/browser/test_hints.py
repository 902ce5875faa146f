"""Reading over, beside the text and on its page: by keyboard, on a phone, and without scripts."""

from typing import Any

import pytest
from playwright.sync_api import expect

from coppice.accounts.agreements import LOOKING_UP
from coppice.accounts.models import Consent
from coppice.portfolios.models import Section
from coppice.portfolios.tests.makers import person, portfolio, section
from tests.browser.looking import DESK, Faults, look_at
from tests.browser.writers import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CARET = """() => {
    const node = getSelection().anchorNode;
    return (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-block]").textContent;
}"""
LONG = "We wrote to everybody, and we waited, and we wrote again. " * 20
WORDS = (
    f"{LONG}\n\nOur VLE is on [this page](https://docs.google.com/document/d/1/edit), as Dr Fiona Marsh said.\n\n"
    "![](/files/01999999-0000-7000-8000-000000000000/)"
)


@pytest.fixture
def written(transactional_db: None) -> Section:
    return section(portfolio(person()), words=WORDS)


def test_beside_the_text_a_hint_leads_into_it_and_is_put_aside(
    new_page: Any, live_server: Any, written: Section
) -> None:
    page = new_page(viewport=DESK)
    page.route("**/files/**", lambda route: route.fulfill(status=200, content_type="image/gif", body=b"GIF89a"))
    sign_in(page, written.author, live_server.url)
    page.goto(written.get_absolute_url())
    page.wait_for_selector("rich-text[data-ready]")
    page.get_by_role("link", name="Read it over with me").press("Enter")
    heading = page.get_by_role("heading", name="Passages to look at again")
    heading.wait_for()
    assert heading.evaluate("heading => heading === document.activeElement")
    faults = Faults()
    look_at(page, faults, "beside the text")
    assert not faults.found, str(faults)
    page.get_by_role("link", name="Our VLE is on").press("Enter")
    assert page.evaluate(CARET).startswith("Our VLE")
    page.get_by_role("button", name="Put aside what is said about VLE").press("Enter")
    page.get_by_role("button", name="Show them again").wait_for()
    assert "VLE stands for" not in page.locator("#hints").inner_text()
    assert "Fiona Marsh" in page.locator("#hints").inner_text()
    offer = page.get_by_role("heading", name="Your links were not looked up")
    page.get_by_role("button", name="Allow it").press("Enter")
    expect(offer).to_have_count(0)
    assert Consent.stands(LOOKING_UP, of=written.author)


def test_from_its_own_page_a_hint_leads_to_the_passage(new_page: Any, live_server: Any, written: Section) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    page.route("**/files/**", lambda route: route.fulfill(status=200, content_type="image/gif", body=b"GIF89a"))
    sign_in(page, written.author, live_server.url)
    page.goto(f"/items/{written.pk}/hints/")
    faults = Faults()
    look_at(page, faults, "the page of hints")
    assert not faults.found, str(faults)
    page.get_by_role("link", name="Our VLE is on").click()
    page.wait_for_selector("rich-text [contenteditable]:focus")
    assert page.evaluate(CARET).startswith("Our VLE")
    expect(page.locator("rich-text [contenteditable] p").nth(1)).to_be_in_viewport()


def test_without_scripts_everything_is_a_form_or_a_link(new_page: Any, live_server: Any, written: Section) -> None:
    page = new_page(java_script_enabled=False)
    sign_in(page, written.author, live_server.url)
    page.goto(written.get_absolute_url())
    page.get_by_role("link", name="Read it over with me").click()
    page.get_by_role("button", name="Put aside what is said about VLE").click()
    page.get_by_role("button", name="Show them again").click()
    page.get_by_role("button", name="No, do not ask again").click()
    expect(page.get_by_role("heading", name="Your links were not looked up")).to_have_count(0)
    page.get_by_text("What I look for").click()
    page.get_by_role("button", name="Stop looking for this Acronyms").click()
    page.get_by_text("What I look for").click()
    assert page.get_by_role("button", name="Look for this again Acronyms").is_visible()
    assert "VLE stands for" not in page.locator("#hints").inner_text()
