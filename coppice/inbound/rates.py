"""How much is taken in within an hour: what is beyond it is asked to come again later, and then is not lost."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings

from coppice.inbound import addresses
from coppice.inbound.models import Arrival

HOUR = timedelta(hours=1)
FROM_ONE, TO_ONE, IN_ALL = 30, 60, 3000
ROOM = 200 * 1024 * 1024


class NotNow(Exception):
    """Their server is to try again later; says why in the words of servers."""


def look_for_room(size: int) -> None:
    """Whether the disk has room for it, and more."""
    if shutil.disk_usage(settings.HOME).free < ROOM + 4 * size:
        raise NotNow("4.3.1 There is no room just now; please try again later")


def look_at_sender(sender: str, *, now: datetime) -> None:
    """Whether this address sent more than a person would."""
    if Arrival.objects.since(now - HOUR).filter(sender=addresses.fingerprint(sender)).count() >= FROM_ONE:
        raise NotNow("4.7.1 Many messages came from you within an hour; please try again later")


def look_at_message(author: str, recipients: Sequence[str], *, now: datetime) -> None:
    """The same by who it says it is from, by where it goes, and for everybody together."""
    lately = Arrival.objects.since(now - HOUR)
    if author and lately.filter(author=addresses.fingerprint(author)).count() >= FROM_ONE:
        raise NotNow("4.7.1 Many messages came from you within an hour; please try again later")
    if any(lately.filter(recipient=one.lower()).count() >= TO_ONE for one in recipients) or lately.count() >= IN_ALL:
        raise NotNow("4.7.1 Many messages came within an hour; please try again later")
