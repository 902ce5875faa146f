"""Which nights are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from coppice.backups.rotation import is_due, over, rotate
from coppice.backups.shelf import name_for, shelved

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 25, 2, 30, tzinfo=LONDON)
moments = st.lists(st.integers(0, 900 * 24).map(lambda hours: NOW - timedelta(hours=hours)), unique=True).map(sorted)


def nights(count: int) -> list[datetime]:
    return [NOW - timedelta(days=day) for day in reversed(range(count))]


def test_seven_nights_and_twelve_months_are_kept_of_two_years() -> None:
    made = nights(730)
    kept = sorted(set(made) - over(made, days=6.9, months=12, now=NOW))
    assert kept[-7:] == made[-7:]
    assert [f"{moment:%y-%m-%d}" for moment in kept[:-7]] == [
        "25-12-01", *(f"26-{month:02}-01" for month in range(1, 12)),
    ]  # fmt: skip


@given(made=moments, days=st.integers(0, 30), months=st.integers(0, 24))
def test_nobody_who_was_erased_is_kept_longer_than_the_notice_says(
    made: list[datetime], days: int, months: int
) -> None:
    gone = over(made, days=days, months=months, now=NOW)
    kept = [moment for moment in made if moment not in gone]
    assert made[-1:] == kept[-1:], "the newest stays"
    assert all(moment in kept for moment in made if moment >= NOW - timedelta(days=days))
    assert all(moment >= NOW - timedelta(days=max(days, 31 * months)) for moment in kept[:-1])
    assert over(kept, days=days, months=months, now=NOW) == set(), "what was kept is kept when asked again"


def test_it_is_due_once_the_hour_has_struck_where_the_community_is() -> None:
    assert is_due([], hour=2, now=NOW)
    assert not is_due([NOW - timedelta(minutes=20)], hour=2, now=NOW)
    assert is_due([NOW - timedelta(minutes=40)], hour=2, now=NOW)
    assert not is_due([NOW - timedelta(hours=3)], hour=3, now=NOW)
    assert is_due([NOW - timedelta(hours=24)], hour=3, now=NOW)


def test_only_nights_of_the_worker_are_deleted(tmp_path: Path) -> None:
    for moment in nights(40):
        for kind in ("nightly", "backup"):
            (tmp_path / name_for(kind, moment)).mkdir()
    (tmp_path / "nightly-2026-02-31-020000").mkdir()
    (tmp_path / "nightly-of-mine").mkdir()
    gone = rotate(tmp_path, days=7, months=1, now=NOW)
    left = [path.name for path in tmp_path.iterdir()]
    assert len(gone) == 40 - 8 - 1
    assert len([name for name in left if name.startswith("backup")]) == 40
    assert "nightly-of-mine" in left
    assert not [name for name in left if name.startswith(".")]
    assert shelved(tmp_path)[0].made_at == nights(40)[0].astimezone(UTC)
