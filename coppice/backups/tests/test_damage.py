"""Whatever happened to a backup is found: a flipped bit, a part cut short or gone, a line that is missing."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coppice.backups.checking import require_whole
from coppice.backups.manifest import Manifest, NotABackup
from coppice.backups.tests.makers import a_backup

type Draw = st.DataObject


def files_of(backup: Path) -> list[Path]:
    return sorted(path for path in backup.rglob("*") if path.is_file())


def look_at(backup: Path) -> None:
    require_whole(backup, Manifest.of(backup))


def test_a_whole_one_is_whole(tmp_path: Path) -> None:
    manifest = a_backup(tmp_path / "backup")
    look_at(tmp_path / "backup")
    assert Manifest.of(tmp_path / "backup") == manifest


@settings(max_examples=40)
@given(data=st.data())
def test_any_flipped_bit_is_found(data: Draw) -> None:
    with TemporaryDirectory() as folder:
        a_backup(backup := Path(folder) / "backup")
        path = data.draw(st.sampled_from(files_of(backup)))
        content = bytearray(path.read_bytes())
        content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
        path.write_bytes(content)
        with pytest.raises(NotABackup, match=r"damaged|later than this one"):
            look_at(backup)


@settings(max_examples=40)
@given(data=st.data())
def test_any_part_that_is_cut_short_or_gone_is_found(data: Draw) -> None:
    with TemporaryDirectory() as folder:
        a_backup(backup := Path(folder) / "backup")
        path = data.draw(st.sampled_from(files_of(backup)))
        content = path.read_bytes()
        path.write_bytes(content[: data.draw(st.integers(0, len(content) - 1))])
        if data.draw(st.booleans()):
            path.unlink()
        with pytest.raises(NotABackup, match=r"damaged|not a whole backup"):
            look_at(backup)


def test_a_line_that_is_missing_with_its_part_is_found(tmp_path: Path) -> None:
    a_backup(backup := tmp_path / "backup")
    lines = (backup / "SHA256SUMS").read_text().splitlines(keepends=True)
    (backup / lines[1].split()[1]).unlink()
    (backup / "SHA256SUMS").write_text("".join(lines[:1] + lines[2:]))
    with pytest.raises(NotABackup, match="first SHA256SUMS"):
        look_at(backup)


def test_what_leads_outside_is_not_believed(tmp_path: Path) -> None:
    a_backup(backup := tmp_path / "backup")
    shutil.copy(backup / "home" / "secret-key", tmp_path / "secret-key")
    sums = (backup / "SHA256SUMS").read_text().replace("home/secret-key", "../secret-key")
    (backup / "SHA256SUMS").write_text(sums)
    with pytest.raises(NotABackup, match="damaged"):
        look_at(backup)
    (backup / "SHA256SUMS").write_text(sums.replace("../secret-key", "home/secret-key"))
    (backup / "home" / "secret-key").unlink()
    (backup / "home" / "secret-key").symlink_to(tmp_path / "secret-key")
    with pytest.raises(NotABackup, match="first home/secret-key"):
        look_at(backup)


@pytest.mark.parametrize(
    "written", ["", "[]", "{}", "null", '{"format": "another"}', "\x00", '{"format":"coppice-backup"}']
)
def test_a_manifest_that_says_something_else_is_refused(tmp_path: Path, written: str) -> None:
    (tmp_path / "manifest.json").write_text(written)
    with pytest.raises(NotABackup, match="Nothing was changed"):
        Manifest.of(tmp_path)
