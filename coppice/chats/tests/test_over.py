"""Once answers are closed: nobody reads the log on, and the transcript does not wait for ever."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine

from coppice.audience.models import Reach
from coppice.chats import tasks
from coppice.chats.models import Chat
from coppice.chats.tests.an_hour import at, planned, said
from coppice.chats.tests.test_chats import page, post, told
from coppice.happenings.models import Happening
from tests.cast import Cast, signed_in

pytestmark = pytest.mark.django_db
OVER, A_WEEK = 60 * 50, 60 * 24 * 9.5


def the_clock_goes_on(minutes: float) -> None:
    with time_machine.travel(at(minutes), tick=False):
        tasks.let_the_clock_go_on.func()


def draft(who: Any, chat: Chat, minutes: float) -> Any:
    with time_machine.travel(at(minutes), tick=False):
        return signed_in(who).get(f"/chats/{chat.pk}/draft/")


def test_what_others_said_is_not_shown_until_they_chose(cast: Cast) -> None:
    chat = planned(cast, reach=Reach.PUBLIC, group=None)
    first = said(chat, cast.owner, "The owner’s.")
    said(chat, cast.fellow, "The fellow’s.", parent=first, minutes=6)
    before = page(cast.reader, chat, 60 * 48)
    assert "The owner’s." in before
    assert "The fellow’s." in before
    mine = page(cast.fellow, chat, OVER)
    assert "The fellow’s." in mine
    assert "You see here what you said yourself" in mine
    assert "The owner’s." not in mine
    for who in (cast.reader, cast.steward, None):
        text = page(who, chat, OVER)
        assert "What was said is not shown any more" in text
        assert "The owner’s." not in text
        assert "The fellow’s." not in text
        assert "Femi Bello" not in text
    assert post(cast.steward, first.get_absolute_url(), OVER, why="Let me see.").status_code == 404
    assert "The owner’s." in draft(cast.owner, chat, OVER).content.decode(), "the host makes the transcript of it"


def test_the_host_is_told_once_that_it_waits_for_them(cast: Cast) -> None:
    chat = planned(cast)
    said(chat, cast.fellow, "Something.")
    the_clock_goes_on(60 * 48)
    assert not told("chat transcript due")
    for minutes in (OVER, OVER + 1):
        the_clock_goes_on(minutes)
    assert told("chat transcript due") == {str(cast.owner.pk)}
    assert Happening.objects.filter(verb="chat transcript due").count() == 1
    assert not told("chat transcript waits")


def test_after_a_week_somebody_else_may_make_the_transcript(cast: Cast) -> None:
    chat = planned(cast)
    cast.group.memberships.filter(person=cast.fellow).update(is_facilitator=True)
    said(chat, cast.fellow, "Something.")
    assert draft(cast.fellow, chat, OVER).status_code == 403
    assert "Make the transcript" not in page(cast.fellow, chat, OVER)
    the_clock_goes_on(A_WEEK)
    the_clock_goes_on(A_WEEK + 1)
    assert told("chat transcript waits") == {str(cast.fellow.pk)}
    assert Happening.objects.filter(verb="chat transcript waits").count() == 1
    assert "Make the transcript" in page(cast.fellow, chat, A_WEEK)
    shown = draft(cast.fellow, chat, A_WEEK)
    assert "Something." in shown.content.decode()
    assert f"/chats/{chat.pk}/edit/" not in shown.content.decode(), "what came of it is for the host to write"
    assert draft(cast.elsewhere, chat, A_WEEK).status_code == 404
    assert post(cast.fellow, f"/chats/{chat.pk}/draft/", A_WEEK).status_code == 303
    chat.refresh_from_db()
    assert chat.transcript.published_by == cast.fellow
    the_clock_goes_on(A_WEEK + 60 * 24 * 7)
    assert Happening.objects.filter(verb="chat transcript waits").count() == 1


def test_nothing_waits_of_an_hour_in_which_nothing_was_said(cast: Cast) -> None:
    planned(cast)
    the_clock_goes_on(OVER)
    assert not told("chat transcript due")
