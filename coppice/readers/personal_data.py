"""What is held of whom a person asked to read, and of who asked them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.queue.models import QueuedTask
from coppice.readers.models import Reader

TITLE = _("Asked to read")


def held(person: Person) -> dict[str, Any]:
    """Two queries."""
    readers = Reader.objects.select_related("grant__person", "grant__made_by")
    return {
        "you_asked": [{"whom": one.grant.to, **asked(one)} for one in readers.filter(grant__made_by=person)],
        "you_were_asked": [{"by": one.grant.made_by.name, **asked(one)} for one in readers.filter(of(person))],
    }


def asked(reader: Reader) -> dict[str, str | None]:
    return {
        "item": str(reader.grant.item_id),
        "message": reader.message,
        "at": reader.grant.made_at.isoformat(),
        "until": reader.grant.ends_at.isoformat() if reader.grant.ends_at else None,
    }


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    """With the right to see that each stands for, and mail still to be sent."""
    for reader in Reader.objects.filter(of(person) | Q(grant__made_by=person)).select_related("grant"):
        QueuedTask.objects.naming(reader.pk).delete()
        reader.grant.delete()


def of(person: Person) -> Q:
    return Q(grant__person=person) | Q(grant__address__in=person.addresses, grant__address__gt="")
