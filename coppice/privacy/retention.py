"""How long things are kept: the very numbers by which the tasks delete, for the page that shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coppice.audience.tasks import KEPT_IN_BIN
from coppice.files.tasks import KEPT_WITHOUT_ROW
from coppice.groups.tasks import KEPT_ANSWERED
from coppice.hints.tasks import KEPT_UNRENEWED
from coppice.notices.tasks import KEPT_LETTERS as LETTERS_KEPT
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
        return ngettext("{days} day", "{days} days", days).format(days=days)


def rules() -> list[Rule]:
    """Whatever goes by itself; everything else stays until its author removes it or leaves."""
    return [
        Rule(_("What you put into your bin"), KEPT_IN_BIN, _("since you removed it")),
        Rule(_("Files you brought in or had made for you"), TRANSFERS_KEPT, _("since you asked")),
        Rule(_("Contents of files that nothing here uses any more"), KEPT_WITHOUT_ROW, _("since they were last used")),
        Rule(_("What was found at links you allowed to look up"), KEPT_UNRENEWED, _("since the last look")),
        Rule(_("Requests to join a group, and invitations into one"), KEPT_ANSWERED, _("since they were answered")),
        Rule(_("Notices you have seen"), NOTICES_KEPT, _("since you saw them")),
        Rule(_("That a mail went to you"), LETTERS_KEPT, _("since it went")),
        Rule(_("Being signed in"), timedelta(seconds=settings.SESSION_COOKIE_AGE), _("since you were last here")),
        Rule(_("Everything of yours, when you leave"), timedelta(days=settings.COOLING_OFF_DAYS), _("since you asked")),
        Rule(_("The list of work the server did (no words of yours)"), TASKS_KEPT, _("since it was done")),
    ]
