"""A backup made while people write, restored elsewhere: the same pages to the byte, on whichever database."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.backups.further import connected, description_of
from coppice.backups.history import latest_migrations, models_at
from coppice.backups.making import Made, back_up
from coppice.backups.places import Moves, PostgresDatabase, SqliteDatabase
from coppice.backups.restoring import NotRestored, Place, restore
from coppice.discussion.models import Comment
from coppice.files.models import File
from coppice.journal.models import Entry
from coppice.portfolios.models import Portfolio, Section
from coppice.readers.models import Reader
from tests.asking import said
from tests.cast import NOON, Cast, a_person, signed_in
from tests.test_privacy import BY_ITEM, BY_NAME, BY_OWNER, LISTS, VIEWS, rows
from tests.world import World, a_world

RELEASES = Path(__file__).resolve().parents[1] / "coppice" / "backups" / "tests" / "releases"
NOT_IN_A_BACKUP = {"django_migrations", "kernel_cache"}
MADE_ANEW = "search_"
"""The index of search is made again from what it finds."""
STAMP = "2026-11-02-130000"


def silent(line: str) -> None:
    pass


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    """A data folder as a server has it, with a key and a finished export in it."""
    settings.HOME, settings.FILES = tmp_path / "home", tmp_path / "home" / "files"
    settings.HOME.mkdir()
    (settings.HOME / "secret-key").write_text("the key of this house")
    return Path(settings.HOME)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Place]:
    """An empty place of the same kind: another file, or another database of the same server."""
    folder, name = tmp_path / "elsewhere", f"{connection.settings_dict['NAME']}_elsewhere"
    if connection.vendor == "sqlite":
        yield Place(folder, SqliteDatabase(folder / "coppice.sqlite3", STAMP), STAMP)
        return
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
        yield Place(folder, PostgresDatabase(description_of(NAME=name), STAMP), STAMP)
        cursor.execute(f"DROP DATABASE {name}")


def here_in(place: Place) -> dict[str, Any]:
    """How to reach the database of the place."""
    if isinstance(place.database, PostgresDatabase):
        return place.database.description
    return description_of(NAME=str(place.home / "coppice.sqlite3"))


@contextmanager
def living_in(place: Place, settings: Any) -> Iterator[None]:
    """Pages are made from what was restored."""
    before = settings.HOME, settings.FILES
    settings.HOME, settings.FILES = place.home, place.home / "files"
    ContentType.objects.clear_cache()
    try:
        with connected("default", here_in(place)):
            yield
    finally:
        settings.HOME, settings.FILES = before
        ContentType.objects.clear_cache()


def crawled(world: World, people: list[Person], request: str) -> dict[tuple[str, str], Any]:
    """What every address of everything in the world answers to these people, and the request to read to nobody known."""
    asked = [
        reverse(name, kwargs=kwargs)
        for name, verb, kwargs in rows(world, BY_ITEM | BY_NAME | BY_OWNER)
        if verb == "GET"
    ]
    asked += [reverse(name) for name in sorted(LISTS) if "GET" in getattr(VIEWS[name], "verbs", {"GET": None})]
    found = {("nobody", request): answered(signed_in(None), request)}
    for person in people:
        client = signed_in(person)
        found |= {(person.slug, url): answered(client, url) for url in asked}
    return found


def answered(client: Client, url: str) -> Any:
    response = client.get(url)
    return said(response), b"".join(response.streaming_content) if response.streaming else b""  # type: ignore[attr-defined]


def write(writer: Person, number: int) -> None:
    """Somebody else's entry with a file, from a connection of its own, as another process would."""
    entry, _ = Entry.capture(html=f"<p>Number {number}.</p>", happened_on=NOON.date(), by=writer, now=timezone.now())
    File.keep(item=entry, upload=io.BytesIO(f"words {number}".encode()), name=f"{number}.txt", by=writer)
    connection.close()


def back_up_while_somebody_writes(shelf: Path, writer: Person, now: datetime) -> tuple[Made, int]:
    """One thing is written with each step of the backup."""
    written: list[str] = []
    with ThreadPoolExecutor(1) as pool:

        def say(line: str) -> None:
            written.append(line)
            pool.submit(write, writer, len(written)).result(timeout=60)

        return back_up(shelf, now=now, say=say), len(written)


