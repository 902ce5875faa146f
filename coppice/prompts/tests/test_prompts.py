"""A question now and then: off unless wished for, at its time, answered or put away, ended by one click, seen by nobody else."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from coppice.frameworks.models import Edition
from coppice.journal.models import Entry
from coppice.journal.tests.makers import entry, person
from coppice.prompts.models import Prompt, Wish
from coppice.prompts.personal_data import held
from coppice.prompts.questions import QUESTIONS
from coppice.prompts.tasks import ask_everybody
from tests.cast import Cast, signed_in

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 27, 9, tzinfo=UTC)
WEEKLY = {"often": "weekly", "weekday": 4, "way": "page"}


def wish(who: Any, **more: Any) -> Wish:
    Wish.choose(**WEEKLY | more, by=who, now=FRIDAY - timedelta(days=7))
    return Wish.of(who)


@pytest.fixture
def me(client: Client) -> Any:
    me = person()
    client.force_login(me)
    return me


def test_nobody_is_asked_who_did_not_wish_for_it(client: Client, me: Any, run_tasks: Any) -> None:
    ask_everybody.enqueue()
    run_tasks()
    assert not Prompt.objects.exists()
    assert client.get("/prompts/").status_code == 200
    assert not Wish.objects.exists()


def test_a_choice_is_kept_and_a_wrong_one_said(client: Client, me: Any) -> None:
    assert client.post("/prompts/", {"often": "hourly", "weekday": "9", "way": "pigeon"}).status_code == 422
    assert client.post("/prompts/", {"often": "monthly", "weekday": "0", "way": "mail"}).status_code == 303
    kept = Wish.of(me)
    assert (kept.often, kept.weekday, kept.way) == ("monthly", 0, "mail")
    assert kept.next_at
    assert kept.next_at.day <= 7


def test_it_is_asked_once_at_its_time_and_the_next_in_a_week(me: Any) -> None:
    chosen = wish(me)
    assert not chosen.ask(now=FRIDAY - timedelta(days=1))
    first = chosen.ask(now=FRIDAY)
    assert first
    assert first.question in map(str, QUESTIONS)
    assert not chosen.ask(now=FRIDAY)
    assert Wish.of(me).next_at == datetime(2026, 12, 4, 8, tzinfo=UTC)
    second = chosen.ask(now=FRIDAY + timedelta(days=7))
    assert [second] == list(Prompt.objects.open_for(me))


def test_every_second_time_it_is_what_ones_journal_is_quiet_about(me: Any) -> None:
    framework = Edition.objects.get(slug="cmalt").framework
    code = f"cmalt:{framework.principles[0].code}"
    entry(me, on=date(2026, 3, 2), codes=[code])
    entry(me, on=date(2026, 11, 20), codes=["cmalt:1a"])
    chosen = wish(me)
    asked = [chosen.ask(now=FRIDAY + timedelta(days=7 * week)) for week in range(2)]
    assert asked[0]
    assert asked[0].question in map(str, QUESTIONS)
    assert asked[1]
    assert asked[1].question.startswith("Nothing in your journal speaks to ")
    assert framework.principles[0].label in asked[1].question
    assert "since March" in asked[1].question


def test_home_asks_quietly_and_an_answer_is_an_entry(client: Client, me: Any) -> None:
    prompt = wish(me).ask(now=FRIDAY)
    assert prompt
    assert prompt.question in client.get("/").content.decode().replace("&#x27;", "'")
    page = client.get(prompt.get_absolute_url()).content.decode()
    assert f'action="{prompt.get_absolute_url()}"' in page
    assert client.post(prompt.get_absolute_url(), {"happened": "", "happened_on": "2026-11-27"}).status_code == 422
    answer = client.post(prompt.get_absolute_url(), {"happened": "It did.", "happened_on": "2026-11-27"})
    assert answer["Location"] == Entry.objects.get().get_absolute_url()
    assert prompt.question not in client.get("/").content.decode()
    late = {"happened": "From another tab.", "happened_on": "2026-11-27"}
    assert client.post(prompt.get_absolute_url(), late).status_code == 303
    assert Entry.objects.count() == 2


def test_not_now_puts_it_away(client: Client, me: Any) -> None:
    prompt = wish(me).ask(now=FRIDAY)
    assert prompt
    assert client.post(prompt.get_absolute_url(), {"_method": "DELETE"})["Location"] == "/"
    assert not Prompt.objects.open_for(me).exists()
    assert not Entry.objects.exists()


def test_by_mail_it_ends_with_one_click_and_without_signing_in(me: Any, run_tasks: Any) -> None:
    entry(me, "Waits to be finished.", is_draft=True)
    wish(me, way="mail")
    Wish.objects.update(next_at=datetime(2020, 1, 3, 8, tzinfo=UTC))
    ask_everybody.enqueue()
    run_tasks()
    (letter,) = mail.outbox
    assert letter.to == [me.email]
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "1 entry to be finished" in letter.body
    assert "Waits to be finished." not in letter.body
    path = "/prompts/end/" + letter.extra_headers["List-Unsubscribe"].strip("<>").split("/prompts/end/")[1]
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.get(path).status_code == 200
    assert Wish.of(me).often == "weekly"
    assert stranger.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Wish.of(me).often == "never"
    assert stranger.post(path[:-3] + "x/").status_code == 404
    ask_everybody.enqueue()
    run_tasks()
    assert len(mail.outbox) == 1


def test_a_question_by_mail_is_not_on_home_and_one_put_away_is_not_mailed(client: Client, me: Any) -> None:
    from coppice.prompts.tasks import mail_one

    prompt = wish(me, way="mail").ask(now=FRIDAY)
    assert prompt
    assert prompt.question not in client.get("/").content.decode()
    prompt.close(now=FRIDAY)
    mail_one.func(str(prompt.pk))
    assert not mail.outbox


def test_nobody_else_sees_anything_of_it(cast: Cast) -> None:
    prompt = wish(cast.owner).ask(now=FRIDAY)
    assert prompt
    for who, other in cast.people.items():
        if who == "owner":
            continue
        client = signed_in(other)
        for answer in (
            client.get(prompt.get_absolute_url()),
            client.post(prompt.get_absolute_url(), {"_method": "DELETE"}),
            client.post(prompt.get_absolute_url(), {"happened": "x", "happened_on": "2026-11-27"}),
        ):
            assert answer.status_code in ({302, 401} if other is None else {404}), who
        assert prompt.question not in client.get("/").content.decode()
    assert Prompt.objects.open_for(cast.owner).exists()
    assert not Entry.objects.exists()


def test_what_is_held_is_in_ones_export(me: Any) -> None:
    prompt = wish(me).ask(now=FRIDAY)
    assert prompt
    assert held(me)["prompts"]["asked"] == [{"question": prompt.question, "at": FRIDAY.isoformat()}]
