"""A Mahara account comes in through the browser: the dry run, its end, and an entry with what came along beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from coppice.portfolios.leap2a.tests.feeds import account, files, zipped
from tests.browser.looking import DESK, Faults, look_at
from tests.browser.writers import sign_in
from tests.cast import a_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_mahara_account_comes_in_item_by_item(
    new_page: Callable[..., Any], live_server: Any, tmp_path: Path, run_tasks: Callable[[], int]
) -> None:
    page, faults = new_page(), Faults()
    sign_in(page, a_person("Olwen Prys"), live_server.url)
    page.goto("/portfolios/transfers/")
    page.locator("input[type=file]").set_input_files(zipped(tmp_path / "mahara.zip", account(), files()))
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/transfers/*-*/")
    run_tasks()
    page.reload()
    expect(page.get_by_role("heading", name="Collections (1)")).to_be_visible()
    look_at(page, faults, "the dry run of an account")
    page.set_viewport_size(DESK)
    page.get_by_label("Leave it out: Second post").check()
    page.get_by_label("Drafts are written for").select_option(label="CMALT: CMALT")
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_role("button", name="Bring it in")).to_have_count(0)
    run_tasks()
    page.reload()
    expect(page.get_by_text("It is in your journal, and only you see it.")).to_be_visible()
    look_at(page, faults, "what came of it")
    page.set_viewport_size(DESK)
    page.get_by_role("link", name="Open your journal").click()
    page.get_by_role("link", name="A goal").first.click()
    expect(page.get_by_role("heading", name="Came along with it")).to_be_visible()
    look_at(page, faults, "an entry that was brought in")
    assert not faults.found, str(faults)
