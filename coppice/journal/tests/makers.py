"""People and entries for tests."""

from datetime import UTC, date, datetime
from typing import Any

from coppice.accounts.models import Person
from coppice.journal.models import Entry
from coppice.journal.models.entry import Details
from coppice.kernel import richtext

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)


def person(name: str = "Morwenna Pascoe", **fields: Any) -> Person:
    email = fields.pop("email", f"{name.split(maxsplit=1)[0].lower()}@trevenna.example")
    return Person.objects.create_user(email, name=name, **fields)


def entry(
    by: Person, words: str = "Ran a captioning workshop for the history team.", *, on: date = TODAY, **details: Any
) -> Entry:
    made, _ = Entry.capture(html=richtext.from_markdown(words), happened_on=on, by=by, now=NOW)
    if details:
        made.describe(Details(happened_on=on, **details), by=by, now=NOW)
    return made
