"""Handing letters to the mail server: each once, whatever is killed when.

A letter goes through three steps, each committed before the next: what it says is bound to it; it is handed over; it
is marked as sent. Killed before it was handed over, the next attempt hands over the same. Killed between the server's
“250” and the mark, nobody can know: it is handed over again with the same Message-ID, by which mail servers know a
letter they have. So everybody gets theirs (at least once), and nobody finds two (docs/decisions/0080).
"""

from __future__ import annotations

import smtplib
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.mail import EmailMessage, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.db import transaction
from django.utils import timezone

from coppice.accounts.languages import in_language_of
from coppice.notices import contents, planning, post
from coppice.notices.models import Hours, Letter
from coppice.notices.models.letter import Outcome
from coppice.queue.running import still_mine

LETTERS_A_CONNECTION = 50
A_MOMENT = 1.0
"""Far less than a lease, which is the least time in which a task can be lost to another worker."""


def send_all(pks: Sequence[UUID], *, task: str) -> None:
    """Each letter that is still open, as long as this worker has the task."""
    looked = float("-inf")
    with box() as mailbox:
        for pk in pks:
            if time.monotonic() - looked >= A_MOMENT:
                still_mine()
                looked = time.monotonic()
            send_one(pk, mailbox, task=task)


def send_one(pk: UUID, mailbox: Mailbox, *, task: str) -> None:
    letter = Letter.objects.open().select_related("person__mail_hours").filter(pk=pk).first()
    if letter is None or hold_back(letter, timezone.now()):
        return
    message = bind(letter, task=task, now=timezone.now())
    if message is not None:
        outcome = hand_over(message, mailbox)
        letter.end(outcome, now=timezone.now())


def hold_back(letter: Letter, now: datetime) -> bool:
    """In quiet hours a letter waits for their end."""
    hours = Hours.of(letter.person)
    if not hours.is_quiet(now, letter.person):
        return False
    planning.ask([letter.pk], run_after=hours.next_loud(now, letter.person))
    return True


@transaction.atomic
def bind(letter: Letter, *, task: str, now: datetime) -> EmailMessage | None:
    """Take the letter and bind to it what it says; None when another task has it, or there is nothing to say."""
    if not Letter.objects.take(letter, task=task, now=now):
        return None
    person = letter.person
    with in_language_of(person), timezone.override(ZoneInfo(person.time_zone)):
        found = contents.of(letter, now=now) if person.is_active else contents.Contents()
        if not found:
            letter.end(Outcome.NOTHING, now=now)
            return None
        contents.keep(letter, found, now=now)
        return post.written(letter, found)


def hand_over(message: EmailMessage, mailbox: Mailbox) -> Outcome:
    """Refused for good is refused; any other trouble is the task's, which is tried again later."""
    try:
        mailbox.send(message)
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, ValueError) as no:
        if is_for_good(no):
            return Outcome.REFUSED
        raise
    return Outcome.SENT


def is_for_good(no: Exception) -> bool:
    """A code from 500 on; an address that is none (ValueError) will not become one."""
    if isinstance(no, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in no.recipients.values())
    return not isinstance(no, smtplib.SMTPDataError) or no.smtp_code >= 500


@contextmanager
def box() -> Iterator[Mailbox]:
    """Where letters are handed in; its connection is opened for the first one."""
    mailbox = Mailbox()
    try:
        yield mailbox
    finally:
        mailbox.close()


class Mailbox:
    """The community's mailer, with one connection for some dozens of letters: servers end those that last too long.

    Mailers that are no servers, as in a demonstration, get each letter by itself.
    """

    def __init__(self) -> None:
        self.mailer: BaseEmailBackend = mailers.default
        self.handed = 0

    def send(self, message: EmailMessage) -> None:
        if not isinstance(self.mailer, EmailBackend):
            message.send()
            return
        if self.handed % LETTERS_A_CONNECTION == 0:
            self.mailer.close()
            self.mailer.open()
        self.handed += 1
        self.mailer.send_messages([message])

    def close(self) -> None:
        self.mailer.close()
