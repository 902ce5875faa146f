"""Out as Leap2A and in again: every item, every relation and every file is there as it was."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from lxml import etree

from coppice.journal.models import Entry, Origin
from coppice.kernel import richtext
from coppice.portfolios.documents.archive import write_archive
from coppice.portfolios.documents.archive_reading import read_archive
from coppice.portfolios.documents.canonical import readdressed
from coppice.portfolios.documents.dossier import Dossier
from coppice.portfolios.documents.names import file_names
from coppice.portfolios.documents.tests.makers import dossier
from coppice.portfolios.documents.unpacking import Limits
from coppice.portfolios.gathering import dossier_of
from coppice.portfolios.leap2a.feed import read_feed
from coppice.portfolios.leap2a.items import Feed, Item
from coppice.portfolios.leap2a.names import LEAP2
from coppice.portfolios.leap2a.package import opened_package, unpacked
from coppice.portfolios.leap2a.tests.feeds import account, files, zipped
from coppice.portfolios.leap2a.texts import words_of
from coppice.portfolios.leap2a.writing import feed_of, write_leap2a
from coppice.portfolios.models import Portfolio
from coppice.portfolios.tests.makers import edition, person
from coppice.portfolios.tests.test_transfers import full_portfolio

INVERSE = {"has_part": "is_part_of", "has_evidence": "is_evidence_of"}


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "home"
    settings.FILES = tmp_path / "home" / "files"


def out_and_read(whole: Dossier, folder: Path) -> tuple[Path, Feed]:
    path = folder / "out.zip"
    write_leap2a(whole, path)
    return path, read_feed(opened_package(path, Limits()))


def by_title(items: Iterable[Item]) -> dict[str, Item]:
    return {item.title: item for item in items}


def test_every_section_entry_principle_and_file_of_a_dossier_is_an_item(tmp_path: Path) -> None:
    whole = dossier()
    path, found = out_and_read(whole, tmp_path)
    claims = {claim.code for section in whole.sections for claim in section.claims}
    assert len(found.items) == 1 + len(whole.sections) + len(whole.entries) + len(claims)
    assert "not understood" not in found.counted
    names = {name for item in found.items for name in item.files}
    kept = unpacked(path, names, tmp_path / "files", Limits())
    hung = {f for e in whole.entries for f in e.files}
    assert hung <= {file.id for file in whole.files}
    sums = {file.sha256 for file in whole.files if file.id in hung}
    assert sums <= {file.sha256 for file in kept.values()}
    lying = " ".join(found.said)
    assert all(file.sha256 in {k.sha256 for k in kept.values()} or "belong to no item" in lying for file in whole.files)


def test_every_relation_of_a_dossier_is_there_from_both_sides(tmp_path: Path) -> None:
    whole = dossier()
    _, found = out_and_read(whole, tmp_path)
    told = {(item.id, each.name, each.target) for item in found.items for each in item.relations}
    for one, name, other in told:
        if name in INVERSE:
            assert (other, INVERSE[name], one) in told
    cited = sum(len(section.evidence) for section in whole.sections)
    claimed = sum(len(section.claims) for section in whole.sections)
    assert sum(name == "has_evidence" for _, name, _ in told) == cited + claimed
    notes = {
        each.label for item in found.items for each in item.relations if each.name == "has_evidence" and each.label
    }
    assert notes == {citation.note for section in whole.sections for citation in section.evidence if citation.note}


def test_the_words_are_the_same(tmp_path: Path) -> None:
    whole = dossier()
    _, found = out_and_read(whole, tmp_path)
    sections = [item for item in found.items if item.section]
    for section, item in zip(whole.sections, sections, strict=True):
        said = " ".join(words_of(readdressed(text.html, {})) for text in section.texts.values())
        for word in said.split():
            assert word in item.html or word in words_of(item.html)


def test_the_feed_has_the_original_names_and_the_same_bytes_each_time() -> None:
    whole = dossier()
    paths = {identifier: f"files/{name}" for identifier, name in file_names(whole).items()}
    written = feed_of(whole, paths)
    assert written == feed_of(whole, paths)
    root = etree.fromstring(written)
    assert root.nsmap["leap2"] == LEAP2
    assert root.findtext(f"{{{LEAP2}}}version") == "http://www.leapspecs.org/2010-07/2A/"


def test_the_archive_holds_a_feed_that_finds_its_files(tmp_path: Path) -> None:
    write_archive(dossier(), tmp_path / "archive.zip")
    found = read_feed(opened_package(tmp_path / "archive.zip", Limits()))
    assert not any("not in the export" in fact.label for item in found.items for fact in item.facts)
    assert {name for item in found.items for name in item.files}


def test_what_xml_cannot_hold_is_left_out_and_nothing_else(tmp_path: Path) -> None:
    from dataclasses import replace

    whole = replace(dossier(), title="A\x00 title \ud800 & <more>\ufffe")
    _, found = out_and_read(whole, tmp_path)
    assert found.title == "A title & <more>"


@pytest.mark.django_db
def test_a_portfolio_goes_out_and_comes_in_as_a_portfolio(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = full_portfolio()
    call_command("export_portfolio", str(whole.pk), format="leap2a", output=str(tmp_path / "x.zip"))
    said = json.loads(capsys.readouterr().out)
    assert said["not_understood"] == [
        "Leap2A has no place for 2 comments and 4 kept versions; the complete archive has them."
    ]
    other = person("Idris Bowen", email="bowen@trevenna.example")
    call_command("import_portfolio", str(tmp_path / "x.zip"), person=other.email)
    told = json.loads(capsys.readouterr().out)
    assert told["kind"] == "leap2a"
    count = 1 + whole.here().count() + 1 + 2
    assert (told["items"], told["entries"], len(told["drafts"])) == (count, count, 1)
    copy = Portfolio.objects.by(other).get()
    for section in whole.here():
        there = copy.here().get(code=section.code, number=section.number)
        for code in section.text_codes:
            assert richtext.plain(there.text(code)) == richtext.plain(section.text(code))
        assert set(there.claims.values_list("code", flat=True)) == set(section.claims.values_list("code", flat=True))
        assert [(p.entry.title, p.note) for p in there.evidence.all()] == [
            (p.entry.title, p.note) for p in section.evidence.all()
        ]
    piece = Entry.objects.by(other).get(title="A workshop")
    assert [file.name for file in piece.files.all()] == ["minutes.txt"]
    assert [(link.url, link.label) for link in piece.addresses.all()] == [("https://example.org/a", "Guide")]
    assert [code.code for code in piece.codes.all()] == ["cmalt:P1"]
    assert ("With whom", "two tutors") in piece.origins.get(source="leap2a").facts


@pytest.mark.django_db
def test_an_entry_that_never_left_is_here_already(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = full_portfolio()
    out, feed = out_and_read(dossier_of(whole), tmp_path)
    call_command("import_portfolio", str(out), person=whole.author.email)
    told = json.loads(capsys.readouterr().out)
    assert (told["already_here"], told["entries"]) == (1, len(feed.items) - 1)
    workshop = Entry.objects.by(whole.author).get(title="A workshop")
    copy = Portfolio.objects.by(whole.author).exclude(pk=whole.pk).get()
    assert [piece.entry for piece in copy.here().get(code="1a").evidence.all()] == [workshop]


@pytest.mark.django_db
def test_what_came_from_elsewhere_leaves_as_it_came(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    me = person()
    path = zipped(tmp_path / "x.zip", account(), files())
    call_command("import_portfolio", str(path), person=me.email)
    whole = Portfolio.objects.by(me).get()
    for entry in Entry.objects.by(me):
        whole.here()[0].attach(entry=entry, by=me, now=entry.created_at)
    before = read_feed(opened_package(path, Limits()))
    out, after = out_and_read(dossier_of(whole), tmp_path)
    there = {item.id: item for item in after.items}
    for item in before.items:
        left = there[item.id]
        assert (left.kind, left.title, left.starts or left.published[:10]) == (
            item.kind, item.title, item.starts or item.published[:10],
        )  # fmt: skip
        assert set(item.relations) - {each for each in item.relations if each.order} <= set(left.relations)
        assert {(each.name, each.target) for each in item.relations} <= {(r.name, r.target) for r in left.relations}
        assert {(fact.label, fact.words, fact.known) for fact in item.facts} <= {
            (fact.label, fact.words, fact.known) for fact in left.facts
        }
        assert words_of(item.html).split() == words_of(left.html).split()
    sums = [sorted(file.sha256 for file in unpacked(p, {n for i in f.items for n in i.files}, tmp_path / p.stem, Limits()).values())
            for p, f in ((path, before), (out, after))]  # fmt: skip
    assert set(sums[0]) <= set(sums[1])
    capsys.readouterr()
    call_command("import_portfolio", str(out), person=me.email)
    again = json.loads(capsys.readouterr().out)
    assert again["already_here"] == 10


@pytest.mark.django_db
def test_an_archive_carries_where_an_entry_came_from(tmp_path: Path) -> None:
    me = person()
    call_command("import_portfolio", str(zipped(tmp_path / "x.zip", account(), files())), person=me.email)
    whole = Portfolio.objects.by(me).get()
    write_archive(dossier_of(whole), tmp_path / "one.zip")
    other = person("Idris Bowen", email="bowen@trevenna.example")
    for owner in (other, other, me):
        call_command("import_portfolio", str(tmp_path / "one.zip"), person=owner.email)
    mine = {
        row.entry.title: row.told
        for row in Origin.objects.filter(keeper=me, source="leap2a", entry__in=evidence_of(whole))
    }
    theirs = {row.entry.title: row.told for row in Origin.objects.filter(keeper=other, source="leap2a")}
    assert mine == theirs
    kept = read_archive(tmp_path / "one.zip", tmp_path / "into")
    assert {entry.title for entry in kept.entries if "origin" in entry.fields} == mine.keys()
    assert edition().slug == kept.framework


def evidence_of(whole: Portfolio) -> list[Any]:
    return [piece.entry_id for section in whole.here() for piece in section.evidence.all()]
