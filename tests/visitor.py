"""Somebody whose browser runs no scripts: they follow links that are there, fill in fields by their labels, press buttons.

What is done with a page here is what the page itself offers: an address that no link leads to is not reached, a form
goes with the fields that stand in it and with its token against forgery, a required field that is empty holds it back.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from django.test import Client
from lxml import html as markup
from lxml.html import HtmlElement

from coppice.accounts.models import Person

NOT_THERE = "//template | //script | //style | //*[@hidden] | //*[@data-needs-script] | //dialog[not(@open)]"
FIELDS = ".//input | .//select | .//textarea"
BUTTONS = "//button[not(@type) or @type='submit'] | //input[@type='submit']"
UNFILLED = {"submit", "button", "image", "reset", "file"}


class Visitor:
    """One browser, with one page open."""

    def __init__(self, person: Person | None = None) -> None:
        self.client = Client(enforce_csrf_checks=True)
        if person is not None:
            self.client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        self.address = "/"
        self.page: HtmlElement = markup.document_fromstring("<html><body></body></html>")

    # Looking

    @property
    def words(self) -> str:
        """What the page says, without its frame."""
        return tidy(self.main.text_content())

    @property
    def main(self) -> HtmlElement:
        found: HtmlElement = self.page.find(".//main")
        return found if found is not None else self.page

    def sees(self, *wanted: str) -> Visitor:
        for words in wanted:
            assert words in self.words, f"“{words}” is not on {self.address}:\n{self.words}"
        return self

    def sees_no(self, *unwanted: str) -> Visitor:
        for words in unwanted:
            assert words not in self.words, f"“{words}” is on {self.address}:\n{self.words}"
        return self

    def part(self, where: str) -> HtmlElement:
        """The `main` part, or all `body`; `#id`; or the section under a heading with those words."""
        if where in {"main", "body"}:
            return self.main if where == "main" else self.page.body
        if where.startswith("#"):
            found = self.page.xpath("//*[@id=$id]", id=where[1:])
        else:
            headings = [one for one in self.page.iter("h1", "h2", "h3") if where in tidy(one.text_content())]
            found = [part for one in headings for part in one.iterancestors("section", "article", "li")]
        assert found, f"there is no “{where}” on {self.address}"
        return found[0]

    # Going

    def open(self, address: str, **sent: Any) -> Visitor:
        """By the address line: a story begins with it, or a link that came by mail."""
        return self._arrive(self.client.get(address, sent or None, follow=True), address)

    def follow(self, words: str, within: str = "main") -> Visitor:
        link = self._one([one for one in self.part(within).iter("a") if one.get("href")], words, "link")
        return self.open(urljoin(self.address, link.get("href")))

    def press(self, words: str, within: str = "main", expecting: int = 200) -> Visitor:
        """Send the form of that button; without a script the browser does nothing else."""
        inside = set(self.part(within).iter())
        button = self._one([one for one in self.page.xpath(BUTTONS) if one in inside], words, "button")
        form = self._form_of(button)
        sent = self._filled(form, button)
        address = urljoin(self.address, button.get("formaction") or form.get("action") or self.address)
        if (form.get("method") or "get").lower() == "get":
            return self.open(f"{address.partition('?')[0]}?{urlencode(sent, doseq=True)}")
        return self._arrive(self.client.post(address, sent, follow=True), address, expecting)

    def enter(self, label: str, within: str = "main") -> Visitor:
        """Press Enter in a field whose form has no button."""
        form = self._form_of(self.field(label, within))
        assert (form.get("method") or "get").lower() == "get", "that would write"
        sent = urlencode(self._filled(form), doseq=True)
        return self.open(f"{urljoin(self.address, form.get('action') or self.address).partition('?')[0]}?{sent}")

    def press_nothing(self, words: str, within: str = "main") -> None:
        """The button is not there."""
        inside = set(self.part(within).iter())
        assert not [one for one in self.page.xpath(BUTTONS) if one in inside and words in name_of(one)]

    # Filling in

    def fill(self, label: str, words: str, within: str = "main") -> Visitor:
        field = self.field(label, within)
        assert len(words) <= int(field.get("maxlength") or len(words)), f"“{label}” takes no more than that"
        if field.tag == "textarea":
            field.text = words
        else:
            field.set("value", words)
        return self

    def choose(self, label: str, option: str, within: str = "main") -> Visitor:
        """One line of a list, by its words."""
        field = self.field(label, within)
        for one in field.iter("option"):
            one.attrib.pop("selected", None)
        found = [one for one in field.iter("option") if option in tidy(one.text_content())]
        exact = [one for one in found if tidy(one.text_content()) == option]
        assert exact or len(found) == 1, f"“{option}” is not one line of “{label}” on {self.address}"
        (exact or found)[0].set("selected", "")
        return self

    def tick(self, label: str, within: str = "main", on: bool = True) -> Visitor:
        """A box, or one of several round ones."""
        field = self.field(label, within)
        assert field.get("type") in {"checkbox", "radio"}, f"“{label}” is nothing to tick"
        if field.get("type") == "radio":
            for other in self._form_of(field).xpath(".//input[@type='radio']"):
                if other.get("name") == field.get("name"):
                    other.attrib.pop("checked", None)
        if on:
            field.set("checked", "")
        else:
            field.attrib.pop("checked", None)
        return self

    def field(self, label: str, within: str = "main") -> HtmlElement:
        fields = [
            one for one in self.part(within).xpath(FIELDS) if (one.get("type") or "") not in UNFILLED | {"hidden"}
        ]
        named = [(one, self._label_of(one)) for one in fields]
        found = [one for one, name in named if name == label] or [one for one, name in named if label in name]
        assert found, f"no field “{label}” on {self.address}; there are {[name for _, name in named]}"
        assert len(found) == 1, f"{len(found)} fields “{label}” on {self.address}"
        return found[0]

    # How a browser does it

    def _arrive(self, answer: Any, address: str, expecting: int = 200) -> Visitor:
        if answer.redirect_chain:
            address = answer.redirect_chain[-1][0]
        self.address = urlsplit(urljoin(self.address, address))._replace(scheme="", netloc="").geturl()
        assert answer.status_code == expecting, f"{self.address} answers {answer.status_code}"
        if "html" not in answer["Content-Type"]:
            self.page = markup.document_fromstring("<html><body><pre></pre></body></html>")
            self.page.find(".//pre").text = answer.content.decode()
            return self
        self.page = markup.document_fromstring(answer.content.decode())
        for one in self.page.xpath(NOT_THERE):
            one.drop_tree()
        assert not self.page.xpath("//form//form"), f"a form within a form on {self.address}"
        return self

    def _one(self, among: list[HtmlElement], words: str, what: str) -> HtmlElement:
        found = [one for one in among if name_of(one) == words] or [one for one in among if words in name_of(one)]
        assert found, f"no {what} “{words}” on {self.address}; there are {[name_of(one) for one in among]}"
        aims = {(one.get("href"), one.get("value"), id(one.getparent()) if what == "button" else 0) for one in found}
        assert len(aims) == 1, f"{len(found)} times the {what} “{words}” on {self.address}"
        return found[0]

    def _form_of(self, field: HtmlElement) -> HtmlElement:
        if field.get("form"):
            return self.part(f"#{field.get('form')}")
        form = next(field.iterancestors("form"), None)
        assert form is not None, f"“{name_of(field)}” belongs to no form on {self.address}"
        return form

    def _label_of(self, field: HtmlElement) -> str:
        told = self.page.xpath("//label[@for=$id]", id=field.get("id") or "-")
        label = told[0] if told else next(field.iterancestors("label"), None)
        return str(field.get("aria-label") or "") if label is None else tidy(label.text_content())

    def _filled(self, form: HtmlElement, button: HtmlElement | None = None) -> dict[str, list[str]]:
        sent: dict[str, list[str]] = {}
        outside = self.page.xpath("//*[@form=$id]", id=form.get("id") or "-")
        for field in [*form.xpath(FIELDS), *outside]:
            values = values_of(field)
            required = field.get("required") is not None and field.get("type") not in {"radio", "checkbox"}
            assert not required or any(values), f"“{self._label_of(field)}” is empty, so {self.address} is not sent"
            if field.get("name") and values:
                sent.setdefault(field.get("name"), []).extend(values)
        if button is not None and button.get("name"):
            sent.setdefault(button.get("name"), []).append(button.get("value") or "")
        return sent


def values_of(field: HtmlElement) -> list[str]:
    """What a form sends of that field."""
    kind = field.get("type") or ""
    if field.get("disabled") is not None or field.tag == "button" or kind in UNFILLED:
        return []
    if field.tag == "select":
        options = list(field.iter("option"))
        chosen = [one for one in options if one.get("selected") is not None]
        chosen = chosen or (options[:1] if field.get("multiple") is None else [])
        return [str(one.get("value", tidy(one.text_content()))) for one in chosen]
    if field.tag == "textarea":
        return [(field.text or "").removeprefix("\n")]
    if kind in {"checkbox", "radio"}:
        return [str(field.get("value", "on"))] if field.get("checked") is not None else []
    return [str(field.get("value") or "")]


def name_of(one: HtmlElement) -> str:
    return tidy(str(one.get("aria-label") or one.get("value") if one.tag == "input" else one.text_content()))


def tidy(words: str) -> str:
    return " ".join(words.split())
