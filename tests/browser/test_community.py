"""The community in a real Chromium: a topic read and answered by keyboard alone, an hour hosted, words looked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from coppice.audience.models import Reach
from coppice.chats.models import Chat
from coppice.conversations.models import Following, Reaction, Topic
from coppice.feeds.models import Key
from coppice.notices.ending import Ending
from coppice.polls.models import Poll, Vote
from coppice.polls.models.poll import Terms
from coppice.search.tasks import look_at_what_waits
from coppice.tending.models import Charter, CharterVersion
from tests.browser.keyboard import Keyboard
from tests.browser.looking import DESK, PHONE, Faults, look_through
from tests.browser.writers import sign_in
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OUTLINE = """() => [...document.querySelectorAll("main :is(h1, h2, h3, h4)")]
    .filter((one) => !one.closest("aside")).map((one) => [Number(one.localName[1]), one.textContent.trim()])"""
ON_PAPER = """() => [...document.querySelectorAll("body *")]
    .filter((one) => one.checkVisibility() && one.matches("nav, button, input, textarea, .masthead, .colophon"))
    .map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture
def long_topic(cast: Cast) -> Topic:
    now = timezone.now() - timedelta(days=1)
    known = {"title": "Captions for maths", "html": "<p>Who does it?</p>", "sort": "question", "group": cast.group}
    topic: Topic = Topic.start(**known, by=cast.fellow, now=now)
    for number in range(2, 9):
        html = f"<h2>Way {number}</h2><p>We read it aloud, {number} times.</p>"
        topic.reply(html=html, by=cast.blocked, now=now + timedelta(minutes=number))
    return topic


def test_a_long_topic_by_keyboard_alone(page: Any, live_server: Any, cast: Cast, long_topic: Topic) -> None:
    terms = Terms(
        question="Which way?", choices=["Aloud", "In writing", "Both"], counting="runoff", secrecy="hidden",
        group=cast.group,
    )  # fmt: skip
    poll = Poll.open(terms, by=cast.fellow, now=timezone.now())
    sign_in(page, cast.elsewhere, live_server.url)
    cast.group.join(person=cast.elsewhere)
    keys = Keyboard(page)
    keys.open("/groups/evaluation/")
    keys.follow("Captions for maths")
    levels = [level for level, _words in page.evaluate(OUTLINE)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), page.evaluate(OUTLINE)
    keys.push("I learned somethingfor post 3")
    assert Reaction.objects.get().post.number == 3
    focus = "document.activeElement === document.body || document.activeElement.closest('#post-3') !== null"
    assert page.evaluate(focus), "one goes on where one was"
    keys.follow("Quote post 4")
    keys.reach("Your answer", role="textbox")
    keys.press("Control+End")
    keys.type("Who reads it to whom?")
    keys.push("Post it")
    expect(page.locator("#post-9 blockquote")).to_contain_text("We read it aloud, 4 times.")
    expect(page.locator("#post-9")).to_contain_text("Who reads it to whom?")
    keys.push("Stop that")
    keys.push("Tell me when somebody posts")
    assert Following.objects.filter(topic=long_topic, person=cast.elsewhere, stopped=False).exists()
    keys.open("/groups/evaluation/")
    keys.follow("Which way?")
    for choice, place in (("Both", "1"), ("Aloud", "2")):
        keys.reach(choice, tag="select")
        keys.type(place)
    keys.push("Vote")
    assert Vote.objects.get(poll=poll).chosen == [2, 0]


