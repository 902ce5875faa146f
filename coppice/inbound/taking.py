"""Taking a message in, whichever way it comes: kept first, and only then acknowledged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from coppice.inbound import addresses, rates, targets
from coppice.inbound.checking import author_of
from coppice.inbound.models import Arrival
from coppice.inbound.reading.mime import Headers, divided


def is_taken_in(recipient: str) -> bool:
    """Whether mail to this address is taken at all. It says nothing of who or what exists, only of what we signed."""
    known = addresses.read(recipient)
    return known is not None and targets.of(known.kind) is not None


def take_in(raw: bytes, *, sender: str, recipients: Sequence[str], now: datetime) -> list[Arrival]:
    """Keep it, unless it is too much for now; raises NotNow, or what the database or the disk has to say."""
    rates.look_for_room(len(raw) * len(recipients))
    rates.look_at_sender(sender, now=now)
    rates.look_at_message(author_of(Headers.read(divided(raw)[0])), recipients, now=now)
    return Arrival.take(raw, sender=sender, recipients=recipients, now=now)
