"""The archive: complete, checkable, and the same after a journey."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coppice.kernel.richtext import clean
from coppice.portfolios.documents.archive import MANIFEST, manifest, write_archive
from coppice.portfolios.documents.archive_reading import read_archive
from coppice.portfolios.documents.dossier import Section, Text
from coppice.portfolios.documents.tests.makers import dossier


def test_export_import_export_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"
    write_archive(dossier(), one)
    write_archive(read_archive(one, tmp_path / "into"), two)
    assert one.read_bytes() == two.read_bytes()


def test_the_manifest_holds_for_every_part(tmp_path: Path) -> None:
    write_archive(dossier(images=2), tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        lines = archive.read(MANIFEST).decode().splitlines()
        assert len(lines) == len(archive.namelist()) - 1
        for line in lines:
            digest, name = line.split("  ", 1)
            assert hashlib.sha256(archive.read(name)).hexdigest() == digest
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_order_in_which_things_come_from_the_database_does_not_matter(tmp_path: Path) -> None:
    whole = dossier()
    turned = replace(
        whole,
        entries=whole.entries[::-1],
        files=whole.files[::-1],
        remarks=whole.remarks[::-1],
        versions=whole.versions[::-1],
    )
    write_archive(whole, tmp_path / "a.zip")
    write_archive(turned, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_everything_is_in_it(tmp_path: Path) -> None:
    write_archive(dossier(), tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        content = json.loads(archive.read("portfolio.json"))
        names = archive.namelist()
        page = archive.read("site/02-1a-constraints-and-benefits-of-different-te.html").decode()
        words = archive.read("text/02-1a-constraints-and-benefits-of-different-te.md").decode()
    assert len(content["sections"]) == 13
    assert len(content["entries"]) == 12
    assert len(content["files"]) == 7
    assert content["remarks"][1]["answers"] == content["remarks"][0]["id"]
    assert content["versions"][1]["name"] == "Before feedback"
    assert "../files/002-photo-1.jpg" in page
    assert "files/002-photo-1.jpg" in names
    assert "../files/002-photo-1.jpg" in words


def test_what_is_told_of_readers_can_be_read_without_coppice(tmp_path: Path) -> None:
    write_archive(dossier(words=50), tmp_path / "a.zip")
    said = zipfile.ZipFile(tmp_path / "a.zip").read("text/readers.md").decode()
    for words in (
        "- 1 March 2025: from “Only me” to “All members”, by Rhian Ellwood",
        "- The group Writing circle",
        "- Tomos Pryce: asked to read and comment (30 April 2026 to 30 May 2026)",
        "- tutor@example.org: asked to read and comment (since 30 April 2026)",
        "- Whoever had the link (30 April 2026 to 30 May 2026)",
        "Tomos Pryce could see P1 Interplay (1 May 2026)",
        "Until 2 May 2026 it said:\n\nBy asking.",
    ):
        assert words in said


def test_an_archive_of_the_first_schema_is_still_read(tmp_path: Path) -> None:
    write_archive(dossier(), tmp_path / "new.zip")
    as_of_old(tmp_path / "new.zip", tmp_path / "old.zip")
    back = read_archive(tmp_path / "old.zip", tmp_path / "into")
    assert (back.recognitions, back.audience, back.aim, back.entries[0].origin) == ((), (), "", "")
    assert back.remarks[1].wordings == ()
    assert all(citation.shared for section in back.sections for citation in section.evidence)


def as_of_old(path: Path, target: Path) -> None:
    """The archive as the first schema had it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != MANIFEST}
    content = json.loads(parts["portfolio.json"]) | {"schema": 1}
    for row in (content, *content["entries"], *content["remarks"]):
        for name in ("recognitions", "audience", "aim", "origin", "wordings"):
            row.pop(name, None)
    for section in content["sections"]:
        section["evidence"] = [{"entry": item["entry"], "note": item["note"]} for item in section["evidence"]]
    parts["portfolio.json"] = json.dumps(content).encode()
    with zipfile.ZipFile(target, "w") as archive:
        for name, held in parts.items():
            archive.writestr(name, held)
        archive.writestr(MANIFEST, manifest({name: hashlib.sha256(held).hexdigest() for name, held in parts.items()}))


def test_a_reference_to_a_file_that_is_gone_stays_harmless(tmp_path: Path) -> None:
    gone = clean('<p><img src="/files/01234567-0000-7000-8000-0123456789ab/" alt="Gone"></p>')
    section = Section("s", "1a", 1, "Title", texts={"description": Text("Description", gone)})
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"
    write_archive(replace(dossier(), sections=(section,), remarks=(), versions=(), recognitions=(), audience=()), one)
    write_archive(read_archive(one, tmp_path / "into"), two)
    assert one.read_bytes() == two.read_bytes()
    assert b"/files/missing/" in zipfile.ZipFile(one).read("portfolio.json")


anything = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=anything, html=anything, note=anything, name=anything)
def test_words_of_every_kind_survive_the_journey(tmp_path: Path, title: str, html: str, note: str, name: str) -> None:
    texts = {"description": Text("Description", clean(f"<p>{html}</p>"))}
    whole = dossier(words=50, evidence=1, images=0)
    section = replace(whole.sections[0], texts=texts, own_title=title)
    section = replace(section, evidence=tuple(replace(item, note=note) for item in section.evidence))
    whole = replace(whole, title=title, sections=(section,), remarks=(), versions=(), recognitions=(),
                    audience=(), person=name)  # fmt: skip
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"
    write_archive(whole, one)
    back = read_archive(one, tmp_path / "into")
    write_archive(back, two)
    assert one.read_bytes() == two.read_bytes()
    assert (back.title, back.person) == (title, name)
