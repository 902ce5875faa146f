"""Quiet hours: pure functions about the clock on somebody's wall."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


def is_quiet(moment: datetime, zone: str, start: time | None, end: time | None) -> bool:
    """Whether the wall clock there stands between the two, which may lie on either side of midnight."""
    if start is None or end is None or start == end:
        return False
    wall = moment.astimezone(ZoneInfo(zone)).time()
    return start <= wall < end if start < end else wall >= start or wall < end


def next_loud(moment: datetime, zone: str, start: time | None, end: time | None) -> datetime:
    """This moment, or else the first end of the quiet hours after it.

    When clocks are put back the end comes twice, and the first that is after `moment` counts; when they are put forward
    over it, it is as late after the jump as it would have been.
    """
    if end is None or not is_quiet(moment, zone, start, end):
        return moment
    today = moment.astimezone(ZoneInfo(zone)).date()
    walls = [datetime.combine(today + timedelta(days=n), end, ZoneInfo(zone)) for n in range(4)]
    ends = sorted(wall.replace(fold=fold).astimezone(UTC) for wall in walls for fold in (0, 1))
    return next(one for one in ends if one >= moment and not is_quiet(one, zone, start, end))
