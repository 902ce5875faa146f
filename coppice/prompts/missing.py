"""What one's own journal has not spoken to for a while, as a question."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.journal import speaking_to
from coppice.journal.models import EntryCode
from coppice.journal.speaking_to import Code

A_WHILE = timedelta(days=60)


def quiet(person: Person, *, today: date) -> list[tuple[Code, date]]:
    """Parts that the journal spoke to once and not for a while, the longest ago first, each with its last day."""
    spoken = EntryCode.objects.filter(entry__keeper=person, entry__removed_at=None).order_by().values("code")
    last = dict(spoken.annotate(last=Max("entry__happened_on")).values_list("code", "last"))
    offered = [code for group in speaking_to.offered(person).groups for code in group.codes]
    found = [(code, last[code.code]) for code in offered if code.code in last and last[code.code] < today - A_WHILE]
    return sorted(found, key=lambda one: (one[1], one[0].code))


def question(code: Code, last: date, *, today: date) -> str:
    """“Nothing in your journal speaks to P3 Communicating since March. Does something come to mind?”"""
    month = date_format(last, "F" if last.year == today.year else "F Y")
    words = _("Nothing in your journal speaks to {code} since {month}. Does something come to mind?")
    return words.format(code=code.label, month=month)
