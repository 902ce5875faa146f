"""When the next question comes: in the morning of a weekday, where the person is. Plain values in and out."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

MORNING = time(8)
A_WEEK = 7


class Often(TextChoices):
    """How often somebody wants to be asked."""

    NEVER = "never", _("Never")
    WEEKLY = "weekly", _("Once a week")
    MONTHLY = "monthly", _("Once a month, in its first week")


class Weekday(IntegerChoices):
    """The days of a week, as Python counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


def next_time(often: str, weekday: int, time_zone: str, *, after: datetime) -> datetime | None:
    """The first such morning after `after`; None when it never comes."""
    if often == Often.NEVER:
        return None
    zone = ZoneInfo(time_zone)
    day = after.astimezone(zone).date()
    while not is_due(often, weekday, morning := datetime.combine(day, MORNING, zone)) or morning <= after:
        day += timedelta(days=1)
    return morning


def is_due(often: str, weekday: int, morning: datetime) -> bool:
    return morning.weekday() == weekday and (often == Often.WEEKLY or morning.day <= A_WEEK)