@pytest.mark.django_db(transaction=True)
@time_machine.travel(NOON, tick=False)
def test_a_restored_copy_shows_the_same_pages_to_the_byte(
    cast: Cast, home: Path, elsewhere: Place, settings: Any, tmp_path: Path
) -> None:
    world, writer, shelf = a_world(cast), a_person("Wynn Writer"), tmp_path / "shelf"
    world.put_into("asked to read", cast)
    request = reverse("reading_request", args=[Reader.objects.get(grant__item=world.portfolio).token])
    result = home / "transfers" / str(world.things["transfer"]) / "result"
    result.parent.mkdir(parents=True)
    result.write_bytes(b"a finished export")
    made, written = back_up_while_somebody_writes(shelf, writer, NOON)
    here = crawled(world, [cast.owner, cast.reader], request)

    done = restore(made.folder, elsewhere, replace=False, say=silent)
    assert not done.kept_what_was_there
    assert (elsewhere.home / "transfers" / result.parent.name / "result").read_bytes() == b"a finished export"
    assert (elsewhere.home / "secret-key").read_text() == "the key of this house"
    with living_in(elsewhere, settings):
        there = crawled(world, [cast.owner, cast.reader], request)
        kept = Entry.objects.filter(author=writer).count()
        assert all(file.path.exists() for file in File.objects.all())
    assert here == there
    assert there["nobody", request][0][0] == 200
    assert sum(status == 200 for (status, *_), _ in there.values()) > 50
    assert 0 < kept < written == Entry.objects.filter(author=writer).count()

    with pytest.raises(NotRestored, match=r"There is data in .* already, so nothing was changed"):
        restore(made.folder, elsewhere, replace=False, say=silent)


@pytest.mark.django_db(transaction=True)
def test_the_database_that_was_there_is_kept(elsewhere: Place) -> None:
    database = elsewhere.database
    elsewhere.home.mkdir()
    assert not database.has_data()
    run(here_in(elsewhere), "CREATE TABLE old (id integer)", "INSERT INTO old VALUES (7)")
    assert database.has_data()
    run(database.begin(), "CREATE TABLE new (id integer)")
    database.take_over(Moves())
    database.drop()
    assert tables(here_in(elsewhere)) == ["new"]
    if connection.vendor == "sqlite":
        assert tables(here_in(elsewhere) | {"NAME": database.kept}) == ["old"]
    else:
        run(here_in(elsewhere), f"INSERT INTO {database.kept}.old SELECT id FROM {database.kept}.old")


def run(description: dict[str, Any], *statements: str) -> None:
    with connected("probe", description) as probe, probe.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def tables(description: dict[str, Any]) -> list[str]:
    with connected("probe", description) as probe:
        return probe.introspection.table_names()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("release", sorted(RELEASES.glob("*.tar.xz")), ids=lambda path: path.name)
def test_what_an_earlier_release_kept_is_brought_up_to_date(
    release: Path, elsewhere: Place, settings: Any, tmp_path: Path
) -> None:
    """`workbench.keep_release` made these; each is restored, upgraded and read."""
    shutil.unpack_archive(release, tmp_path, filter="data")
    restored = restore(tmp_path / "backup", elsewhere, replace=False, say=silent)
    known = restored.manifest
    assert not restored.is_same_key
    with living_in(elsewhere, settings):
        call_command("migrate", check_unapplied=True, verbosity=0)
        found = {model._meta.db_table: model._default_manager.count() for model in (Entry, Portfolio, Comment, File)}
        assert found == {table: known.rows[table] for table in found}
        owner = signed_in(Person.objects.get(slug="morwenna-pascoe"))
        pages = [
            "/",
            *(item.get_absolute_url() for kind in (Entry, Portfolio, Section) for item in kind.objects.all()[:3]),
        ]
        mine = Portfolio.objects.get(author__slug="morwenna-pascoe")
        pages += [section.get_absolute_url() for section in mine.here()]
        assert {owner.get(url).status_code for url in pages} <= {200, 404}
        assert owner.get(mine.get_absolute_url()).status_code == owner.get(pages[-1]).status_code == 200
        assert all(file.path.exists() for file in File.objects.all())


@pytest.mark.django_db
def test_every_table_is_in_a_backup() -> None:
    """What no model describes would not be; a migration must then be able to make it again from what is."""
    kept = {model._meta.db_table for model in models_at(latest_migrations(connection))}
    found = {name for name in connection.introspection.table_names() if not name.startswith(MADE_ANEW)}
    assert found - kept == NOT_IN_A_BACKUP
