"""When the next question comes: always later, always in the morning of the day chosen, where the person is."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coppice.prompts.questions import QUESTIONS, question
from coppice.prompts.times import Often, next_time

MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2034, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
ZONES = st.sampled_from(["Europe/London", "Pacific/Auckland", "America/St_Johns", "Asia/Kathmandu", "UTC"])
LATEST = {Often.WEEKLY: timedelta(days=7, hours=2), Often.MONTHLY: timedelta(days=42)}


@settings(max_examples=60)
@given(MOMENTS, ZONES, st.integers(0, 6), st.sampled_from(list(LATEST)))
def test_it_is_later_in_the_morning_of_that_day_and_not_too_late(
    after: datetime, zone: str, weekday: int, often: Often
) -> None:
    found = next_time(often, weekday, zone, after=after)
    assert found
    local = found.astimezone(ZoneInfo(zone))
    assert after < found <= after + LATEST[often]
    assert (local.weekday(), local.hour) == (weekday, 8)
    assert often == Often.WEEKLY or local.day <= 7


def test_never_is_never() -> None:
    assert next_time(Often.NEVER, 4, "Europe/London", after=datetime(2026, 11, 21, tzinfo=UTC)) is None


@pytest.mark.parametrize("word", ["should", "must", "forgot", "only", "yet", "failed", "ought"])
def test_no_question_makes_anybody_feel_guilty(word: str) -> None:
    assert not [one for one in QUESTIONS if f" {word} " in f" {one.lower()} "]


def test_there_are_thirty_and_then_they_begin_again() -> None:
    assert len(set(QUESTIONS)) == 30
    assert question(30) == question(0)
