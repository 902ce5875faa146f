"""A list of evidence comes in: its columns corrected, looked at again, and brought in with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from coppice.accounts.models import Person
from coppice.journal.models import Entry
from coppice.portfolios.entries_in.tests.test_lists import LIST
from tests.browser.looking import Faults, look_at
from tests.browser.writers import sign_in
from tests.cast import a_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_list_is_corrected_and_brought_in(
    new_page: Callable[..., Any], live_server: Any, tmp_path: Path, run_tasks: Callable[[], int]
) -> None:
    author: Person = a_person("Olwen Prys")
    (tmp_path / "evidence.csv").write_text(LIST, "utf-8")
    sign_in(page := new_page(), author, live_server.url)
    page.goto("/portfolios/")
    page.get_by_role("link", name="Bring a document in").click()
    page.locator("input[type=file]").set_input_files(tmp_path / "evidence.csv")
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/transfers/**")
    run_tasks()
    page.reload()
    expect(page.get_by_text("We could not read the date “31/02/2025”.")).to_be_visible()
    look_at(page, faults := Faults(), "the dry run of a list")
    assert not faults.found, str(faults)
    page.get_by_label("Room").select_option(label="Title")
    page.get_by_role("button", name="Look again with these columns").press("Enter")
    expect(page.get_by_text("B12", exact=True)).to_be_visible()
    page.get_by_role("button", name="Bring it in").press("Enter")
    page.wait_for_url("**/transfers/**")
    run_tasks()
    page.reload()
    look_at(page, faults := Faults(), "what became of a list")
    assert not faults.found, str(faults)
    page.get_by_role("link", name="Finish them in your journal").click()
    expect(page.get_by_role("link", name="B12")).to_be_visible()
    assert Entry.objects.filter(author=author, is_draft=True, reach="only_me", title="B12").exists()
