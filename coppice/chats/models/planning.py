"""Another time for a chat, or none after all: as long as it has not begun."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.chats.models import hosting
from coppice.chats.models.phase import Closed, Phase

if TYPE_CHECKING:
    from coppice.chats.models.chat import Chat


@transaction.atomic
def plan_anew(
    chat: Chat, *, title: str, starts_at: datetime, minutes: int, pace: int, by: Person, now: datetime
) -> None:
    """Whoever comes is told of another time."""
    row = chat.held()
    if row.phase(now) != Phase.PLANNED:
        raise Closed(_("This chat has begun, so its time stays as it is. Nothing was changed."))
    moved = row.starts_at != starts_at
    row.changes(starts_at=starts_at, ends_at=starts_at + timedelta(minutes=minutes), pace=pace, reminded_at=None)
    Item.everything.filter(pk=row.pk).update(title=title.strip()[:200], changed_at=now)
    if moved:
        row.tell("chat moved", by=by, now=now, people=hosting.who_come(row))
    chat.refresh_from_db()


@transaction.atomic
def call_off(chat: Chat, *, by: Person, now: datetime) -> None:
    """Whoever wanted to come is told."""
    row = chat.held()
    if row.phase(now) != Phase.PLANNED:
        raise Closed(_("This chat has begun, so it can’t be called off any more."))
    row.changes(called_off_at=now)
    row.touch(now=now)
    row.tell("chat called off", by=by, now=now, people=hosting.who_come(row))
    chat.called_off_at = now
