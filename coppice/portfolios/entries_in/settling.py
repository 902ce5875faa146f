"""Rows become entries of one's journal: private, to be finished, and each known again by its origin."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.journal.models import Entry, Origin, Tool
from coppice.portfolios.entries_in.rows import Row

AT_ONCE = 500


def here(rows: Iterable[Row], source: str, person: Person) -> dict[str, Entry]:
    """The entries that were made of these rows before, by key; those in the bin too (one query for 500 rows)."""
    keys = [row.key for row in rows]
    found: dict[str, Entry] = {}
    for start in range(0, len(keys), AT_ONCE):
        wanted = Origin.objects.filter(keeper=person, source=source, key__in=keys[start : start + AT_ONCE])
        found |= {origin.key: origin.entry for origin in wanted.select_related("entry")}
    return found


@transaction.atomic
def settle(rows: Iterable[Row], source: str, *, left: set[int], by: Person, now: datetime) -> None:
    """An entry for each row that is not here yet and was not left out. Done again, it makes what is still missing."""
    by_key = {row.key: row for row in rows}
    there = here(by_key.values(), source, by)
    today = timezone.localdate(now)
    wanted = [row for row in by_key.values() if row.key not in there and row.number not in left]
    made = [(row, _entry(row, today, by=by, now=now)) for row in wanted]
    Origin.objects.bulk_create(Origin(entry=entry, keeper=by, source=source, key=row.key) for row, entry in made)


def _entry(row: Row, today: date, *, by: Person, now: datetime) -> Entry:
    day = row.day or today
    entry = Entry(
        author=by, keeper=by, happened_on=day, ended_on=row.until if row.until and row.until > day else None,
        title=row.title, has_own_title=bool(row.title), with_whom=row.with_whom, impact_numbers=row.numbers,
        created_at=now, changed_at=now,
    )  # fmt: skip
    entry.save()
    for code, html in row.texts.items():
        if html:
            entry.put(code, html, now=now)
    if not any(row.texts.values()):
        entry.derive()
        entry.save(update_fields=["title", "gist", "searchable"])
    if row.tools:
        entry.tools.set(Tool.named(row.tools, person=by))
    if row.links:
        entry.set_links(row.links, now=now)
    return entry
