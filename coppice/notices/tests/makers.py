"""What happens in these tests: things that people are told of, and the clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import time_machine
from django.core import mail

from coppice.accounts.models import Person
from coppice.happenings.models import Happening
from coppice.notices.models import tell
from coppice.notices.tasks import mail_digests, mail_everybody
from coppice.queue.worker import drain

MONDAY = datetime(2026, 11, 30, 12, tzinfo=UTC)


def happens(verb: str, *, told: Iterable[Person], at: datetime, by: Person | None = None, **more: Any) -> Happening:
    """Somebody did something, and the log was read at once."""
    happening = Happening.record(actor=by, verb=verb, tell=told, at=at, **more)
    tell(happening, now=at)
    return happening


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    with time_machine.travel(moment, tick=False):
        yield


def mail_goes_out(moment: datetime) -> list[Any]:
    """What a worker does at this moment; the letters that went."""
    before = len(mail.outbox)
    with at(moment):
        mail_everybody.func()
        mail_digests.func()
        drain()
    return mail.outbox[before:]
