"""Commenting in a real browser: by choosing words, by key, and by the plain form; finding the words from the note and back."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.discussion.models import Comment
from coppice.frameworks.models import Edition
from coppice.portfolios.models import Portfolio, Section
from coppice.readers.models import Reader
from tests.browser.looking import DESK, PHONE, Faults, look_through
from tests.cast import a_person, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = (
    "<p>In spring we moved the placement log from paper to a shared form, so that nobody had to carry it about.</p>"
    "<p>The students had asked for it, and the <em>staff</em> were glad<br>of the time it saved them.</p>"
    "<table><tr><th>Before</th><td>four hours</td></tr><tr><th>After</th><td>twenty minutes</td></tr></table>"
)


@pytest.fixture
def section() -> Section:
    owner, now = a_person("Olwen Prys"), timezone.now()
    edition = Edition.objects.filter(slug="cmalt").first() or made_edition()
    portfolio = Portfolio.begin(edition=edition, pathway="cmalt", by=owner, now=now, title="Olwen's portfolio")
    found: Section = portfolio.here()[1]
    found.write(code=next(iter(found.text_codes)), html=TEXT, bases=[], by=owner, now=now)
    Reader.ask(item=found, by=owner, person=a_person("Ruth Adeyemi"), until=now + timedelta(days=9), now=now)
    return found


def made_edition() -> Edition:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    return Edition.objects.get(slug="cmalt")


def sign_in_as(page: Any, person: Person) -> None:
    base = page.context._impl_obj._options["baseURL"]
    cookie = signed_in(person).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": base}])


def as_reader(page: Any, section: Section) -> Any:
    sign_in_as(page, Person.objects.get(name="Ruth Adeyemi"))
    page.goto(section.get_absolute_url())
    return page


def choose(page: Any, selector: str, start: int, end: int) -> None:
    """Select characters of the first text of an element, as a person would with mouse or keys."""
    page.evaluate(
        """([selector, start, end]) => {
            const node = document.querySelector(selector).firstChild;
            const range = document.createRange();
            range.setStart(node, start); range.setEnd(node, end);
            getSelection().removeAllRanges(); getSelection().addRange(range);
        }""",
        [selector, start, end],
    )


def look(page: Any, name: str) -> None:
    if folder := os.environ.get("COPPICE_TEST_PICTURES"):
        page.screenshot(path=f"{folder}/commenting-{name}.png", full_page=True)


def test_choosing_words_to_comment_on(page: Any, section: Section) -> None:
    as_reader(page, section)
    choose(page, ".commented p[data-block]", 42, 47)
    page.get_by_role("button", name="Comment on these words").click()
    look(page, "writing")
    page.keyboard.type("Was that a book or loose paper?")
    page.get_by_role("button", name="Send comment").first.click()
    page.wait_for_url("**#note-*")
    comment = Comment.objects.get()
    assert comment.anchor is not None
    assert comment.anchor["quote"] == "paper"
    mark = page.locator(f'mark[data-note="{comment.pk}"]')
    assert mark.inner_text() == "paper"
    look(page, "said")
    mark.click()
    assert page.locator(f"#note-{comment.pk}").get_attribute("data-chosen") == ""


def test_the_key_and_a_cell_of_a_table(page: Any, section: Section) -> None:
    as_reader(page, section)
    choose(page, ".commented tr:nth-child(2) td", 0, 6)
    page.keyboard.press("Alt+m")
    page.keyboard.type("Measured?")
    page.get_by_role("button", name="Send comment").first.click()
    page.wait_for_url("**#note-*")
    anchor = Comment.objects.get().anchor
    assert anchor is not None
    assert anchor["quote"] == "twenty"
    assert page.get_by_text("Measured?").is_visible()


def talked_about(section: Section) -> None:
    """A comment with an answer, one that is settled, one on the whole, one whose passage changed."""
    from coppice.discussion.anchors import make_by_quote
    from coppice.kernel import richtext

    reader, now = Person.objects.get(name="Ruth Adeyemi"), timezone.now()
    code, html = next(iter(section.texts.items()))
    first, second, *_ = richtext.blocks(html)
    quotes = [(first.id, "shared form"), (second.id, "the time"), (first.id, "the placement log")]
    made = [
        Comment.say(
            item=section,
            html="<p>Can you say more about this? I should like to know who decided it.</p>",
            by=reader,
            now=now,
            anchor=make_by_quote(html, block, quote, 0, code),
        )
        for block, quote in quotes
    ]
    Comment.say(item=section, html="<p>All of it reads well.</p>", by=reader, now=now)
    Comment.say(item=section, html="<p>The team did, in March.</p>", by=section.author, now=now, parent=made[0])
    made[1].resolve(by=section.author, now=now)
    new = html.replace("the placement log", "what students did on wards").replace("They", "We")
    section.write(code=code, html=new, bases=[richtext.fingerprint(html)], by=section.author, now=now)


def test_the_words_of_a_note_are_no_passage_of_the_text(page: Any, section: Section) -> None:
    talked_about(section)
    as_reader(page, section)
    choose(page, ".commented .prose:not(.note-said) > p", 3, 9)
    offer = page.get_by_role("button", name="Comment on these words")
    offer.wait_for()
    choose(page, ".commented .note-said p", 3, 9)
    offer.wait_for(state="hidden")


def test_axe_finds_nothing_beside_a_text_or_in_a_comparison(page: Any, section: Section) -> None:
    faults = Faults()
    screens = [(scheme, size) for scheme in ("light", "dark") for size in (DESK, PHONE)]
    talked_about(section)
    look_through(as_reader(page, section), faults, "beside", screens)
    sign_in_as(page, section.author)
    for path in (f"/items/{section.pk}/comparison/?from=1", f"/items/{section.pk}/comments/"):
        page.goto(path)
        look_through(page, faults, path, screens)
    assert not faults.found, str(faults)


def test_on_a_phone_and_without_scripts(new_page: Callable[..., Any], section: Section) -> None:
    page = as_reader(new_page(viewport={"width": 320, "height": 640}, java_script_enabled=False), section)
    page.get_by_text("Comment on a passage").click()
    page.get_by_label("Which passage").select_option(index=1)
    page.get_by_label("Which words of it").fill("the staff were glad")
    page.get_by_label("Your comment").first.fill("How many?")
    page.get_by_role("button", name="Send comment").first.click()
    anchor = Comment.objects.get().anchor
    assert anchor is not None
    assert anchor["quote"] == "the staff were glad"
    assert page.get_by_text("How many?").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    look(page, "phone")
