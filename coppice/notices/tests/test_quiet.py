"""Quiet hours, in every zone and across the days on which clocks change."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from coppice.notices.quiet import is_quiet, next_loud

ZONES = ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "UTC"]
MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(lambda n: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=n))
HOURS = st.times().map(lambda hour: hour.replace(second=0, microsecond=0, tzinfo=None))
FORWARD, BACK = datetime(2026, 3, 29, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 0, 10, tzinfo=UTC)


@given(MOMENTS, st.sampled_from(ZONES), HOURS, HOURS)
@example(FORWARD, "Europe/London", time(22), time(1, 30))
@example(BACK, "Europe/London", time(22), time(1, 30))
@example(BACK + timedelta(hours=1), "Europe/London", time(22), time(1, 30))
def test_what_is_held_goes_at_the_first_end_of_the_quiet_hours(
    moment: datetime, zone: str, start: time, end: time
) -> None:
    found = next_loud(moment, zone, start, end)
    assert found >= moment
    assert not is_quiet(found, zone, start, end)
    assert found - moment <= timedelta(hours=50)
    if found > moment:
        steps = (found - moment - timedelta(hours=1)) // timedelta(minutes=20)
        assert all(is_quiet(moment + n * timedelta(minutes=20), zone, start, end) for n in range(steps + 1))


@given(MOMENTS, st.sampled_from(ZONES), HOURS)
def test_without_quiet_hours_nothing_is_held(moment: datetime, zone: str, hour: time) -> None:
    for start, end in ((None, None), (hour, hour)):
        assert next_loud(moment, zone, start, end) == moment


def test_the_wall_clock_counts_on_both_sides_of_a_change() -> None:
    london = ZoneInfo("Europe/London")
    for day in (datetime(2026, 3, 28, 23, tzinfo=london), datetime(2026, 10, 24, 23, tzinfo=london)):
        morning = next_loud(day, "Europe/London", time(22), time(7)).astimezone(london)
        assert (morning.hour, morning.minute) == (7, 0)
        assert morning.date() == day.date() + timedelta(days=1)
