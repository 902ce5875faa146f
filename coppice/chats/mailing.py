"""What chats have to say by mail: kinds to choose between, and what comes up in a digest."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.accounts.models import Person
from coppice.chats.models import Chat
from coppice.notices import digest, kinds
from coppice.notices.digest import Line, Section
from coppice.notices.kinds import When

AHEAD = timedelta(days=8)
MANY = 20


def register() -> None:
    """Tell the floor of notices."""
    soon = gettext_lazy(
        "A chat that you take part in begins, moves, is called off or is over; somebody asks you to host one"
    )
    kinds.register(
        "chats", soon,
        ["chat soon", "chat moved", "chat called off", "chat chair taken", "chat helper", "chat answer taken out",
         "chat hosting offered", "chat hosting accepted", "chat hosting declined", "chat over",
         "chat transcript due", "chat transcript waits"],
        default=When.NOW, addressed=True,
    )  # fmt: skip
    kinds.register("coming", gettext_lazy("Chat hours that come up"), default=When.WEEKLY, collected=True)
    kinds.add("groups", ["chat planned", "chat transcript"])
    digest.register("coming", what_comes_up)


def what_comes_up(person: Person, *, now: datetime) -> Section | None:
    """Chats of the next days that the person can see, by the clock on their wall."""
    planned = Chat.objects.visible_to(person, now=now).filter(
        called_off_at=None, starts_at__gt=now, starts_at__lte=now + AHEAD
    )
    chats = list(planned.order_by("starts_at", "pk")[:MANY])
    lines = [Line(str(chat), chat.get_absolute_url(), f"chat:{chat.pk.hex}", when(chat)) for chat in chats]
    return Section(_("What comes up"), lines) if lines else None


def when(chat: Chat) -> str:
    return date_format(localtime(chat.starts_at), "l j F, H:i")
