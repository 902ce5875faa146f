"""Taking everything of one person away, and doing so again after an older backup was restored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from coppice.accounts.models import Erasure, Person
from coppice.privacy.models import tell_groups
from coppice.privacy.shares import shares
from coppice.privacy.withdrawing import leave_out_erased
from coppice.queue.models import QueuedTask

ERASED = "erased"
WORDS = {True: "words-left", False: "all"}


@transaction.atomic
def erase(person: Person, *, leaves_words: bool, now: datetime) -> None:
    """Everything, share by share. That it was done is recorded first: the ledgers let go of nothing without it."""
    from coppice.privacy.tasks import tidy_up

    known = {"at": now, "leaves_words": leaves_words}
    Erasure.objects.get_or_create(person_id=person.pk, defaults=known)
    tell_groups("group untended", of=person, actor=Person.who_left())
    person.deactivate()
    QueuedTask.objects.naming(person.pk).delete()
    for share in shares():
        share.of.erase(person, leave_words=leaves_words, now=now)
    transaction.on_commit(write_down)
    transaction.on_commit(leave_out_erased)
    tidy_up.enqueue()


@dataclass(frozen=True)
class Erased:
    """A line of the list that lies beside the database, so that it outlives a restore."""

    person_id: UUID
    at: datetime
    leaves_words: bool

    def __str__(self) -> str:
        return f"{self.person_id} {self.at.isoformat()} {WORDS[self.leaves_words]}"

    @classmethod
    def read(cls, line: str) -> Erased:
        person_id, at, how = line.split()
        return cls(UUID(person_id), datetime.fromisoformat(at), how == WORDS[True])


def erase_again(*, now: datetime) -> int:
    """For a restore: whoever had been erased since the backup was made is erased again. Answers how many were."""
    again = 0
    for erased in recorded():
        if person := Person.objects.filter(pk=erased.person_id).first():
            erase(person, leaves_words=erased.leaves_words, now=now)
            again += 1
    write_down()
    leave_out_erased()
    return again


def recorded() -> list[Erased]:
    """By the table and by the list beside it, each person once."""
    rows = Erasure.objects.values_list("person_id", "at", "leaves_words")
    known = {erased.person_id: erased for erased in [*(Erased(*row) for row in rows), *listed()]}
    return sorted(known.values(), key=lambda erased: (erased.at, erased.person_id))


def write_down() -> None:
    """Add to the list what it does not have yet."""
    there = {erased.person_id for erased in listed()}
    with place().open("a", encoding="ascii") as file:
        file.writelines(f"{erased}\n" for erased in recorded() if erased.person_id not in there)


def listed() -> Iterator[Erased]:
    lines = place().read_text(encoding="ascii").splitlines() if place().exists() else []
    return (Erased.read(line) for line in lines if line.strip())


def place() -> Path:
    return Path(settings.HOME) / ERASED


def let_go_of_pages() -> None:
    """Have the database forget what deleted rows left in its files. Not within a transaction."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
