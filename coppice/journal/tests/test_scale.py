"""Ten thousand entries cost what ten do: the same queries, found by the index."""

from datetime import date, timedelta
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


def queries_of(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_ten_thousand_entries_cost_the_queries_of_a_hundred(client):
    """How long they take is measured by `bin/bench pages`; no test of the suite looks at a clock."""
    me = makers.person()
    client.force_login(me)
    fill(me, 100)
    few = {url: queries_of(client, url) for url in PAGES}
    fill(me, 9_900)
    many = {url: queries_of(client, url) for url in PAGES}
    assert many == few
    assert max(many.values()) <= 16


def test_the_newest_of_many_are_found_by_the_index():
    me = makers.person()
    fill(me, 500)
    if connection.vendor != "sqlite":
        pytest.skip("asks SQLite how it would look")
    rows = Entry.objects.by(me).newest_first()[:30]
    assert "journal_newest" in rows.explain()
    assert "TEMP B-TREE" not in rows.explain()
