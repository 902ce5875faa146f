"""What comes up stands in the weekly digest of whoever can see it, by the clock on their wall."""

from datetime import UTC, datetime, timedelta

import pytest

from coppice.chats.models import Chat
from coppice.notices.tests.makers import at, mail_goes_out
from tests.cast import Cast

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 12, 7, 8, tzinfo=UTC)


def test_what_comes_up_is_said_once_to_those_who_see_it(cast: Cast) -> None:
    cast.fellow.time_zone = "Europe/Paris"
    cast.fellow.save()
    with at(MONDAY - timedelta(days=1)):
        for title, days, reach in (("Captions", 3, "group"), ("Far away", 30, "group"), ("For all", 2, "members")):
            Chat.plan(
                title=title, starts_at=MONDAY + timedelta(days=days), by=cast.owner, now=MONDAY - timedelta(days=1),
                reach=reach, group=cast.group if reach == "group" else None,
            )  # fmt: skip
    letters = {letter.to[0]: letter.body for letter in mail_goes_out(MONDAY)}
    mine, others = letters[cast.fellow.email], letters[cast.reader.email]
    assert mine.index("For all") < mine.index("Captions")
    assert "Thursday 10 December, 09:00" in mine
    assert "Far away" not in mine
    assert "Captions" not in others
    assert "Wednesday 9 December, 08:00" in others
