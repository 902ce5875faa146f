"""A chat hour through the front door: planned, held, answered, made into a transcript."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from coppice.accounts.models import Person
from coppice.audience.models import Block, Reach
from coppice.chats import tasks
from coppice.chats.models import Answer, Chat, Choice, Line, Part, Transcript
from coppice.chats.personal_data import erase, held
from coppice.chats.tests.an_hour import BEGINS, QUESTIONS, at, planned, published, said
from coppice.happenings.models import Happening
from tests.cast import Cast, signed_in

pytestmark = pytest.mark.django_db


def told(verb: str) -> set[str]:
    return {pk for one in Happening.objects.filter(verb=verb) for pk in one.about.get("tell", [])}


def page(who: Any, chat: Chat, minutes: float, more: str = "") -> str:
    with time_machine.travel(at(minutes), tick=False):
        answer = signed_in(who).get(chat.get_absolute_url() + more, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def post(who: Any, url: str, when: float, /, accept: str = "text/html", **sent: Any) -> Any:
    with time_machine.travel(at(when), tick=False):
        return signed_in(who).post(url, sent, headers={"accept": accept})


def test_a_member_plans_an_hour_and_everybody_sees_it_in_their_own_time(cast: Cast) -> None:
    Person.objects.filter(pk=cast.fellow.pk).update(time_zone="Asia/Tokyo")
    cast.fellow.refresh_from_db()
    sent = {
        "title": "Feedback that helps", "starts_at": "2026-12-03T16:00", "minutes": "60", "pace": "10", "reach": "group",
        "group": str(cast.group.pk), "questions": "One?\r\nTwo?\r\n\r\nThree?",
    }  # fmt: skip
    assert post(cast.owner, "/chats/", -60, **sent).status_code == 303
    chat = Chat.objects.get()
    assert chat.starts_at == BEGINS
    assert [one.words for one in chat.questions.all()] == ["One?", "Two?", "Three?"]
    assert str(cast.fellow.pk) in told("chat planned")
    assert "4 December" in page(cast.fellow, chat, -60 * 40)
    assert "01:00" in page(cast.fellow, chat, -30)
    assert "One?" not in page(cast.fellow, chat, -30), "nobody sees a question before it is open"
    assert "Feedback that helps" in signed_in(cast.fellow).get("/groups/evaluation/").content.decode()
    wrong = post(cast.owner, "/chats/", -60, **{**sent, "starts_at": "2020-01-01T16:00"})
    assert wrong.status_code == 422
    assert "still to come" in wrong.content.decode()


def test_the_next_one_is_a_week_later_at_the_same_time_of_the_clock(cast: Cast) -> None:
    chat = planned(cast)
    summer = BEGINS.replace(month=10, day=21, hour=15)  # 16:00 in London; a week later the clock has changed
    Chat.everything.filter(pk=chat.pk).update(starts_at=summer, ends_at=summer + timedelta(hours=1))
    form = signed_in(cast.owner).get(f"/chats/new/?after={chat.pk}").content.decode()
    assert 'value="2026-10-28T16:00"' in form


def test_questions_open_by_the_clock_and_answers_stand_under_them(cast: Cast) -> None:
    chat = planned(cast)
    assert QUESTIONS[0] in page(cast.fellow, chat, 1)
    assert QUESTIONS[1] not in page(cast.fellow, chat, 9)
    assert QUESTIONS[1] in page(cast.fellow, chat, 10)
    url, once = f"/chats/{chat.pk}/answers/", str(uuid4())
    assert post(cast.fellow, url, 5, question="1", text="We **asked** students.", once=once).status_code == 303
    assert post(cast.fellow, url, 6, question="1", text="We **asked** students.", once=once).status_code == 303
    answer = Answer.objects.get()
    assert "<strong>asked</strong>" in page(cast.owner, chat, 6)
    reply = post(cast.owner, url, 7, question="1", text="# How many?", parent=str(answer.pk), accept="application/json")
    assert reply.status_code == 201
    assert "<h2" not in reply.json()["html"]
    again = post(cast.fellow, url, 8, question="1", text="Twelve.", parent=reply.json()["id"])
    assert again.status_code == 303
    assert Answer.objects.latest("place").parent == answer, "replies are one level deep"
    early = post(cast.fellow, url, 5, question="2", text="Too early.")
    assert early.status_code == 409
    assert "Too early." in early.content.decode(), "the words come back"
    assert post(cast.fellow, url, 5, question="1", text="  ").status_code == 422


def test_an_answer_is_changed_for_a_while_and_taken_back_always(cast: Cast) -> None:
    chat = planned(cast)
    answer = said(chat, cast.fellow, "Wrong word.", minutes=1)
    url = answer.get_absolute_url()
    assert post(cast.fellow, url, 2, _method="PUT", text="Right word.").status_code == 303
    assert "changed" in page(cast.owner, chat, 3)
    assert post(cast.fellow, url, 20, _method="PUT", text="Later word.").status_code == 409
    assert post(cast.elsewhere, url, 3, _method="PUT", text="Mine.").status_code == 404
    said(chat, cast.owner, "I see.", parent=answer, minutes=4)
    assert post(cast.fellow, url, 60 * 20, _method="DELETE").status_code == 303
    text = page(cast.owner, chat, 60 * 21)
    assert "Taken back by whoever said it" in text
    assert "I see." in text
    assert "Right word." not in text


def test_without_scripts_one_replies_and_asks_for_what_is_new(cast: Cast) -> None:
    chat = planned(cast)
    answer = said(chat, cast.fellow, "First.")
    text = page(cast.owner, chat, 6, f"?reply={answer.pk}")
    assert "You reply to Femi Bello: “First.”" in text
    assert f'name="parent" value="{answer.pk}"' in text
    assert "See what is new" in text


def test_later_answers_are_welcome_for_two_days_and_marked(cast: Cast) -> None:
    chat = planned(cast)
    url = f"/chats/{chat.pk}/answers/"
    assert post(cast.fellow, url, 60 * 30, question="1", text="From far away.").status_code == 303
    assert Answer.objects.get().is_later
    late = post(cast.fellow, url, 60 * 50, question="1", text="Too late.")
    assert late.status_code == 409
    assert "Too late." in late.content.decode()


def test_the_chair_opens_by_hand_and_the_clock_goes_on_when_the_line_dies(cast: Cast) -> None:
    chat = planned(cast)
    url = f"/chats/{chat.pk}/chair/"
    assert post(cast.owner, url, 1, _method="PUT", by_hand="yes").status_code == 303
    with time_machine.travel(at(11.5), tick=False):
        chat.tick(now=at(11.5))
        Chat.everything.filter(pk=chat.pk).update(chair_seen_at=at(11.4))
        chat.tick(now=at(11.5))
    assert post(cast.owner, url, 12, _method="PUT", question="3").status_code == 303
    assert post(cast.elsewhere, url, 12, _method="PUT", question="3").status_code == 404
    assert post(cast.fellow, url, 12, _method="PUT", question="2").status_code == 403
    chat.refresh_from_db()
    assert post(cast.owner, f"/chats/{chat.pk}/helpers/", 12, person="Femi Bello").status_code == 303
    assert post(cast.fellow, url, 13).status_code == 303
    chat.refresh_from_db()
    assert chat.chair == cast.fellow
    assert post(cast.fellow, url, 14, _method="PUT", by_hand="yes").status_code == 303
    with time_machine.travel(at(20), tick=False):
        tasks.let_the_clock_go_on.func()
    chat.refresh_from_db()
    assert not chat.by_hand, "a silent chair is not waited for"
    assert all(one.seq for one in chat.questions.all())


def test_hosting_is_offered_and_goes_round(cast: Cast) -> None:
    chat = planned(cast)
    url = f"/chats/{chat.pk}/host/"
    assert post(cast.owner, url, -50, person="Elspeth Munro").status_code == 422, "who can’t see it can’t host it"
    assert post(cast.owner, url, -50, person="Femi").status_code == 303
    assert told("chat hosting offered") == {str(cast.fellow.pk)}
    assert "Would you like to host it?" in page(cast.fellow, chat, -40)
    assert post(cast.owner, url, -39, _method="PUT").status_code == 403
    assert post(cast.fellow, url, -39, _method="PUT").status_code == 303
    chat.refresh_from_db()
    assert (chat.author, chat.chair, chat.offered_to) == (cast.fellow, cast.fellow, None)
    assert signed_in(cast.owner).get(f"/chats/{chat.pk}/edit/").status_code == 403
    with time_machine.travel(at(60 * 24), tick=False):
        assert "Who hosted" in signed_in(cast.owner).get("/chats/?group=evaluation").content.decode()


def test_who_comes_is_reminded_who_said_something_is_asked(cast: Cast) -> None:
    chat = planned(cast, starts_at=BEGINS, now=at(-600))
    assert post(cast.fellow, f"/chats/{chat.pk}/part/", -500, _method="PUT", comes="yes").status_code == 303
    for minutes in (-50, -49):
        with time_machine.travel(at(minutes), tick=False):
            tasks.let_the_clock_go_on.func()
    assert Happening.objects.filter(verb="chat soon").count() == 1
    assert told("chat soon") == {str(cast.owner.pk), str(cast.fellow.pk)}
    said(chat, cast.fellow, "Something.")
    with time_machine.travel(at(65), tick=False):
        tasks.let_the_clock_go_on.func()
    assert told("chat over") == {str(cast.fellow.pk)}


def test_the_transcript_says_what_each_chose_and_marks_what_is_missing(cast: Cast) -> None:
    chat = planned(cast)
    first = said(chat, cast.owner, "The owner’s.")
    said(chat, cast.fellow, "The fellow’s.", parent=first)
    cut = said(chat, cast.owner, "Cut away.", minutes=7)
    said(chat, cast.blocked, "Says nothing about it.", minutes=8)
    for who, choice in ((cast.owner, "named"), (cast.fellow, "pseudonym")):
        assert post(who, f"/chats/{chat.pk}/part/", 30, _method="PUT", choice=choice).status_code == 303
    draft = f"/chats/{chat.pk}/draft/"
    assert post(cast.owner, draft, 70, _method="PUT", answer=str(cut.pk), do="up").status_code == 303
    assert post(cast.owner, draft, 70, _method="PUT", answer=str(cut.pk), do="cut").status_code == 303
    assert post(cast.owner, draft, 70).status_code == 409, "later answers are still welcome"
    assert post(cast.fellow, draft, 60 * 50).status_code == 403
    assert post(cast.owner, draft, 60 * 50).status_code == 303
    text = page(cast.fellow, chat, 60 * 51)
    name = Part.objects.get(person=cast.fellow).pseudonym
    assert name
    assert name in text
    assert "Femi Bello" not in text.split("<main")[1]
    for words in ("The owner’s.", "The fellow’s.", "Cut by the editor.", "1 answer is left out"):
        assert words in text
    for words in ("Cut away.", "Says nothing about it."):
        assert words not in text
    assert text.index("Cut by the editor") < text.index("The owner’s.")
    with time_machine.travel(at(60 * 51), tick=False):
        markdown = signed_in(cast.fellow).get(f"/chats/{chat.pk}/transcript.md").content.decode()
        assert f"> **{name}**: The fellow’s." in markdown
        assert "## Q1: What did you try?" in markdown
        assert signed_in(cast.owner).get(first.get_absolute_url()).status_code == 404, "the log is closed"
    assert post(cast.fellow, f"/chats/{chat.pk}/part/", 60 * 52, _method="PUT", choice="named").status_code == 422
    assert str(cast.fellow.pk) in told("chat transcript")


def test_the_database_keeps_a_transcript_as_it_is(cast: Cast) -> None:
    chat = published(cast, owner=Choice.NAMED, fellow=Choice.NAMED)
    line = Line.objects.filter(kind="answer").get()
    refused: list[Any] = [
        lambda: Line.objects.filter(pk=line.pk).update(html="<p>Other words.</p>"),
        lambda: Line.objects.filter(pk=line.pk).update(name="Somebody else"),
        lambda: Line.objects.filter(pk=line.pk).update(html=""),
        lambda: Line.objects.filter(pk=line.pk).update(person=cast.elsewhere),
        lambda: Line.objects.filter(pk=line.pk).delete(),
        lambda: Line.objects.create(transcript_id=chat.pk, place=99, kind="answer", number=1, said_at=at(1)),
        lambda: Transcript.objects.update(summary="<p>Other.</p>"),
        lambda: Transcript.objects.update(size=99),
    ]
    for change in refused:
        with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
            change()


def test_a_redaction_takes_the_words_everywhere_and_leaves_a_trace(cast: Cast) -> None:
    chat = published(cast, owner=Choice.NAMED, fellow=Choice.NAMED)
    line = Line.objects.get(kind="reply")
    url = f"/chats/{chat.pk}/transcript/{line.place}/"
    assert post(cast.fellow, url, 60 * 51, _method="DELETE", why="").status_code == 422
    assert post(cast.fellow, url, 60 * 51, _method="DELETE", why="It named a student.").status_code == 303
    text = page(cast.owner, chat, 60 * 52)
    assert "How many?" not in text
    assert "Taken out by Femi Bello" in text
    assert "It named a student." in text
    assert not Answer.objects.filter(html__contains="How many").exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        Line.objects.filter(pk=line.pk).update(redacted_why="Nothing happened.")
    other = Line.objects.get(kind="answer")
    assert (
        post(cast.fellow, f"/chats/{chat.pk}/transcript/{other.place}/", 60 * 52, _method="DELETE", why="x").status_code
        == 403
    )


def test_leaving_takes_words_out_and_passes_the_chat_on(cast: Cast) -> None:
    chat = published(cast, owner=Choice.NAMED, fellow=Choice.NAMED)
    Part.help(chat, cast.fellow, True)
    assert held(cast.owner)["answers"][0]["html"]
    erase(cast.owner, leave_words=False, now=at(60 * 60))
    chat.refresh_from_db()
    assert chat.author == cast.fellow
    assert chat.title == ""
    assert not Line.objects.filter(html__contains="asked").exists()
    assert "How many?" in page(cast.fellow, chat, 60 * 61)
    erase(cast.fellow, leave_words=True, now=at(60 * 62))
    assert Line.objects.get(kind="reply").name == ""
    alone = planned(cast, by=cast.elsewhere, reach=Reach.MEMBERS, group=None)
    erase(cast.elsewhere, leave_words=False, now=at(60 * 62))
    assert not Chat.everything.filter(pk=alone.pk).exists()


def test_what_is_said_is_neither_put_away_by_the_host_nor_shown_to_the_blocked(cast: Cast) -> None:
    chat = planned(cast)
    Block.objects.create(by=cast.fellow, against=cast.steward)
    cast.group.join(person=cast.steward)
    said(chat, cast.steward, "From the steward.")
    assert "From the steward." not in page(cast.fellow, chat, 6)
    assert "From the steward." in page(cast.owner, chat, 6)
    assert post(cast.owner, f"/items/{chat.pk}/removal/", 7).status_code == 403
    assert post(cast.owner, f"/items/{chat.pk}/audience/", 7, reach="public").status_code == 403


def test_the_stream_without_a_live_process_tells_what_is_new_and_ends(cast: Cast) -> None:
    chat = planned(cast)
    said(chat, cast.fellow, "Here.")
    with time_machine.travel(at(6), tick=False):
        chat.tick(now=at(6))
        client = signed_in(cast.owner)
        told_now = client.get(f"/live/chats/{chat.pk}/")
        assert told_now.headers["Content-Type"] == "text/event-stream"
        text = told_now.content.decode()
        assert text.startswith("retry: ")
        assert text.count("data: ") == 2
        last = max(int(line[4:]) for line in text.splitlines() if line.startswith("id: "))
        assert "data: " not in client.get(f"/live/chats/{chat.pk}/?after={last}").content.decode()
        calendar = client.get(f"/chats/{chat.pk}/calendar.ics").content.decode()
        assert "DTSTART:20261203T160000Z\r\n" in calendar
    with time_machine.travel(at(60 * 50), tick=False):
        assert signed_in(cast.owner).get(f"/live/chats/{chat.pk}/?after=99").status_code == 204


def test_many_answers_cost_no_more_queries(cast: Cast) -> None:
    chat = planned(cast)
    said(chat, cast.fellow, "One.")
    with time_machine.travel(at(6), tick=False):
        client = signed_in(cast.fellow)
        client.get(chat.get_absolute_url())
        with CaptureQueriesContext(connection) as few:
            client.get(chat.get_absolute_url())
        for number in range(9):
            first = said(chat, cast.owner, f"Number {number}.", minutes=6)
            said(chat, cast.fellow, "Yes.", parent=first, minutes=6)
        with CaptureQueriesContext(connection) as many:
            client.get(chat.get_absolute_url())
    assert len(many) == len(few)
