"""Talk in a real browser: begun and answered with a name chosen by keys, safe when the tab dies, and without scripts."""

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from coppice.accounts.models import Person
from coppice.conversations.models import Mention, Post, Topic
from coppice.groups.models import Group
from tests.browser.looking import DESK, PHONE, Faults, look_through
from tests.browser.writers import sign_in
from tests.cast import a_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def me() -> Person:
    return a_person("Olwen Prys")


@pytest.fixture
def group(me: Person) -> Group:
    found = Group.found(name="Evaluation SIG", slug="evaluation", purpose="How we know.", by=me)
    found.join(person=a_person("Femi Bello"))
    return found


@pytest.fixture
def topic(me: Person, group: Group) -> Topic:
    known = {"title": "Captions for maths", "html": "<p>Who?</p>", "sort": "question"}
    made: Topic = Topic.start(group=group, by=me, now=timezone.now(), **known)
    made.reply(html="<h2>I do</h2><p>Sometimes.</p>", by=Person.objects.get(slug="femi-bello"), now=timezone.now())
    return made


def test_a_name_is_chosen_by_keys_and_what_was_typed_outlives_its_tab(
    page: Any, live_server: Any, me: Person, topic: Topic
) -> None:
    sign_in(page, me, live_server.url)
    page.goto(topic.get_absolute_url())
    page.wait_for_selector("rich-text[data-ready]")
    page.get_by_role("textbox", name="Your answer").focus()
    page.keyboard.type("What do you think, @fem")
    expect(page.get_by_role("button", name="@Femi Bello")).to_be_visible()
    page.evaluate(
        "() => { window.requestAnimationFrame = (then) => setTimeout(then, 150); }"
    )  # a screen that draws late
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type("and others?")
    expect(page.get_by_role("textbox", name="Your answer")).to_contain_text("@Femi Bello and others?")
    page.wait_for_timeout(600)  # by then the device has it
    page.evaluate("for (const form of document.forms) delete form.dataset.guard")
    page.goto("about:blank")
    page.goto(topic.get_absolute_url())
    page.get_by_role("button", name="Use them").click()
    page.get_by_role("button", name="Post it").click()
    expect(page.locator("#post-3")).to_contain_text("@Femi Bello and others?")
    assert Mention.objects.get().person.name == "Femi Bello"


def test_a_topic_is_begun_and_answered_without_scripts(
    new_page: Any, live_server: Any, me: Person, group: Group
) -> None:
    page = new_page(java_script_enabled=False)
    sign_in(page, me, live_server.url)
    page.goto("/talk/new/?group=evaluation")
    page.get_by_label("What it is about").fill("Do we need a new form?")
    page.get_by_label("Question", exact=True).check()
    page.get_by_label("What you want to say").fill("The old one has **eleven** pages.")
    page.get_by_role("button", name="Begin it").click()
    expect(page.locator("#post-1 strong")).to_have_text("eleven")
    page.get_by_label("Your answer").fill("> eleven\n\nTwelve.")
    page.get_by_role("button", name="Post it").click()
    expect(page.locator("#post-2 blockquote")).to_have_text("eleven")
    assert Post.objects.count() == 2


def test_axe_finds_nothing_and_nothing_sticks_out(page: Any, live_server: Any, me: Person, topic: Topic) -> None:
    sign_in(page, me, live_server.url)
    faults, here, post = Faults(), topic.get_absolute_url(), topic.posts.get(number=2).permalink
    topic.posts.get(number=2).find_helpful(True, by=me, now=timezone.now())
    mine = topic.posts.get(number=1).permalink
    for url in (
        "/talk/", "/groups/evaluation/talk/", "/groups/evaluation/talk/log/", "/talk/new/", "/reports/", here, f"{here}tending/",
        f"{here}guests/", f"{post}report/", f"{post}history/", f"{mine}edit/",
    ):  # fmt: skip
        page.goto(url)
        page.wait_for_load_state("networkidle")
        look_through(page, faults, url, [("dark", DESK), ("light", PHONE)])
    assert not faults.found, str(faults)
