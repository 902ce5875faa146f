"""A run of digests that is killed goes on where it stopped: nobody is missed, and nobody finds two."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction

from coppice.notices import planning, sending
from coppice.notices.models import Letter
from coppice.notices.tasks import mail_digests
from coppice.notices.tests.makers import MONDAY, at, happens
from coppice.queue.models import QueuedTask
from coppice.queue.worker import drain
from tests.cast import Cast, a_person

pytestmark = pytest.mark.django_db
MORNING = MONDAY + timedelta(hours=20)


class Killed(BaseException):
    """The worker is gone: nothing catches this."""


@pytest.fixture
def many(cast: Cast) -> set[str]:
    """Seven people who have something to read."""
    people = [a_person(f"Reader {n}") for n in range(7)]
    with at(MONDAY):
        happens("round opened", by=cast.owner, told=people, at=MONDAY, path="/rounds/1/")
    return {person.email for person in people}


def work(minutes: float = 0) -> None:
    with at(MORNING + timedelta(minutes=minutes)):
        mail_digests.func()
        drain()


STEPS = {
    "before it was written": (sending, "bind", False),
    "before it was handed over": (sending.Mailbox, "send", False),
    "after it was handed over": (sending.Mailbox, "send", True),
    "before it was marked": (Letter, "end", False),
    "while letters were planned": (planning, "ask", True),
}


@pytest.mark.parametrize("step", STEPS)
def test_killed_anywhere_it_goes_on_where_it_stopped(
    many: set[str], step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    where, name, after = STEPS[step]
    real, calls = getattr(where, name), Counter[str]()

    def deadly(*args: Any, **kwargs: Any) -> Any:
        calls["made"] += 1
        doomed = calls["made"] in {1, 4, 5} and calls["killed"] < 3
        result = real(*args, **kwargs) if after or not doomed else None
        if doomed:
            calls["killed"] += 1
            raise Killed
        return result

    monkeypatch.setattr(where, name, deadly)
    for minutes in range(5):
        try:
            work(minutes)
        except Killed:
            continue
    assert calls["killed"]
    assert {letter.to[0] for letter in mail.outbox} == many
    by_reader: dict[str, set[tuple[str, str]]] = {}
    for letter in mail.outbox:
        by_reader.setdefault(letter.to[0], set()).add((letter.extra_headers["Message-ID"], letter.body))
    assert all(len(same) == 1 for same in by_reader.values()), "what went twice is the same to a mail server"
    unsure = 3 if step in {"after it was handed over", "before it was marked"} else 0
    assert len(mail.outbox) - len(many) == unsure
    assert not Letter.objects.open().exists()


def test_a_letter_that_one_task_holds_is_not_sent_by_another(many: set[str]) -> None:
    with at(MORNING):
        planning.plan_digests(MORNING)
        for letter in Letter.objects.open():
            assert Letter.objects.take(letter, task="another", now=MORNING)
        drain()
    assert not mail.outbox
    with at(MORNING + timedelta(hours=3)):
        planning.plan_what_was_left_lying(MORNING + timedelta(hours=3))
        drain()
    assert {letter.to[0] for letter in mail.outbox} == many


def test_planning_twice_at_once_makes_one_letter_each(many: set[str]) -> None:
    letters = Letter.objects.open()
    for _ in range(2):
        planning.plan_digests(MORNING)
    assert letters.count() == len(many)
    letter = letters.first()
    assert letter
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.create(person=letter.person, day=letter.day, planned_at=MORNING)
    assert QueuedTask.objects.unfinished().count() == 1


def test_an_address_that_takes_no_mail_holds_nobody_up(many: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    import smtplib

    real = sending.Mailbox.send

    def picky(self: Any, message: EmailMessage) -> None:
        if message.to == ["reader.3@trevenna.example"]:
            raise smtplib.SMTPRecipientsRefused({message.to[0]: (550, b"no such box")})
        real(self, message)

    monkeypatch.setattr(sending.Mailbox, "send", picky)
    work()
    assert {letter.to[0] for letter in mail.outbox} == many - {"reader.3@trevenna.example"}
    assert Letter.objects.get(outcome="refused").person.email == "reader.3@trevenna.example"


def test_while_the_mail_server_is_away_letters_wait(many: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as away:
        away.setattr(sending.Mailbox, "send", lambda self, message: (_ for _ in ()).throw(ConnectionRefusedError()))
        work()
    assert Letter.objects.open().count() == len(many)
    work(minutes=2)
    assert {letter.to[0] for letter in mail.outbox} == many