def test_an_hour_is_hosted_and_its_transcript_printed(
    page: Any, new_page: Callable[..., Any], live_server: Any, cast: Cast
) -> None:
    now, faults = timezone.now(), Faults()
    given: dict[str, Any] = {"starts_at": now - timedelta(minutes=1), "by": cast.owner, "now": now - timedelta(hours=1)}
    chat = Chat.plan(
        title="In an hour", reach=Reach.GROUP, group=cast.group, questions=["What did you try?", "And?"], **given
    )
    guest = new_page(viewport=PHONE, color_scheme="dark")
    for who, one in ((cast.owner, page), (cast.fellow, guest)):
        sign_in(one, who, live_server.url)
        one.goto(chat.get_absolute_url())
        one.get_by_text("Live", exact=True).wait_for()
    guest.get_by_label("Your answer to Q1").fill("We asked twelve students.")
    guest.get_by_label("Your answer to Q1").press("Control+Enter")
    page.locator(".answer", has_text="twelve students").get_by_role("link", name="Reply to Femi Bello").click()
    page.keyboard.type("Half a thought about")
    page.get_by_label("Your answer to Q1").fill("And half an")
    page.get_by_role("button", name="Open Q2 now").click()
    page.get_by_role("heading", name="Q2 And?").wait_for()
    expect(page.get_by_label("Your answer to Q1")).to_have_value("And half an")
    expect(page.locator("form[data-reply] textarea")).to_have_value("Half a thought about")
    page.locator("form[data-reply] textarea").fill("Half a thought about what?")
    page.locator("form[data-reply] textarea").press("Control+Enter")
    guest.locator(".note-replies", has_text="about what?").wait_for()
    guest.get_by_role("heading", name="Q2 And?").wait_for()
    look_through(guest, faults, "a chat, for a guest", [("dark", PHONE)])
    look_through(page, faults, "a chat, for its host", [("light", DESK)])
    for one in (page, guest):
        one.get_by_label("I stand in it").select_option(label="With my name")
        one.get_by_role("button", name="Keep it so").click()
        expect(one.locator("#messages")).to_contain_text("with your name")
    expect(page.get_by_label("Your answer to Q1")).to_have_value("And half an")
    over = now - timedelta(hours=60)
    Chat.everything.filter(pk=chat.pk).update(starts_at=over, ends_at=over + timedelta(hours=1))
    page.reload()
    page.get_by_role("link", name="Make the transcript").click()
    page.get_by_text("Publish the transcript").click()
    page.get_by_role("button", name="Yes, publish it for good").click()
    expect(page.get_by_role("heading", name="Q1 What did you try?")).to_be_visible()
    page.emulate_media(media="print")
    assert page.evaluate(ON_PAPER) == []
    expect(page.get_by_text("Take it along")).to_be_hidden()
    expect(page.get_by_text("twelve students")).to_be_visible()
    assert not faults.found, str(faults)


def test_what_is_typed_is_looked_up_at_once(page: Any, live_server: Any, cast: Cast, long_topic: Topic) -> None:
    look_at_what_waits.call()
    sign_in(page, cast.fellow, live_server.url)
    page.goto("/talk/")
    page.keyboard.press("/")
    page.keyboard.type("maths")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=maths")
    expect(page.locator("#found")).to_contain_text("Captions for maths")
    page.get_by_label("Search everything you can see").fill("aloud")
    expect(page.locator("#found")).to_contain_text("We read it aloud")
    expect(page.locator("#told")).not_to_be_empty()
    page.wait_for_url("**/search/?q=aloud")
    page.get_by_label("Search everything you can see").fill("zzzz")
    expect(page.locator("#found")).to_contain_text("Nothing found")
    look_through(page, faults := Faults(), "nothing found", [("dark", PHONE), ("light", DESK)])
    assert not faults.found, str(faults)


def test_axe_finds_nothing_on_what_the_table_of_pages_leaves_out(page: Any, live_server: Any, cast: Cast) -> None:
    now, faults, pages = timezone.now(), Faults(), []
    for counting, secrecy in (
        ("points", "named"),
        ("single", "anonymous"),
        ("runoff", "hidden"),
        ("multiple", "named"),
    ):
        terms = Terms(question="Which?", choices=["A", "B"], counting=counting, secrecy=secrecy, group=cast.group)
        poll = Poll.open(terms, by=cast.owner, now=now)
        poll.vote([1], by=cast.fellow, now=now)
        if secrecy == "hidden":
            poll.close(by=cast.owner, now=now)
        pages.append(poll.get_absolute_url())
    Key.make(by=cast.owner, now=now)
    draft = Charter.take_up(group=cast.group, by=cast.owner, now=now)
    draft.save_text(code="purpose", html="<p>To know.</p>", bases=[], by=cast.owner, now=now)
    CharterVersion.put_to_members(draft=draft, note="New.", by=cast.owner, now=now)
    pages += ["/groups/evaluation/charter/", "/feeds/", "/notices/mail/", "/notices/mail/groups/evaluation/"]
    pages.append(reverse("notices:ending", args=[Ending(cast.owner.pk, ["answers", "groups"]).token]))
    sign_in(page, cast.owner, live_server.url)
    for path in pages:
        assert page.goto(path).status == 200, path
        look_through(page, faults, path, [("light", DESK), ("dark", PHONE)])
    assert not faults.found, str(faults)
