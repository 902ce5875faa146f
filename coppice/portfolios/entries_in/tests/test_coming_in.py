"""A blog and a list through the pages: looked at, corrected, brought in once, and never copied."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coppice.journal.models import Entry, Origin
from coppice.kernel.richtext import fingerprint, plain
from coppice.portfolios import tasks
from coppice.portfolios.entries_in import carrying, sheet
from coppice.portfolios.entries_in.tests.blogs import blog, item
from coppice.portfolios.entries_in.tests.test_lists import LIST
from coppice.portfolios.models import Portfolio
from coppice.portfolios.models.transfer import State, Transfer
from coppice.portfolios.tests.makers import NOW, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "home"
    settings.FILES = tmp_path / "home" / "files"


@pytest.fixture
def me(client: Client) -> Any:
    client.force_login(found := person())
    return found


def listed(folder: Path, text: str = LIST, name: str = "evidence.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def brought(client: Client, path: Path) -> Transfer:
    """Brought through the page, and read."""
    with path.open("rb") as upload:
        page = client.post(reverse("portfolios:transfers"), {"file": upload})
    assert page.status_code == 303, page.content.decode()
    made = Transfer.objects.inward().first()
    assert made is not None
    tasks.read_import.call(str(made.pk))
    made.refresh_from_db()
    assert made.state == State.READY, made.sentence
    return made


def settled(client: Client, made: Transfer, **typed: Any) -> Transfer:
    assert client.post(reverse("portfolios:confirmation", args=[made.pk]), {"shown": "1", **typed}).status_code == 303
    tasks.settle_import.call(str(made.pk))
    made.refresh_from_db()
    assert made.state == State.DONE, made.sentence
    return made


def counts(made: Transfer) -> tuple[int, int, int]:
    return made.summary["entries"], made.summary["already_here"], made.summary["left_out"]


def test_a_list_is_corrected_and_becomes_private_drafts(client: Client, me: Any, tmp_path: Path) -> None:
    made = brought(client, listed(tmp_path))
    page = client.get(made.get_absolute_url()).content.decode()
    for words in (
        "4 lines",
        "We could not read the date “31/02/2025”.",
        "It has no date.",
        "1 cell begins like a formula",
        "Line 4",
    ):
        assert words in page
    again = {"again": "1", "column-1": "so_what", "column-3": "happened", "column-6": "", "days": "month", "shown": "1"}
    assert client.post(reverse("portfolios:confirmation", args=[made.pk]), again).status_code == 303
    made.refresh_from_db()
    assert (made.state, made.proposal["columns"][1], made.proposal["month_first"]) == (State.READY, "so_what", True)
    page = client.get(made.get_absolute_url()).content.decode()
    assert "We could not read the date “13.01.2026”." in page
    assert not Entry.objects.exists()
    back = {"column-1": "happened", "column-3": "so_what", "days": "day", "leave": ["4"]}
    done = settled(client, made, **back)
    assert counts(done) == (3, 0, 1)
    first = Entry.objects.by(me).get(happened_on=date(2025, 12, 3))
    assert (first.is_draft, first.reach, first.with_whom, first.title[:15]) == (
        True,
        "only_me",
        "two lecturers",
        "Ran a workshop;",
    )
    assert plain(first.text("so_what")) == "Shows the need"
    assert sorted(tool.name for tool in first.tools.all()) == ["H5P", "Moodle"]
    assert [row.url for row in first.addresses.all()] == ["https://example.org/a", "https://example.org/b"]
    assert Entry.objects.by(me).filter(happened_on__gte=date(2026, 11, 1)).get().title == "No day"
    page = client.get(made.get_absolute_url()).content.decode()
    assert "3 new entries are in your journal, to be finished. Only you see them." in page
    assert not Portfolio.objects.exists()


def test_lines_with_a_problem_are_left_out_unless_somebody_says_otherwise(
    client: Client, me: Any, tmp_path: Path
) -> None:
    made = brought(client, listed(tmp_path))
    client.post(reverse("portfolios:confirmation", args=[made.pk]), {})
    tasks.settle_import.call(str(made.pk))
    made.refresh_from_db()
    assert counts(made) == (2, 0, 2)
    assert Entry.objects.by(me).count() == 2


def test_the_same_list_grown_by_a_line_brings_that_line(client: Client, me: Any, tmp_path: Path) -> None:
    assert counts(settled(client, brought(client, listed(tmp_path)))) == (4, 0, 0)
    grown = brought(client, listed(tmp_path, LIST + "14.01.2026;One more;;;;;\n", "renamed.csv"))
    page = client.get(grown.get_absolute_url()).content.decode()
    assert page.count("Already here") == 4
    assert counts(settled(client, grown)) == (1, 4, 0)
    assert Entry.objects.by(me).count() == Origin.objects.filter(keeper=me, source="list").count() == 5
    binned = Entry.objects.by(me).get(title="One more")
    binned.remove(by=me, now=NOW)
    last = brought(client, listed(tmp_path, LIST + "14.01.2026;One more;;;;;\n"))
    assert "Already here, in your bin" in client.get(last.get_absolute_url()).content.decode()
    assert counts(settled(client, last)) == (0, 5, 0)
    assert "Nothing new was brought in" in client.get(last.get_absolute_url()).content.decode()
    other = Client()
    other.force_login(person("Someone Else", email="else@trevenna.example"))
    assert counts(settled(other, brought(other, listed(tmp_path)))) == (4, 0, 0)


def test_a_blog_becomes_private_drafts_once(client: Client, me: Any, tmp_path: Path) -> None:
    made = brought(client, blog(tmp_path / "blog.xml"))
    page = client.get(made.get_absolute_url()).content.decode()
    for words in ("Choosing tools", "“Quiet tools”: 3 posts", "Comments by readers of the blog, left out: 1."):
        assert words in page
    assert counts(settled(client, made, leave=["2"])) == (2, 0, 1)
    post = Entry.objects.by(me).get(title="Choosing tools")
    assert (post.happened_on, post.is_draft, post.reach, post.has_own_title) == (
        date(2025, 3, 4),
        True,
        "only_me",
        True,
    )
    assert [row.label for row in post.addresses.all()] == ["As it was published", "File 9", "File 10"]
    post.write(code="happened", html="<p>Changed here.</p>", bases=[fingerprint(post.text("happened"))], by=me, now=NOW)
    again = settled(client, brought(client, blog(tmp_path / "blog.xml")), leave=[])
    assert counts(again) == (1, 2, 0)


def test_a_task_done_twice_makes_each_entry_once(client: Client, me: Any, tmp_path: Path) -> None:
    made = settled(client, brought(client, blog(tmp_path / "blog.xml")))
    tasks.settle_import.call(str(made.pk))
    assert Entry.objects.by(me).count() == 3


def test_a_worker_that_takes_over_makes_what_is_missing_and_counts_it_all(
    client: Client, me: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrying, "AT_ONCE", 2)
    made = brought(client, blog(tmp_path / "blog.xml"))
    made.confirm(proposal=made.proposal, now=NOW)
    made.refresh_from_db()
    carrying.settle(made)
    assert Entry.objects.by(me).count() == 3
    Entry.objects.by(me).get(title="Half a thought").delete()
    tasks.settle_import.call(str(made.pk))
    made.refresh_from_db()
    assert (made.state, counts(made), Entry.objects.by(me).count()) == (State.DONE, (3, 0, 0), 3)


def test_what_fails_half_way_says_what_is_there(
    client: Client, me: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = brought(client, blog(tmp_path / "blog.xml"))
    monkeypatch.setattr(Entry, "put", lambda *given, **named: 1 / 0)
    client.post(reverse("portfolios:confirmation", args=[made.pk]), {})
    tasks.settle_import.call(str(made.pk))
    made.refresh_from_db()
    assert (made.state, made.sentence) == (State.FAILED, str(carrying.HALFWAY))
    assert not Entry.objects.exists()


def test_a_long_list_costs_the_page_no_more_queries(
    client: Client, me: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "SHOWN", 10)
    few = brought(client, listed(tmp_path, "When,What\n1.1.2026,a\n"))
    lines = "".join(f"1.1.2026,number {n}\n" for n in range(30))
    many = brought(client, listed(tmp_path, f"When,What\n{lines}"))
    with CaptureQueriesContext(connection) as short:
        client.get(few.get_absolute_url())
    with CaptureQueriesContext(connection) as long:
        page = client.get(many.get_absolute_url()).content.decode()
    assert "20 more are brought in as they are." in page
    assert len(long) == len(short)
    settled(client, many, leave=["3", "31"])
    assert Entry.objects.by(me).count() == 29


@pytest.mark.parametrize(("name", "content", "said"), [
    ("x.csv", b"", "empty"), ("x.csv", b"When,What\n", "first line that names"), ("x.xml", b"<a/>", "ends in .xml"),
    ("x.csv", b"%PDF-1", "A PDF keeps"), ("x.csv", b"PK\x03\x04junk", "damaged"),
])  # fmt: skip
def test_what_cannot_be_read_is_said_and_kept_nowhere(
    client: Client, me: Any, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with (tmp_path / name).open("rb") as upload:
        page = client.post(reverse("portfolios:transfers"), {"file": upload})
    if made := Transfer.objects.first():
        tasks.read_import.call(str(made.pk))
        made.refresh_from_db()
        assert made.state == State.FAILED
        assert said in made.sentence
    else:
        assert said in page.content.decode()


def test_nonsense_in_the_form_changes_nothing(client: Client, me: Any, tmp_path: Path) -> None:
    made = brought(client, listed(tmp_path))
    was = made.proposal["columns"]
    done = settled(
        client,
        made,
        **{"column-0": "nonsense", "column-99": "day", "days": "never", "leave": ["x", "-1", "99999999999"]},
    )
    assert done.proposal["columns"] == was
    assert client.post(reverse("portfolios:confirmation", args=[made.pk]), {"again": "1"}).status_code == 303
    assert client.get(reverse("portfolios:transfer", args=[made.pk])).status_code == 200


def test_the_command_brings_them_in(me: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_portfolio", str(blog(tmp_path / "blog.xml", [item(1, "One", "Words.")])), person=me.email)
    call_command("import_portfolio", str(listed(tmp_path)), person=me.email)
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (first["kind"], first["entries"]) == ("wordpress", 1)
    assert (second["kind"], second["entries"], second["left_out"]) == ("list", 2, 2)
    assert sum("was left out." in line for line in second["not_understood"]) == 2, "nobody was asked, so it is told"
