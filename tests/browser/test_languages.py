"""Somebody works in Welsh, and the pages mirror for those who read from right to left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from coppice.portfolios.models import Section
from coppice.portfolios.tests.makers import portfolio, section
from tests.browser.looking import Faults, look_at
from tests.browser.writers import SAVED, sign_in
from tests.cast import a_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def draft() -> Section:
    return section(portfolio(a_person("Olwen Prys"), title="Fy mhortffolio"), "1a")


def test_signed_in_written_and_saved_in_welsh(draft: Section, new_page: Callable[..., Any], live_server: Any) -> None:
    page, faults = new_page(), Faults()
    sign_in(page, draft.author, live_server.url)
    page.goto(draft.get_absolute_url())
    page.get_by_role("button", name="Cymraeg").click()
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    page.wait_for_selector("rich-text[data-ready]")
    page.locator("rich-text [role=textbox]").first.click()
    page.keyboard.type("Dau air")
    expect(page.locator(SAVED)).to_contain_text("Cadwyd")
    expect(page.locator(".rt-count").first).to_contain_text("2 air")
    look_at(page, faults, "the desk in Welsh")
    page.goto("/privacy/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Eich preifatrwydd")
    look_at(page, faults, "the page about privacy in Welsh")
    assert not faults.found, str(faults)


def test_from_right_to_left_nothing_is_cut_and_the_margin_is_on_the_other_side(
    draft: Section, new_page: Callable[..., Any], live_server: Any, settings: Any
) -> None:
    settings.LANGUAGES = [*settings.LANGUAGES, (settings.PSEUDO_LANGUAGE, "Pseudo")]
    page, faults = new_page(), Faults()
    sign_in(page, draft.author, live_server.url)
    page.goto("/privacy/")
    page.get_by_role("button", name="Pseudo").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    text, margin = (page.locator(f".sheet > {part}").bounding_box()["x"] for part in (".text", ".margin"))
    assert margin < text
    look_at(page, faults, "the page about privacy, mirrored")
    page.goto(draft.get_absolute_url())
    page.wait_for_selector("rich-text[data-ready]")
    look_at(page, faults, "the desk, mirrored")
    assert not faults.found, str(faults)
