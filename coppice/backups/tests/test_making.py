"""What a backup holds, what it shares with the one before, and what becomes of one that can't be finished."""

from __future__ import annotations

import errno
import io
import json
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from coppice.backups.history import Ahead, latest_migrations
from coppice.backups.making import NoBackup, back_up
from coppice.backups.manifest import Manifest
from coppice.backups.shelf import shelved
from coppice.backups.tasks import keep_nightly
from coppice.backups.tests.makers import silent
from coppice.conversations.models import Asking, Topic
from coppice.conversations.models.unnamed import stand_in
from coppice.files.models import File
from coppice.journal.models import Entry
from tests.cast import NOON, a_person

TOMORROW = NOON + timedelta(days=1)


@pytest.fixture
def shelf(settings: Any, tmp_path: Path) -> Path:
    settings.HOME, settings.FILES, settings.BACKUPS = (
        tmp_path / "home",
        tmp_path / "home/files",
        str(tmp_path / "shelf"),
    )
    settings.HOME.mkdir()
    (settings.HOME / "secret-key").write_text("a key")
    return tmp_path / "shelf"


def some_files(*contents: str) -> list[File]:
    by = a_person("Olwen Prys")
    entry, _ = Entry.capture(html="<p>It happened.</p>", happened_on=NOON.date(), by=by, now=NOON)
    return [
        File.keep(item=entry, upload=io.BytesIO(content.encode()), name=f"{content}.txt", by=by) for content in contents
    ]


def in_backup(backup: Path, file: File) -> Path:
    return backup / "home" / "files" / file.path.relative_to(file.path.parents[2])


def spoil(path: Path) -> None:
    path.chmod(0o600)
    path.write_bytes(b"rotten")


@pytest.mark.django_db(transaction=True)
def test_each_night_holds_everything_and_costs_what_is_new(shelf: Path) -> None:
    oak, ash, elm, yew = some_files("oak", "ash", "elm", "yew")
    first = back_up(shelf, now=NOON, say=silent)
    assert (first.manifest.files, first.linked, first.manifest.rows["files_file"]) == (4, 0, 4)
    assert not [path for path in [first.folder, *first.folder.rglob("*")] if path.stat().st_mode & 0o077]
    spoil(in_backup(first.folder, ash))  # it rotted in the backup,
    spoil(elm.path)  # it rotted in the house,
    spoil(yew.path)  # and in both
    spoil(in_backup(first.folder, yew))
    second = back_up(shelf, now=TOMORROW, say=silent)
    assert (second.manifest.files, second.linked, second.manifest.missing) == (3, 2, [yew.sha256])
    assert in_backup(second.folder, oak).stat().st_nlink == 2
    assert in_backup(second.folder, oak).stat().st_ino != oak.path.stat().st_ino
    assert in_backup(second.folder, ash).read_bytes() == b"ash"
    assert in_backup(second.folder, elm).read_bytes() == b"elm"
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 of the files that the database names are missing or damaged"):
        call_command("backup", str(shelf), stdout=out)
    told = json.loads(out.getvalue().splitlines()[-1])
    assert (told["files"], told["missing"], told["secret_key"]) == (3, 1, "in the backup")
    assert Manifest.of(Path(told["backup"])).missing == [yew.sha256]


@pytest.mark.django_db(transaction=True)
def test_who_asks_without_a_name_is_in_none(shelf: Path) -> None:
    by = a_person("Anwen Asker")
    topic = Topic.objects.create(author=stand_in(), title="Who asks?", last_at=NOON)
    Asking.objects.create(topic=topic, person=by)
    made = back_up(shelf, now=NOON, say=silent)
    assert (made.manifest.rows["conversations_topic"], made.manifest.rows["conversations_asking"]) == (1, 0)
    assert Asking.objects.get().person == by


@pytest.mark.django_db
@pytest.mark.parametrize(
    "where", ["coppice.backups.sums.hashlib.sha256", "coppice.backups.making.write_rows", "os.sync"]
)
def test_a_full_disk_leaves_no_backup_that_looks_whole(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def full(*_arguments: Any, **_more: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    some_files("oak")
    monkeypatch.setattr(where, full)
    with pytest.raises(NoBackup, match="no room left"):
        back_up(shelf, now=NOON, say=silent)
    assert list(shelf.iterdir()) == []


@pytest.mark.django_db
def test_a_key_that_is_kept_elsewhere_is_not_in_it(shelf: Path, settings: Any) -> None:
    settings.KEY_IS_IN_HOME = False
    made = back_up(shelf, now=NOON, say=silent)
    assert not (made.folder / "home" / "secret-key").exists()
    assert not made.manifest.has_key


@pytest.mark.django_db
def test_what_a_killed_backup_left_is_deleted_half_a_day_later(shelf: Path) -> None:
    old, new = shelf / ".unfinished-backup-2026-11-01-120000-7", shelf / ".unfinished-backup-2026-11-02-120000-8"
    for folder in (old, new):
        (folder / "home").mkdir(parents=True)
    os.utime(old, (1, 1))
    made = back_up(shelf, now=NOON, say=silent)
    assert set(shelf.iterdir()) == {new, made.folder}
    assert [each.folder for each in shelved(shelf)] == [made.folder]


@pytest.mark.django_db
def test_the_worker_makes_one_a_night(shelf: Path, settings: Any) -> None:
    for now in (NOON, NOON + timedelta(hours=1), TOMORROW, TOMORROW + timedelta(days=20)):
        with time_machine.travel(now, tick=False):
            keep_nightly.func()
    assert [each.made_at for each in shelved(shelf)] == [NOON, TOMORROW + timedelta(days=20)]


@pytest.mark.django_db
def test_where_there_are_to_be_no_backups_there_are_none(shelf: Path, settings: Any) -> None:
    settings.BACKUPS = "no"
    keep_nightly.func()
    with pytest.raises(CommandError, match="Say where to put it"):
        call_command("backup")
    assert not shelf.exists()


@pytest.mark.django_db
def test_a_database_that_a_later_release_changed_is_not_taken_for_ours() -> None:
    MigrationRecorder(connection).record_applied("journal", "0999_later")
    with pytest.raises(Ahead, match="does not know journal 0999_later"):
        latest_migrations(connection)
