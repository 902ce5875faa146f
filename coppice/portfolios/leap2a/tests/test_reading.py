"""Every generation of Leap2A reads alike, and every element of a feed becomes something."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coppice.kernel.refusals import Refusal
from coppice.portfolios.documents.unpacking import Limits
from coppice.portfolios.leap2a import dates
from coppice.portfolios.leap2a.feed import read_feed
from coppice.portfolios.leap2a.items import Feed, Item
from coppice.portfolios.leap2a.names import lasting
from coppice.portfolios.leap2a.package import Package, opened_package, unpacked
from coppice.portfolios.leap2a.parsing import parsed
from coppice.portfolios.leap2a.saying import size
from coppice.portfolios.leap2a.tests.feeds import (
    ACCOUNT,
    GENERATIONS,
    account,
    entry,
    feed,
    files,
    relation,
    text,
    zipped,
)
from coppice.portfolios.leap2a.texts import words_of
from coppice.portfolios.leap2a.wording import KINDS, RELATIONS


def read(written: str | bytes) -> Feed:
    return read_feed(Package(written.encode() if isinstance(written, str) else written))


def only(written: str) -> Item:
    (item,) = read(feed(written)).items
    return item


def facts(item: Item) -> dict[str, str]:
    return {fact.label: fact.words for fact in item.facts}


@pytest.mark.parametrize("generation", GENERATIONS)
def test_every_generation_says_the_same(generation: str) -> None:
    prefix = GENERATIONS[generation][1]
    day = f'<{prefix}:date {prefix}:point="start">2022-09-01</{prefix}:date>'
    kind = '<category term="Webpage" scheme="categories:selection_type#"/>'
    found = read(
        feed(
            entry(
                "a",
                "One",
                day + relation("has_part", "b", generation=generation),
                kind="activity",
                generation=generation,
            ),
            entry("b", "Two", kind, kind="selection", generation=generation),
            generation=generation,
        )
    )
    one, two = found.items
    assert (one.kind, one.starts, two.kind, two.is_page) == ("activity", "2022-09-01", "selection", True)
    assert [(each.name, each.target) for each in one.relations] == [("has_part", two.id)]
    assert "not understood" not in found.counted


def test_terms_may_be_written_out_in_full() -> None:
    item = only(
        '<entry><id>urn:x</id><title>t</title><rdf:type rdf:resource="http://terms.leapspecs.org/achievement"/>'
        '<link rel="http://terms.leapspecs.org/supports" href="urn:y"/></entry>'
    )
    assert (item.kind, item.relations[0].name, item.relations[0].target) == ("achievement", "supports", "urn:y")


@pytest.mark.parametrize("kind", KINDS)
def test_every_type_is_read(kind: str) -> None:
    assert only(entry("a", kind=kind)).kind == kind


@pytest.mark.parametrize("name", sorted(RELATIONS.keys() - {"author", "contributor", "enclosure", "mentions"}))
def test_every_relation_is_read(name: str) -> None:
    one, two = read(feed(entry("a", body=relation(name, "b")), entry("b"))).items
    assert [(each.name, each.target) for each in one.relations] == [(name, two.id)]


@given(
    st.lists(
        st.sampled_from(
            ["<leap2:status>x</leap2:status>", "<odd xmlns='urn:odd'><in a='1'/><in/></odd>", "<link href='http://a.b/c'/>",
             "<link rel='leap2:has_part' href='portfolio:a1'/>", "<category term='t'/>", "<author><name>N</name></author>",
             "<leap2:date leap2:point='end'>nonsense</leap2:date>", "<summary>short</summary>", "<mahara:odd/>",
             text("<p>words <em>here</em></p><object data='x'/>"), "<link/>", "<leap2:persondata/>",
             ("<mahara:view><mahara:column><mahara:blockinstance mahara:blocktype='b'><mahara:u>[1]</mahara:u>"
             "</mahara:blockinstance><mahara:z/></mahara:column></mahara:view>")]
        ),
        max_size=8,
    ),
    st.sampled_from(["", "<odd xmlns='urn:odd'><deep/></odd>", "<link rel='self' href='x'/>"]),
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_every_element_is_counted_and_nothing_unknown_is_silent(parts: list[str], extra: str) -> None:
    written = feed(entry("a1", body="".join(parts)), entry("a2", body="".join(reversed(parts))), extra=extra)
    found = read(written)
    assert found.elements == size(parsed(written.encode())[0])
    strange = sum("odd" in part for part in parts)
    assert all(sum("dd" in fact.label for fact in item.facts) >= bool(strange) for item in found.items)
    assert bool("odd" in extra) == any("odd" in said for said in found.said)


def test_an_account_is_read_whole(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", account(), files())
    package = opened_package(path, Limits())
    found = read_feed(package)
    kinds = {item.title: item for item in found.items}
    assert len(found.items) == 10
    assert kinds["My CMALT"].is_collection
    assert kinds["My CMALT"].parts == [kinds["Odds and ends"].id, kinds["1a Constraints and benefits"].id]
    assert "captions.\xa0They worked" in kinds["First post"].html
    assert kinds["First post"].files == ("files/table.jpg",)
    assert '<img src="/files/' in kinds["First post"].html
    assert kinds["notes.txt"].files == ("files/Erkla\u0308rung.txt",)
    assert kinds["Second post"].links[0].title == "Guide"
    assert (kinds["A course"].starts, kinds["A course"].ends) == ("2022-09-01", "2023-06-30")
    assert facts(kinds["Morwenna"]) == {"Email address": "m@trevenna.example", "Place": "Harbour Road"}
    assert facts(kinds["A goal"]) == {"Status": "half done", "Unheard": "deep, side"}
    assert kinds["A goal"].not_understood == 1
    assert found.elements == size(parsed(package.content)[0])
    kept = unpacked(path, kinds["notes.txt"].files, tmp_path / "into", Limits())
    assert [(file.name, file.read()) for file in kept.values()] == [("Erklärung.txt", b"Plain words.\n")]


@pytest.mark.parametrize(
    ("at", "folder"),
    [("leap2a.xml", "files/"), ("export/leap2a.xml", "export/files/"), ("leap2a.xml", "export_info/files/"),
     ("one/leap2a.xml", "one/export_info/files/"), ("one/leap2a.xml", "files/")],
)  # fmt: skip
def test_files_are_found_wherever_exports_put_them(tmp_path: Path, at: str, folder: str) -> None:
    beside = {folder + name.removeprefix("files/"): content for name, content in files().items()}
    found = read_feed(opened_package(zipped(tmp_path / "x.zip", account(), beside, at=at), Limits()))
    assert sum(len(item.files) for item in found.items) == 3
    assert not any("not in the export" in fact.label for item in found.items for fact in item.facts)


def test_a_file_that_nobody_speaks_of_is_named(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", account(), files() | {"files/lonely.txt": b"x", "HTML/index.html": b"x"})
    assert any("lonely.txt" in said for said in read_feed(opened_package(path, Limits())).said)


def test_the_next_export_of_the_same_account_has_the_same_keys() -> None:
    one, two = read(account(made=1)), read(account(made=2))
    assert [item.key for item in one.items] == [item.key for item in two.items]
    assert {item.id for item in one.items}.isdisjoint(item.id for item in two.items)
    assert lasting(f"{ACCOUNT}9/view3") == f"{ACCOUNT}view3"


def test_a_page_without_other_text_has_the_words_of_its_blocks() -> None:
    block = (
        '<mahara:view mahara:type="portfolio"><mahara:column><mahara:blockinstance mahara:blocktype="textbox" '
        'mahara:blocktitle="Welcome"><mahara:text>["&lt;p&gt;A page of mine.&lt;\\/p&gt;"]</mahara:text>'
        "</mahara:blockinstance></mahara:column></mahara:view>"
    )
    item = only(entry("v", "Page", block, kind="selection"))
    assert item.is_page
    assert words_of(item.html) == "Welcome A page of mine."
    assert facts(item)["Block of the page"] == "Welcome (textbox)"


def test_dates_that_mean_different_days_in_different_countries_stay_in_words() -> None:
    item = only(entry("a", body='<leap2:date leap2:point="end" leap2:label="31.06.2002"></leap2:date>'))
    assert (item.ends, facts(item)) == ("", {"Ended": "31.06.2002"})


@given(st.text(max_size=40))
def test_a_day_is_a_day_or_nothing(written: str) -> None:
    assert dates.day(written) == "" or len(dates.day(written)) == 10
    assert dates.moment(written) == "" or "T" in dates.moment(written)


@given(st.binary(max_size=400))
@settings(max_examples=80, deadline=None)
def test_any_bytes_are_read_or_refused_in_words(content: bytes) -> None:
    inside = b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><content>" + content + b"</content></entry></feed>"
    for written in (inside, content):
        assert refusal_of(written) is None or str(refusal_of(written)).endswith(".")


def refusal_of(written: bytes) -> str | None:
    try:
        read(written)
    except Refusal as refusal:
        return refusal.sentence
    return None
