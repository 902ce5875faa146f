"""The look in a real browser: nothing for axe to find, at any width and in any light; keys that rest while one types."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.looking import PHONE, Faults, look_through

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PARTS = ["", "?part=forms&mend", "?part=table", "?part=bare"]
WIDE = {"width": 1360, "height": 900}
SCREENS = [("light", WIDE), ("dark", WIDE), ("light", PHONE)]


@pytest.fixture(autouse=True)
def demo(settings: Any) -> None:
    settings.DEMO = True


def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Any) -> None:
    faults = Faults()
    for part in PARTS:
        page.goto(f"/demo/look/{part}")
        look_through(page, faults, part, SCREENS)
    assert not faults.found, str(faults)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_one_reads_for_long_has_a_contrast_of_seven(new_page: Callable[..., Any], scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    page.goto("/demo/look/")
    options = {"runOnly": {"type": "rule", "values": ["color-contrast-enhanced"]}}
    found = Axe().run(page, context=".prose", options=options).response["violations"]
    assert not [node["target"] for each in found for node in each["nodes"] if node["target"] != [".prose a"]]


def test_a_page_is_few_requests_and_small(new_page: Callable[..., Any]) -> None:
    page = new_page()
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(sum(request.sizes().values())))
    page.goto("/demo/look/", wait_until="networkidle")
    assert len(sizes) <= 3
    assert sum(sizes) < 40_000


def test_keys_act_rest_while_typing_and_can_be_switched_off(page: Any) -> None:
    page.goto("/demo/look/?part=forms")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.get_by_label("What happened?").press("?")
    assert not page.locator("#keys").is_visible()
    page.get_by_role("button", name="Keys").click()
    page.get_by_role("button", name="Switch single keys off").click()
    page.wait_for_load_state()
    page.keyboard.press("?")
    assert not page.locator("#keys").is_visible()


def test_light_or_dark_is_chosen_without_scripts(new_page: Callable[..., Any]) -> None:
    page = new_page(java_script_enabled=False, color_scheme="light")
    page.goto("/demo/look/?part=bare")
    page.get_by_role("button", name="Dark").click()
    page.wait_for_url("**/demo/look/?part=bare")
    assert page.locator("html[data-theme=dark]").count() == 1
    assert page.get_by_role("button", name="Dark").get_attribute("aria-pressed") == "true"


def test_a_guarded_form_is_not_left_by_mistake(page: Any) -> None:
    page.goto("/demo/look/?part=forms")
    page.get_by_label("What happened?").fill("Half a thought")
    asked: list[str] = []

    def go_on(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", go_on)
    page.goto("/demo/look/")
    assert asked == ["beforeunload"]


def test_the_way_by_tab_begins_with_skipping_to_the_text(page: Any) -> None:
    page.goto("/demo/look/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "text"
