"""How long things are kept: the very numbers by which the tasks delete, for the page that shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from coppice.audience.tasks import KEPT_IN_BIN
from coppice.files.tasks import KEPT_WITHOUT_ROW
from coppice.hints.tasks import KEPT_UNRENEWED
from coppice.notices.tasks import KEPT_SEEN as NOTICES_KEPT
from coppice.portfolios.models.transfer import KEPT as TRANSFERS_KEPT
from coppice.queue.models import KEPT_FOR as TASKS_KEPT


@dataclass(frozen=True)
class Rule:
    """One kind of thing, how long it is kept, and from when."""

    what: str
    kept: timedelta
    since: str

    @property
    def in_words(self) -> str:
        days = self.kept.days
        return "1 day" if days == 1 else f"{days} days"


def rules() -> list[Rule]:
    """Whatever goes by itself; everything else stays until its author removes it or leaves."""
    return [
        Rule("What you put into your bin", KEPT_IN_BIN, "since you removed it"),
        Rule("Files you brought in or had made for you", TRANSFERS_KEPT, "since you asked"),
        Rule("Contents of files that nothing here uses any more", KEPT_WITHOUT_ROW, "since they were last used"),
        Rule("What was found at links you allowed to look up", KEPT_UNRENEWED, "since the last look"),
        Rule("Notices you have seen", NOTICES_KEPT, "since you saw them"),
        Rule("Being signed in", timedelta(seconds=settings.SESSION_COOKIE_AGE), "since you were last here"),
        Rule("Everything of yours, when you leave", timedelta(days=settings.COOLING_OFF_DAYS), "since you asked"),
        Rule("The list of work the server did (no words of yours)", TASKS_KEPT, "since it was done"),
    ]
