"""Two people in one chat, each in a browser: what one says the other sees; with the keyboard; and kept while offline."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from coppice.audience.models import Reach
from coppice.chats.models import Answer, Chat
from tests.browser.writers import sign_in
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def chat(cast: Cast) -> Chat:
    now = timezone.now()
    given: dict[str, Any] = {"starts_at": now - timedelta(minutes=1), "by": cast.owner, "now": now - timedelta(hours=1)}
    return Chat.plan(title="In an hour", reach=Reach.MEMBERS, questions=["What did you try?", "And then?"], **given)


def arrive(page: Any, who: Any, chat: Chat, live_server: Any) -> None:
    sign_in(page, who, live_server.url)
    page.goto(chat.get_absolute_url())
    page.get_by_text("Live", exact=True).wait_for()


def test_what_one_says_the_other_sees(cast: Cast, chat: Chat, page: Any, new_page: Any, live_server: Any) -> None:
    other = new_page()
    arrive(page, cast.owner, chat, live_server)
    arrive(other, cast.fellow, chat, live_server)
    field = page.get_by_label("Your answer to Q1")
    field.fill("We **asked** students.")
    field.press("Control+Enter")
    answer = other.locator(".answer", has_text="asked students")
    answer.wait_for()
    assert answer.locator("strong", has_text="asked").count() == 1
    other.get_by_role("button", name="Pause").click()
    answer.get_by_role("link", name="Reply to Olwen Prys").focus()
    other.keyboard.press("Enter")
    other.keyboard.type("How many?")
    other.keyboard.press("Control+Enter")
    page.locator(".note-replies", has_text="How many?").wait_for()
    now = timezone.now()
    Chat.everything.filter(pk=chat.pk).update(starts_at=now - timedelta(minutes=11))
    chat.tick(now=now)
    page.get_by_role("heading", name="Q2 And then?").wait_for()
    page.get_by_label("Your answer to Q2").wait_for()
    assert other.get_by_role("heading", name="Q2 And then?").count() == 0, "it is paused"
    other.get_by_role("button", name="Go on: 1 new thing").click()
    other.get_by_role("heading", name="Q2 And then?").wait_for()
    assert page.locator(".answer", has_text="asked students").count() == 1


def test_what_is_said_without_a_connection_is_kept_and_said_once(
    cast: Cast, chat: Chat, page: Any, live_server: Any
) -> None:
    arrive(page, cast.fellow, chat, live_server)
    page.context.set_offline(True)
    page.get_by_label("Your answer to Q1").fill("Said in a tunnel.")
    page.get_by_role("button", name="Say it").click()
    page.get_by_text("You, on its way").wait_for()
    assert not Answer.objects.exists()
    page.context.set_offline(False)
    page.locator(".answer[data-own]", has_text="Said in a tunnel.").wait_for()
    page.reload()
    page.locator(".answer", has_text="Said in a tunnel.").wait_for()
    assert Answer.objects.count() == 1
