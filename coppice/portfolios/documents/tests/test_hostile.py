"""Hostile and broken files: a clear sentence, and nothing written outside the folder."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coppice.kernel.refusals import Refusal
from coppice.portfolios.documents.archive import MANIFEST, manifest, write_archive
from coppice.portfolios.documents.archive_reading import read_archive
from coppice.portfolios.documents.packing import add_bytes
from coppice.portfolios.documents.reading import read_document
from coppice.portfolios.documents.tests.hostile import HOSTILE, Maker, good, with_flag
from coppice.portfolios.documents.tests.makers import dossier
from coppice.portfolios.documents.unpacking import Limits


@pytest.mark.parametrize(("make", "said"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_document_is_refused_in_words(tmp_path: Path, make: Maker, said: str) -> None:
    path = make(tmp_path)
    with pytest.raises(Refusal, match=said) as caught:
        read_document(path, path.name)
    assert caught.value.sentence.endswith(".")


def test_the_hostile_set_is_large_enough() -> None:
    assert len(HOSTILE) >= 20


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="we take at most"):
        read_document(good(tmp_path), "x.docx", Limits(most_bytes=100))


def test_a_document_with_hostile_words_is_only_words(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text(
        "# Future plans\n\n<script>alert(1)</script> [go](javascript:alert(1)) ![](x){onerror=1}\n", "utf-8"
    )
    html = "".join(p.html for p in read_document(path, "x.md").passages)
    assert "<script" not in html
    assert "href" not in html


def rewritten(path: Path, change: Callable[[dict[str, bytes]], None], *, resum: bool = True) -> Path:
    """The archive with its parts changed; `resum` makes the manifest agree again."""
    import hashlib

    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    if resum:
        sums = {name: hashlib.sha256(content).hexdigest() for name, content in parts.items() if name != MANIFEST}
        parts[MANIFEST] = manifest(sums)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            add_bytes(archive, name, content)
    return path


def edited(change: Callable[[dict[str, Any]], object]) -> Callable[[dict[str, bytes]], None]:
    def apply(parts: dict[str, bytes]) -> None:
        content = json.loads(parts["portfolio.json"])
        change(content)
        parts["portfolio.json"] = json.dumps(content).encode()

    return apply


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "portfolio.zip"
    write_archive(dossier(words=200, evidence=4, images=1), path)
    return path


BROKEN = {
    "a file was changed": (lambda p: p.update({"README.txt": b"other"}), False, "changed after"),
    "a part is missing": (lambda p: p.pop("README.txt"), False, "is missing"),
    "a part was added": (lambda p: p.update({"extra.txt": b"x"}), False, "not in its manifest"),
    "no JSON": (lambda p: p.update({"portfolio.json": b"{"}), True, "cannot be read"),
    "deep JSON": (lambda p: p.update({"portfolio.json": b"[" * 200_000}), True, "cannot be read"),
    "not ours": (edited(lambda c: c.update(format="other")), True, "does not say"),
    "newer": (edited(lambda c: c.update(schema=3)), True, "newer Coppice"),
    "a number for a text": (edited(lambda c: c.update(title=5)), True, "portfolio.json.title is not a text"),
    "a missing field": (edited(lambda c: c.pop("entries")), True, "entries is missing"),
    "NaN": (lambda p: p.update({"portfolio.json": b'{"format": NaN}'}), True, "not a number"),
    "two with one id": (edited(lambda c: c["entries"].append(c["entries"][0])), True, "same id"),
    "two in one place": (edited(lambda c: c["sections"].append(c["sections"][0])), True, "same number"),
    "two of one origin": (edited(lambda c: c["entries"][0].update(origin=c["entries"][1]["origin"])), True, "same origin"),
    "readers of nothing": (edited(lambda c: c["audience"][0].update(part="section-99")), True, "not in it"),
    "a reader who is a number": (edited(lambda c: c["audience"][2].update(readers=[5])), True, "group of fields"),
    "wordings without end": (edited(lambda c: c["remarks"][0].update(wordings=[{}] * 1_001)), True, "longer one"),
    "a principle seen nowhere": (edited(lambda c: c["recognitions"][0].update(section="")), True, "not in it"),
    "an unknown entry": (edited(lambda c: c["sections"][0]["evidence"].append({"entry": "e", "note": ""})), True, "not in it"),
    "a file outside": (edited(lambda c: c["files"][0].update(path="portfolio.json")), True, "listed wrongly"),
    "a wrong sum": (edited(lambda c: c["files"][0].update(sha256="0" * 64)), True, "not the one"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "resum", "said"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_archive_is_refused(
    archive: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], None], resum: bool, said: str
) -> None:
    with pytest.raises(Refusal, match=said):
        read_archive(rewritten(archive, change, resum=resum), tmp_path / "into")


def test_a_locked_archive_is_refused(archive: Path, tmp_path: Path) -> None:
    archive.write_bytes(with_flag(archive.read_bytes(), 1))
    with pytest.raises(Refusal, match="password"):
        read_archive(archive, tmp_path / "into")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_archive_is_refused(archive: Path, tmp_path: Path, share: float) -> None:
    whole = archive.read_bytes()
    archive.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(Refusal, match="damaged"):
        read_archive(archive, tmp_path / "into")


def test_hostile_words_in_an_archive_are_cleaned(archive: Path, tmp_path: Path) -> None:
    def poison(content: dict[str, Any]) -> None:
        content["sections"][0]["texts"]["description"]["html"] = "<p onclick=x>a<script>b</script></p>"

    back = read_archive(rewritten(archive, edited(poison)), tmp_path / "into")
    assert "script" not in back.sections[0].texts["description"].html
    assert "onclick" not in back.sections[0].texts["description"].html
