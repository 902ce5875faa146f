"""A whole account comes in through the pages: looked over, decided item by item, private, and never twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coppice.accounts.models import Person
from coppice.files.models import File
from coppice.journal.models import Entry, Origin
from coppice.kernel import richtext
from coppice.portfolios import tasks
from coppice.portfolios.leap2a import carrying
from coppice.portfolios.leap2a.tests.feeds import account, entry, feed, files, page, relation, text, zipped
from coppice.portfolios.models import Portfolio
from coppice.portfolios.models.transfer import State, Transfer
from coppice.portfolios.tests.makers import edition, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "home"
    settings.FILES = tmp_path / "home" / "files"


@pytest.fixture
def me(client: Client) -> Person:
    found = person()
    client.force_login(found)
    return found


def brought(client: Client, path: Path) -> Transfer:
    """The transfer once it is read, by the page that takes files."""
    with path.open("rb") as upload:
        answer = client.post(reverse("portfolios:transfers"), {"file": upload})
    assert answer.status_code == 303
    made = Transfer.objects.get(pk=answer["Location"].strip("/").split("/")[-1])
    tasks.read_import.call(str(made.pk))
    made.refresh_from_db()
    assert made.state == State.READY, made.sentence
    return made


def confirmed(client: Client, made: Transfer, **typed: Any) -> Transfer:
    assert client.post(reverse("portfolios:confirmation", args=[made.pk]), typed).status_code == 303
    tasks.settle_import.call(str(made.pk))
    made.refresh_from_db()
    assert made.state == State.DONE, made.sentence
    return made


def number_of(made: Transfer, title: str) -> int:
    return next(int(row["n"]) for row in made.proposal["items"] if row["title"] == title)


def test_everything_comes_in_private_with_what_belongs_to_it(client: Client, me: Person, tmp_path: Path) -> None:
    made = brought(client, zipped(tmp_path / "mahara.zip", account(), files()))
    sheet = client.get(made.get_absolute_url()).content.decode()
    assert "10 items" in sheet
    assert "Leave it out" in sheet
    assert "1 not understood, kept in words" in sheet
    made = confirmed(client, made)
    assert {key: made.summary[key] for key in ("kind", "entries", "files", "items", "already_here", "left_out")} == {
        "kind": "leap2a", "entries": 10, "files": 3, "items": 10, "already_here": 0, "left_out": 0,
    }  # fmt: skip
    assert made.summary["not_understood"] == ["1 thing was not understood. It is kept in words beside 1 item."]
    entries = {entry.title: entry for entry in Entry.objects.by(me)}
    assert {entry.reach for entry in entries.values()} == {"only_me"}
    assert not any(entry.is_draft for entry in entries.values())
    assert str(entries["A course"].happened_on) == "2022-09-01"
    assert str(entries["A course"].ended_on) == "2023-06-30"
    picture = File.objects.get(item=entries["First post"])
    assert f"/files/{picture.pk}/" in entries["First post"].text("happened")
    assert File.objects.get(item=entries["notes.txt"]).name == "Erklärung.txt"
    assert "Here already" in client.get(made.get_absolute_url()).content.decode()


def test_what_has_no_place_stands_beside_the_entry_for_its_author_alone(
    client: Client, me: Person, tmp_path: Path
) -> None:
    confirmed(client, brought(client, zipped(tmp_path / "x.zip", account(), files())))
    goal, post = (Entry.objects.by(me).get(title=title) for title in ("A goal", "First post"))
    shown = client.get(goal.get_absolute_url()).content.decode()
    assert "<dt>Unheard</dt><dd>deep, side</dd>" in shown
    assert "Export for Morwenna Pascoe" in shown
    course = Entry.objects.by(me).get(title="A course")
    linked = f'<dt>Reflects on</dt><dd><a href="{course.get_absolute_url()}">A course</a></dd>'
    assert linked in client.get(post.get_absolute_url()).content.decode()
    Entry.everything.filter(pk=goal.pk).update(reach="members")
    client.force_login(person("Idris Vaughan", email="idris@trevenna.example", is_member=True))
    seen = client.get(goal.get_absolute_url())
    assert "Unheard" not in seen.content.decode()


def test_a_collection_begins_a_portfolio_and_its_parts_are_evidence_that_is_not_shared(
    client: Client, me: Person, tmp_path: Path
) -> None:
    made = brought(client, zipped(tmp_path / "x.zip", account(), files()))
    confirmed(client, made, draft=[number_of(made, "My CMALT")], pathway=f"{edition().pk}:cmalt")
    whole = Portfolio.objects.by(me).get()
    assert whole.title == "My CMALT"
    section = whole.here().get(code="1a")
    assert "We compared three tools." in richtext.plain(section.text("reflection"))
    assert [(piece.entry.title, piece.shared) for piece in section.evidence.all()] == [("First post", False)]
    first = whole.here().first()
    assert first is not None
    beside = {piece.entry.title for piece in first.evidence.all()}
    assert {"Odds and ends", "Second post"} <= beside


def test_no_draft_and_left_out_as_decided(client: Client, me: Person, tmp_path: Path) -> None:
    made = brought(client, zipped(tmp_path / "x.zip", account(), files()))
    post = number_of(made, "First post")
    made = confirmed(client, made, leave=[post, "nonsense", "99999999999"], **{"leave-kind": ["person", "nobody"]})
    assert not Portfolio.objects.by(me).exists()
    titles = set(Entry.objects.by(me).values_list("title", flat=True))
    assert len(titles) == 8
    assert not titles & {"First post", "Morwenna"}
    assert made.summary["left_out"] == 2


def test_the_same_again_copies_nothing(client: Client, me: Person, tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", account(), files())
    confirmed(client, brought(client, path))
    again = brought(client, path)
    assert "Already here" in client.get(again.get_absolute_url()).content.decode()
    assert not again.proposal["drafts"]
    again = confirmed(client, again)
    assert (again.summary["entries"], again.summary["already_here"]) == (0, 10)
    assert Entry.objects.by(me).count() == 10
    tasks.settle_import.call(str(again.pk))
    assert Entry.objects.by(me).count() == 10


def test_a_worker_killed_in_between_goes_on_where_it_was(client: Client, me: Person, tmp_path: Path) -> None:
    made = brought(client, zipped(tmp_path / "x.zip", account(), files()))
    client.post(reverse("portfolios:confirmation", args=[made.pk]))
    made.refresh_from_db()
    carrying.settle(made)
    Entry.objects.by(me).filter(title__in=["First post", "A goal"]).delete()
    assert Entry.objects.by(me).count() == 8
    tasks.settle_import.call(str(made.pk))
    made.refresh_from_db()
    assert (made.state, Entry.objects.by(me).count()) == (State.DONE, 10)
    assert (made.summary["entries"], made.summary["already_here"], made.summary["files"]) == (10, 0, 3)


def test_a_failure_half_way_says_what_is_here(
    client: Client, me: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(tmp_path / "x.zip", account(), files())
    made = brought(client, path)
    client.post(reverse("portfolios:confirmation", args=[made.pk]), {"draft": [number_of(made, "My CMALT")]})
    with monkeypatch.context() as broken:
        broken.setattr(carrying, "begin_draft", lambda *args, **named: 1 / 0)
        tasks.settle_import.call(str(made.pk))
    made.refresh_from_db()
    assert made.state == State.FAILED
    assert "What came in is in your journal" in client.get(made.get_absolute_url()).content.decode()
    assert Entry.objects.by(me).count() == 10
    assert confirmed(client, brought(client, path)).summary["already_here"] == 10


def test_two_imports_of_the_same_at_once_copy_nothing(client: Client, me: Person, tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", account(), files())
    one, two = brought(client, path), brought(client, path)
    confirmed(client, one)
    assert confirmed(client, two).summary["already_here"] == 10
    assert Entry.objects.by(me).count() == 10


def test_somebody_else_brings_their_own_copy(client: Client, me: Person, tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", account(), files())
    confirmed(client, brought(client, path))
    other = person("Idris Vaughan", email="idris@trevenna.example")
    client.force_login(other)
    assert confirmed(client, brought(client, path)).summary["entries"] == 10
    assert Entry.objects.by(other).count() == Entry.objects.by(me).count() == 10


def test_what_was_changed_over_there_can_be_kept_as_well(client: Client, me: Person, tmp_path: Path) -> None:
    confirmed(client, brought(client, zipped(tmp_path / "x.zip", account(), files())))
    later = account(made=1_800_000_000, changed=" well").replace("2023-05-06T07:08:09Z", "2024-05-06T07:08:09Z", 4)
    path = zipped(tmp_path / "y.zip", later, files())
    made = brought(client, path)
    post = number_of(made, "First post")
    assert "changed over there since" in client.get(made.get_absolute_url()).content.decode()
    made = confirmed(client, made, newer=[post])
    assert (made.summary["entries"], made.summary["already_here"]) == (1, 9)
    assert Entry.objects.by(me).filter(title="First post").count() == 2
    again = brought(client, path)
    assert not any(row["changed"] for row in again.proposal["items"] if row["title"] == "First post")


def test_what_lies_in_the_bin_is_said_to_lie_there(client: Client, me: Person, tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", account(), files())
    confirmed(client, brought(client, path))
    Entry.objects.by(me).update(removed_at="2026-11-21T12:00:00Z")
    made = brought(client, path)
    assert "Already here, in your bin" in client.get(made.get_absolute_url()).content.decode()
    assert confirmed(client, made, draft=[number_of(made, "My CMALT")]).summary["entries"] == 0


def test_texts_under_the_journals_own_headings_stand_apart(client: Client, me: Person, tmp_path: Path) -> None:
    apart = "<h2>What happened</h2><p>One.</p><h2>So what?</h2><p>Two.</p>"
    written = feed(entry("a", "Apart", text(apart)), entry("b", "Whole", text(f"<p>Before.</p>{apart}")))
    confirmed(client, brought(client, zipped(tmp_path / "x.zip", written)))
    apart_entry, whole = (Entry.objects.by(me).get(title=title) for title in ("Apart", "Whole"))
    assert [richtext.plain(apart_entry.text(code)) for code in ("happened", "so_what")] == ["One.", "Two."]
    assert "Two." in richtext.plain(whole.text("happened"))


def test_pages_cost_the_same_however_many_items_there_are(
    client: Client, me: Person, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    few = feed(page("v", "Page", relation("has_part", "a1")), entry("a1"))
    many = feed(page("v", "Page", "".join(relation("has_part", f"a{n}") for n in range(40))),
                *(entry(f"a{n}", body=text(f"<p>{n}</p>")) for n in range(40)))  # fmt: skip
    costs = []
    for name, written in (("few", few), ("many", many)):
        made = brought(client, zipped(tmp_path / f"{name}.zip", written))
        with django_assert_max_num_queries(60) as sheet:
            client.get(made.get_absolute_url())
        confirmed(client, made)
        found = Origin.objects.filter(keeper=me).order_by("-brought_at", "-pk")
        entry_page = next(row.entry for row in found if row.entry.title == "Page")
        with django_assert_max_num_queries(60) as shown:
            client.get(entry_page.get_absolute_url())
        costs.append((len(sheet), len(shown)))
        Entry.objects.by(me).delete()
    assert costs[0] == costs[1]


def test_an_export_that_cannot_be_read_later_is_told_and_changes_nothing(
    client: Client, me: Person, tmp_path: Path
) -> None:
    path = tmp_path / "x.xml"
    path.write_text(account()[:2000], "utf-8")
    with path.open("rb") as upload:
        client.post(reverse("portfolios:transfers"), {"file": upload})
    made = Transfer.objects.get()
    tasks.read_import.call(str(made.pk))
    made.refresh_from_db()
    assert made.state == State.FAILED
    assert "ends in the middle" in client.get(made.get_absolute_url()).content.decode()
    assert not Entry.objects.exists()
