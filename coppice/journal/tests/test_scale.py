"""Ten thousand entries cost what ten do: the same queries, found by the index."""

from datetime import date, timedelta
from time import perf_counter
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coppice.audience.models import Item
from coppice.journal.models import Entry, EntryCode, Tool
from coppice.journal.tests import makers
from coppice.kernel.ids import uuid7

pytestmark = pytest.mark.django_db
PAGES = (
    "/journal/",
    "/journal/?words=moss",
    "/journal/?code=cmalt:1a&year=2026",
    "/journal/?only=unfinished",
    "/journal/year/",
)


def fill(person, number):
    """Many entries quickly, row by row in both tables; one in seven is to be finished."""
    ids = [uuid7() for _ in range(number)]
    items = [Item(id=pk, kind="entry", author=person, title=f"Entry {n}") for n, pk in enumerate(ids)]
    Item.everything.bulk_create(items)
    rows_of: Any = Entry._base_manager
    fields = Entry._meta.local_concrete_fields
    rows = [
        Entry(
            item_ptr_id=pk, keeper=person, happened_on=date(2026, 11, 20) - timedelta(days=n % 900),
            gist="Some words", searchable=f"entry {n} under moss", is_draft=n % 7 == 0, texts={"happened": "<p>Some words</p>"},
        )
        for n, pk in enumerate(ids)
    ]  # fmt: skip
    for start in range(0, number, 500):
        rows_of._insert(rows[start : start + 500], fields=fields, using="default")
    tool = Tool.named(["Moodle"], person=person)[0]
    through = Entry.tools.through
    through.objects.bulk_create(through(entry_id=pk, tool_id=tool.pk) for pk in ids[::2])
    EntryCode.objects.bulk_create(EntryCode(entry_id=pk, code="cmalt:1a") for pk in ids[::3])


def measure(client, url):
    client.get(url)
    times = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as queries:
            started = perf_counter()
            answer = client.get(url)
            times.append(perf_counter() - started)
    assert answer.status_code == 200
    return len(queries), min(times)


def test_ten_thousand_entries_cost_the_queries_of_a_hundred(client):
    me = makers.person()
    client.force_login(me)
    fill(me, 100)
    few = {url: measure(client, url) for url in PAGES}
    fill(me, 9_900)
    if connection.vendor == "sqlite":
        connection.cursor().execute("ANALYZE")
    many = {url: measure(client, url) for url in PAGES}
    assert {url: count for url, (count, _) in many.items()} == {url: count for url, (count, _) in few.items()}
    assert max(count for count, _ in many.values()) <= 16
    assert many["/journal/"][1] < few["/journal/"][1] * 3 + 0.02


def test_the_newest_of_many_are_found_by_the_index():
    me = makers.person()
    fill(me, 500)
    if connection.vendor != "sqlite":
        pytest.skip("asks SQLite how it would look")
    rows = Entry.objects.by(me).newest_first()[:30]
    assert "journal_newest" in rows.explain()
    assert "TEMP B-TREE" not in rows.explain()
