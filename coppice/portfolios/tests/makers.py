"""People, portfolios and evidence for tests."""

from datetime import UTC, date, datetime
from typing import Any

from coppice.accounts.models import Person
from coppice.frameworks.models import Edition
from coppice.journal.models import Entry
from coppice.journal.models.entry import Details
from coppice.kernel import richtext
from coppice.portfolios.models import Portfolio, Section

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)


def person(name: str = "Morwenna Pascoe", **fields: Any) -> Person:
    email = fields.pop("email", f"{name.split(maxsplit=1)[0].lower()}@trevenna.example")
    return Person.objects.create_user(email, name=name, **fields)


def edition(slug: str = "cmalt") -> Edition:
    return Edition.objects.offered().get(slug=slug)


def portfolio(by: Person, *, slug: str = "cmalt", pathway: str = "cmalt", **fields: Any) -> Portfolio:
    return Portfolio.begin(edition=edition(slug), pathway=pathway, by=by, now=NOW, **fields)


def section(of: Portfolio, code: str = "1a", words: str = "") -> Section:
    found: Section = of.here().get(code=code)
    if words:
        write(found, words)
    return found


def write(section: Section, words: str, code: str = "description") -> None:
    html = richtext.from_markdown(words)
    base = richtext.fingerprint(section.text(code))
    section.write(code=code, html=html, bases=[base], by=section.author, now=NOW)


def entry(by: Person, words: str = "Ran a captioning workshop.", *, on: date = TODAY, **details: Any) -> Entry:
    made, _ = Entry.capture(html=richtext.from_markdown(words), happened_on=on, by=by, now=NOW)
    if details:
        made.describe(Details(happened_on=on, **details), by=by, now=NOW)
    return made
