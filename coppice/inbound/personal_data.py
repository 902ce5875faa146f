"""What came from a person by mail, and the addresses that take it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.inbound import addresses, reading
from coppice.inbound.models import Arrival, PrivateAddress, ReplyAddress

TITLE = _("Mail that you sent")


def held(person: Person) -> dict[str, Any]:
    """One's address, and the messages of the last thirty days with all their words."""
    arrivals = Arrival.objects.of(person).select_related("raw")
    address = PrivateAddress.objects.filter(person=person).first()
    return {
        "private_address": str(address) if address else "",
        "reply_addresses": ReplyAddress.objects.filter(person=person).count(),
        "messages": [arrival_held(arrival) for arrival in arrivals],
    }


def arrival_held(arrival: Arrival) -> dict[str, Any]:
    read = reading.read(bytes(arrival.raw.content)) if hasattr(arrival, "raw") else None
    return {
        "at": arrival.arrived_at.isoformat(),
        "to": arrival.recipient,
        "subject": arrival.subject,
        "state": arrival.state,
        "said": arrival.said,
        "words": read.whole if read else "",
        "files": [each.name for each in read.attachments] if read else [],
    }


def erase(person: Person, *, leave_words: bool, now: datetime) -> None:
    """Everything, and also what still waits to be looked at, known by their addresses."""
    marks = [addresses.fingerprint(one) for one in [person.email, *person.addresses]]
    Arrival.objects.filter(person=person).delete()
    Arrival.objects.filter(author__in=marks).delete()
    Arrival.objects.filter(sender__in=marks).delete()
    PrivateAddress.objects.filter(person=person).delete()
    ReplyAddress.objects.filter(person=person).delete()
