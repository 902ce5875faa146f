"""Whoever said something is asked how they want to stand in the transcript, also who came late."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from coppice.accounts.models import Person
from coppice.chats import tasks
from coppice.chats.models import Chat, Choice, Part
from coppice.chats.tests.an_hour import at, planned, published, said
from coppice.happenings.models import Happening
from coppice.notices.models import Notice
from coppice.notices.tasks import tell_everybody
from coppice.notices.tests.makers import mail_goes_out
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def asked(chat: Chat) -> list[set[str]]:
    rows = Happening.objects.filter(verb="chat over", item=chat.pk).order_by("pk")
    return [set(one.about.get("tell", [])) for one in rows]


def the_clock_goes_on(minutes: float) -> None:
    with time_machine.travel(at(minutes), tick=False):
        tasks.let_the_clock_go_on.func()


def ids(*people: Person) -> set[str]:
    return {str(person.pk) for person in people}


def test_who_answers_late_is_asked_before_answers_close(cast: Cast) -> None:
    chat = planned(cast)
    said(chat, cast.owner, "On time.")
    said(chat, cast.fellow, "Me too.", minutes=6)
    the_clock_goes_on(65)
    assert asked(chat) == [ids(cast.owner, cast.fellow)]
    Part.choose(chat, Choice.NAMED, by=cast.owner)
    cast.group.join(person=cast.elsewhere)
    said(chat, cast.elsewhere, "From far away.", minutes=60 * 30)
    the_clock_goes_on(60 * 42)
    assert len(asked(chat)) == 1
    for minutes in (60 * 44, 60 * 45):
        the_clock_goes_on(minutes)
    assert asked(chat)[1:] == [ids(cast.fellow, cast.elsewhere)], "once more, whoever did not choose"


def test_a_clock_that_stood_still_asks_later_and_once(cast: Cast) -> None:
    chat = planned(cast)
    said(chat, cast.fellow, "Here.")
    the_clock_goes_on(60 * 44)
    the_clock_goes_on(60 * 44 + 1)
    assert asked(chat) == [ids(cast.fellow)]


def test_nobody_is_asked_of_what_is_published(cast: Cast) -> None:
    chat = published(cast, owner=Choice.NAMED)
    the_clock_goes_on(60 * 51)
    assert not asked(chat)


def test_the_question_comes_at_once_and_not_with_a_digest(cast: Cast) -> None:
    chat = planned(cast)
    said(chat, cast.fellow, "Here.")
    the_clock_goes_on(65)
    with time_machine.travel(at(66), tick=False):
        tell_everybody.func()
    letters = mail_goes_out(at(65) + timedelta(minutes=10))
    assert Notice.objects.get(person=cast.fellow, happening__verb="chat over").mailed_at
    assert "how would you like to stand in its transcript?" in next(
        one.body for one in letters if one.to == [cast.fellow.email]
    )
