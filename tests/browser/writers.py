"""Somebody at the editor, in a real browser, and what the server holds of their text."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.test import Client

from coppice.accounts.models import Person
from coppice.journal.models import Entry
from coppice.kernel import richtext

SAVED = "rich-text .rt-state[data-state=saved]"


@dataclass
class Writer:
    """One tab with one text in it."""

    page: Any
    entry: Entry

    def open(self) -> Writer:
        self.page.goto(f"/writing/{self.entry.pk}/")
        self.page.wait_for_selector("rich-text[data-ready]")
        return self

    def finish(self) -> None:
        """Nothing is sent any more when the test is over and its rows are gone."""
        if not self.page.is_closed():
            self.page.evaluate("document.querySelector('rich-text')?.saving?.flush()")

    @property
    def box(self) -> Any:
        return self.page.get_by_role("textbox", name="What happened")

    def write(self, words: str) -> None:
        """Goes on at the end, or where one was writing."""
        if not self.box.evaluate("(box) => box.contains(document.activeElement)"):
            self.box.focus()
            self.page.evaluate(
                "(() => { const { editor } = document.querySelector('rich-text');"
                " editor.commands.setTextSelection(editor.state.doc.content.size); })()"
            )
        self.page.keyboard.type(words)

    def clear(self) -> None:
        self.page.evaluate("document.querySelector('rich-text').editor.commands.clearContent(true)")

    def wait_until_saved(self) -> None:
        self.page.wait_for_selector(SAVED)

    def wait_for_state(self, state: str) -> str:
        return str(self.page.wait_for_selector(f"rich-text .rt-state[data-state={state}]").inner_text())

    @property
    def html(self) -> str:
        return str(self.page.evaluate("document.querySelector('rich-text').html"))

    def wait_for_text(self, words: str) -> None:
        deadline = time.monotonic() + 10
        while words not in self.html:
            assert time.monotonic() < deadline, f"“{words}” did not come into the text"
            self.page.wait_for_timeout(100)

    @property
    def stored(self) -> str:
        return str(Entry.everything.get(pk=self.entry.pk).text("happened"))

    @property
    def stored_words(self) -> str:
        return richtext.plain(self.stored)

    def press(self, name: str) -> None:
        """A tool, or a button of a panel or of the open dialog, by its name."""
        dialog = self.page.locator("dialog[open]")
        place = dialog if dialog.count() else self.page
        place.get_by_role("button", name=name, exact=True).click()

    def paste(self, html: str = "", rtf: str = "", text: str = "") -> None:
        self.box.focus()
        self.page.evaluate(
            """([html, rtf, text]) => {
                const data = new DataTransfer();
                if (html) data.setData("text/html", html);
                if (rtf) data.setData("text/rtf", rtf);
                data.setData("text/plain", text);
                const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
                document.querySelector("rich-text [role=textbox]").dispatchEvent(event);
            }""",
            [html, rtf, text],
        )


def sign_in(page: Any, person: Person, address: str) -> None:
    """As the person, without the sign-in page."""
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
