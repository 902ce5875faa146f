"""Consents that were taken back: nothing stays of what came of them, nor in an older backup that is restored.

What was kept because of a consent is let go of by whoever kept it (`consent_changed`). The list lies beside the
database, as that of erasures does; whoever is erased is taken off it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from coppice.accounts.agreements import AGREEMENTS
from coppice.accounts.models import Consent, Erasure, Person

WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Withdrawn:
    """A line of the list: somebody took a consent back."""

    person_id: UUID
    what: str
    at: datetime

    def __str__(self) -> str:
        return f"{self.person_id} {self.what} {self.at.isoformat()}"

    @classmethod
    def read(cls, line: str) -> Withdrawn:
        person_id, what, at = line.split()
        return cls(UUID(person_id), what, datetime.fromisoformat(at))


def on_consent(consent: Consent, **_: Any) -> None:
    """A receiver of consent_changed: write it down, and have the database forget what deleted rows left behind."""
    from coppice.privacy.tasks import tidy_up

    if not consent.given:
        transaction.on_commit(write_down)
        tidy_up.enqueue()


def withdraw_again(*, now: datetime) -> int:
    """For a restore: what had been taken back since the backup was made is taken back again. Answers how much was."""
    again = 0
    for line in listed():
        agreement, person = AGREEMENTS.get(line.what), Person.objects.filter(pk=line.person_id).first()
        newest = Consent.newest(agreement, of=person) if agreement and person else None
        if agreement and person and newest and newest.given and newest.at <= line.at:
            Consent.decide(agreement, given=False, by=person, now=line.at)
            again += 1
    write_down()
    return again


def write_down() -> None:
    """Add to the list what it does not have yet."""
    there = set(listed())
    rows = Consent.objects.filter(given=False).order_by("at", "pk").values_list("person_id", "what", "at")
    with place().open("a", encoding="ascii") as file:
        file.writelines(f"{row}\n" for row in (Withdrawn(*row) for row in rows) if row not in there)


def leave_out_erased() -> None:
    """There is nothing left that they could take back again."""
    lines = list(listed())
    gone = set(Erasure.objects.filter(pk__in={line.person_id for line in lines}).values_list("pk", flat=True))
    kept = [line for line in lines if line.person_id not in gone]
    half = place().with_name(f"{WITHDRAWN}-half")
    half.write_text("".join(f"{line}\n" for line in kept), encoding="ascii")
    half.replace(place())


def listed() -> Iterator[Withdrawn]:
    lines = place().read_text(encoding="ascii").splitlines() if place().exists() else []
    return (Withdrawn.read(line) for line in lines if line.strip())


def place() -> Path:
    return Path(settings.HOME) / WITHDRAWN
