"""Backups that can't be restored here, and places that already have something in them: a sentence, and nothing changed."""

from __future__ import annotations

import errno
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from coppice.backups.places import Moves, SqliteDatabase
from coppice.backups.restoring import Place, restore
from coppice.backups.tests.makers import MANIFEST, a_backup, silent
from coppice.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db
STAMP = "2026-11-02-120000"


def place_at(home: Path) -> Place:
    return Place(home, SqliteDatabase(home / "coppice.sqlite3", STAMP), STAMP)


def refused(backup: Path, home: Path) -> str:
    """The sentence with which it is not restored. The place is as it was."""
    before = sorted(home.rglob("*"))
    with pytest.raises(Refusal) as refusal:
        restore(backup, place_at(home), replace=False, say=silent)
    assert sorted(home.rglob("*")) == before
    return refusal.value.sentence


def test_what_a_later_release_made_is_refused(tmp_path: Path) -> None:
    known = [*MANIFEST.migrations, ("portfolios", "0999_later")]
    a_backup(tmp_path / "later", migrations=known, release="9.0.0")
    said = refused(tmp_path / "later", tmp_path)
    assert said.startswith("This backup was made by Coppice 9.0.0, which is later than this one")
    assert "such as portfolios 0999_later. Install that release" in said
    told = json.loads((tmp_path / "later" / "manifest.json").read_text())
    (tmp_path / "later" / "manifest.json").write_text(json.dumps(told | {"schema": 2}))
    assert "its format has the number 2" in refused(tmp_path / "later", tmp_path)


def test_a_damaged_one_is_refused(tmp_path: Path) -> None:
    a_backup(tmp_path / "backup")
    next((tmp_path / "backup" / "home" / "files").rglob("?" * 64)).write_bytes(b"rotten")
    said = refused(tmp_path / "backup", tmp_path)
    assert said.startswith(
        "This backup is damaged: 1 of its 6 parts are missing or not what they were, first home/files"
    )
    out = io.StringIO()
    with pytest.raises(CommandError, match="This backup is damaged"):
        call_command("restore", str(tmp_path / "backup"), verify=True, stdout=out)
    told = json.loads(out.getvalue().splitlines()[-1])
    assert (told["ok"], told["count"]) == (False, 1)
    assert told["damaged"][0].startswith("home/files/")


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("words")
    for wrong in (tmp_path / "nowhere", tmp_path, tmp_path / "file"):
        assert "is not a whole backup" in refused(wrong, tmp_path)


def test_rows_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    """Its checksums are right, and yet its tables are not those of its release."""
    a_backup(tmp_path / "backup", rows={"groups_group": 1})
    assert "other tables than its release had" in refused(tmp_path / "backup", tmp_path)


def test_a_place_with_files_is_left_alone(tmp_path: Path) -> None:
    a_backup(tmp_path / "backup")
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "plan").write_text("mine")
    assert "already, so nothing was changed. To put the backup in its place say --replace" in refused(
        tmp_path / "backup", tmp_path
    )


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    a_backup(tmp_path / "backup")
    monkeypatch.setattr("coppice.backups.sums.copied", full)
    assert "no room" in refused(tmp_path / "backup", tmp_path)


def test_a_change_of_places_that_fails_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    place = place_at(home)
    for folder, words in ((home, "mine"), (place.built, "of the backup")):
        (folder / "files").mkdir(parents=True)
        (folder / "files" / "plan").write_text(words)
        (folder / "secret-key").write_text(words)
        (folder / "coppice.sqlite3").write_text(words)

    def fail(moves: Moves) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(place.database, "take_over", fail)
        with pytest.raises(OSError, match="Input/output error"):
            place.take_over()
    assert (home / "files" / "plan").read_text() == (home / "secret-key").read_text() == "mine"
    assert place.take_over() is True
    for name in ("files/plan", "secret-key", "coppice.sqlite3"):
        assert (home / name).read_text() == "of the backup"
        assert (place.kept / name).read_text() == "mine"
