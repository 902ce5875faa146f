"""Planning an hour: once, with questions that have room, and with whoever’s turn it could be."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coppice.audience.models import Block
from coppice.chats import tasks
from coppice.chats.models import Chat
from coppice.chats.tests.an_hour import QUESTIONS, at, planned
from coppice.chats.tests.test_chats import page, post
from coppice.groups.models import Group
from coppice.happenings.models import Happening
from coppice.notices.models import Choice, Hours
from coppice.notices.tasks import tell_everybody
from coppice.notices.tests.makers import mail_goes_out
from tests.cast import Cast, a_person, signed_in

pytestmark = pytest.mark.django_db


def sent(cast: Cast, **more: Any) -> dict[str, Any]:
    given = {"title": "Captions in an hour", "starts_at": "2026-12-03T16:00", "minutes": "60", "pace": "10"}
    return {**given, "reach": "group", "group": str(cast.group.pk), "questions": "One?", **more}


def test_sent_twice_it_is_planned_and_told_once(cast: Cast) -> None:
    form = signed_in(cast.owner).get("/chats/new/?group=evaluation").content.decode()
    assert 'name="once"' in form
    once = str(uuid4())
    places = {post(cast.owner, "/chats/", -60, **sent(cast, once=once)).headers["Location"] for _ in range(2)}
    assert len(places) == 1
    assert Chat.objects.count() == 1
    assert Happening.objects.filter(verb="chat planned").count() == 1
    post(cast.owner, "/chats/", -60, **sent(cast, once=str(uuid4())))
    post(cast.owner, "/chats/", -60, **sent(cast))
    assert Chat.objects.count() == 3


def test_a_question_is_kept_whole_or_refused(cast: Cast) -> None:
    long = "Why " + "very " * 100 + "much?"
    refused = post(cast.owner, "/chats/", -60, **sent(cast, questions=f"One?\n{long}"))
    assert refused.status_code == 422
    text = refused.content.decode()
    assert "Q2 is too long: a question has room for 400 characters." in text
    assert long in text, "what was typed comes back"
    assert not Chat.objects.exists()
    many = post(cast.owner, "/chats/", -60, **sent(cast, questions="\n".join(f"{n}?" for n in range(21))))
    assert many.status_code == 422
    assert "A chat has room for 20 questions." in many.content.decode()
    chat = planned(cast)
    running = post(cast.owner, f"/chats/{chat.pk}/edit/", 1, _method="PUT", questions="\n".join([*QUESTIONS, long]))
    assert running.status_code == 422
    assert "Q4 is too long" in running.content.decode()
    assert chat.questions.count() == 3


def test_hosting_goes_round(cast: Cast) -> None:
    for name in ("Ann Eight", "Bea Nine"):
        cast.group.join(person=a_person(name))
    past = planned(cast, by=cast.fellow, starts_at=at(-60 * 24 * 30), now=at(-60 * 24 * 40))
    Chat.everything.filter(pk=past.pk).update(ends_at=at(-60 * 24 * 30 + 60))
    chat = planned(cast)
    text = page(cast.owner, chat, -30)
    turn = text.split("Whose turn it could be:")[1].split("</div>")[0]
    names = [name for name in ("Ann Eight", "Bea Nine", "Femi Bello", "Bram de Wit", "Olwen Prys") if name in turn]
    assert names == ["Ann Eight", "Bea Nine", "Femi Bello"], "not oneself, and nobody between whom there is a block"
    assert turn.index("Ann Eight") < turn.index("Bea Nine") < turn.index("Femi Bello")
    assert "Whose turn" not in page(cast.fellow, chat, -30)
    assert "Whose turn" not in page(cast.owner, chat, 5)
    Block.objects.create(by=cast.fellow, against=cast.owner)
    assert "Femi Bello" not in page(cast.owner, chat, -30)


def test_nobody_is_mailed_that_it_begins_when_it_has_begun(cast: Cast) -> None:
    Choice.objects.create(person=cast.fellow, kind="chats", when="daily")
    chat = planned(cast, now=at(-600))
    for who in (cast.owner, cast.fellow):
        assert post(who, f"/chats/{chat.pk}/part/", -500, _method="PUT", comes="yes").status_code == 303
    for minutes in (-50, -49):
        with time_machine.travel(at(minutes), tick=False):
            tasks.let_the_clock_go_on.func()
            tell_everybody.func()
    letters = mail_goes_out(at(-40))
    assert {one.to[0] for one in letters if "begins within an hour" in one.body} == {cast.owner.email}
    with time_machine.travel(at(1), tick=False):
        tasks.let_the_clock_go_on.func()
    morning = Hours.of(cast.fellow).hour_on((at(0) + timedelta(days=1)).date(), cast.fellow)
    assert not [one for one in mail_goes_out(morning + timedelta(minutes=5)) if "begins within an hour" in one.body]


def test_whoever_plans_reads_how_many_it_reaches_and_who_is_told(cast: Cast) -> None:
    cast.other_group.join(person=cast.owner)
    text = signed_in(cast.owner).get("/chats/new/").content.decode()
    assert "Evaluation SIG (3 members)" in text
    assert "Media makers (2 members)" in text
    assert "A group of mine; its other members are told" in text
    assert "All members of the community: 7 people. Nobody is told at once" in text
    assert "Anyone on the web; only members answer. Nobody is told at once" in text
    client = signed_in(cast.owner)
    client.get("/chats/new/")
    with CaptureQueriesContext(connection) as few:
        client.get("/chats/new/")
    for number in range(5):
        Group.found(name=f"Group {number}", slug=f"group-{number}", purpose="Why not?", by=cast.owner)
    with CaptureQueriesContext(connection) as many:
        client.get("/chats/new/")
    assert len(many) == len(few)
