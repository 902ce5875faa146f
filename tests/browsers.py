"""A real Chromium for tests marked `browser`: the one that bin/test found, strict about errors in pages."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from workbench.chromium import SWITCHES, find_chromium


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The running browser, as Playwright's Browser."""
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium was found on PATH; install it or name it with COPPICE_CHROMIUM")
    from playwright.sync_api import sync_playwright

    # Playwright's loop lives in this thread, and Django would take every query of a test for one from async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def new_page(chromium: Any, live_server: Any) -> Iterator[Callable[..., Any]]:
    """Open a page in a browser profile of its own; `new_page(color_scheme="dark", java_script_enabled=False)`.

    The worker stays away unless asked for (`service_workers="allow"`): it can hold what a page sends as it is left for
    so long that a test, whose people come and go within a second, would see it sent by the next of them.
    """
    contexts: list[Any] = []

    def open_page(**options: Any) -> Any:
        chosen = {"service_workers": "block", **options}
        context = chromium.new_context(base_url=live_server.url, locale="en-GB", **chosen)
        context.set_default_timeout(30_000)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Any]) -> Iterator[Any]:
    """A page on the live server. The test fails when a script on it fails or its security policy is broken."""
    opened = new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda message: complaints.append(message.text) if is_complaint(message) else None)
    yield opened
    assert not complaints, f"the browser complained: {complaints}"


def is_complaint(message: Any) -> bool:
    """Whether the console line is a fault of ours; a refused or missing resource is the test's to judge."""
    return message.type == "error" and "Failed to load resource" not in message.text
