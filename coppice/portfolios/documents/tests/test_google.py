"""A Google Doc downloaded as a web page."""

from __future__ import annotations

from pathlib import Path

import pytest

from coppice.kernel.refusals import Refusal
from coppice.kernel.richtext import plain
from coppice.portfolios.documents.google import straight
from coppice.portfolios.documents.mapping import proposal
from coppice.portfolios.documents.reading import read_document
from coppice.portfolios.documents.tests.googled import googled
from coppice.portfolios.documents.tests.test_reading import TARGETS


def test_a_google_doc_finds_its_sections(tmp_path: Path) -> None:
    source = read_document(googled(tmp_path / "doc.zip"), "doc.zip")
    placed = {passage.code: passage for passage in proposal(source, TARGETS) if passage.html}
    assert source.title == "Quiet tools on busy wards"
    assert {"CS", "1a", "FP"} <= set(placed)
    assert "<strong>nursing</strong>" in placed["CS"].html
    assert "<em>shifts</em>" in placed["CS"].html
    assert placed["1a"].facet == "description"
    assert 'href="https://example.org/guide?a=1"' in placed["1a"].html
    assert "<table" in placed["1a"].html
    assert "One computer for two wards." in plain("".join(passage.html for passage in source.passages))
    assert [(picture.media_type, picture.alt) for picture in source.pictures] == [("image/jpeg", "The skills room")]
    assert len(source.pictures[0].read()) == source.pictures[0].size > 1000


def test_lists_in_lists_are_nested_again(tmp_path: Path) -> None:
    source = read_document(googled(tmp_path / "doc.zip"), "doc.zip")
    html = next(passage.html for passage in source.passages if "a phone" in passage.html)
    assert html.count("<ul") == 2
    assert (
        html.index("<ul", html.index("a phone"))
        < html.index("charged")
        < html.index("</ul>")
        < html.index("ten minutes")
    )
    assert html.index("</ul>", html.index("ten minutes")) < html.index("<ol")


def test_a_list_that_begins_in_the_deep_stays_a_list(tmp_path: Path) -> None:
    body = '<ul class="lst-kix_a-3"><li>deep</li></ul><ul class="lst-kix_a-9x"><li>odd</li></ul><ol class="lst-kix_a-1"></ol><ul class="lst-kix_a-2"><li>x</li></ul>'
    html = "".join(p.html for p in read_document(googled(tmp_path / "doc.zip", body), "doc.zip").passages)
    assert [word for word in ("deep", "odd", "x") if word not in html] == []


def test_hostile_words_in_a_google_doc_are_cleaned(tmp_path: Path) -> None:
    body = '<h1>Future plans</h1><p onclick=x>a<script>b</script><a href="javascript:1">c</a><img src="../../etc/passwd"><img src="https://x.example/1.png" alt="Out"></p>'
    source = read_document(googled(tmp_path / "doc.zip", body), "doc.zip")
    html = "".join(passage.html for passage in source.passages)
    assert [bad for bad in ("script", "onclick", "passwd", "x.example") if bad in html] == []
    assert not source.pictures
    assert "linked from elsewhere" in " ".join(source.not_understood)


@pytest.mark.parametrize("more", [{"second.html": b"<p>x"}, {"images/run.exe": b"MZ"}, {"doc.js": b"1"}])
def test_another_zip_with_a_page_in_it_is_no_google_doc(tmp_path: Path, more: dict[str, bytes]) -> None:
    with pytest.raises(Refusal, match="neither"):
        read_document(googled(tmp_path / "doc.zip", more=more), "doc.zip")


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("https://www.google.com/url?q=https://a.example/&sa=D", "https://a.example/"),
        ("https://www.google.com/url?sa=D", "https://www.google.com/url?sa=D"),
        ("https://a.example/?q=1", "https://a.example/?q=1"),
        ("#h.1", "#h.1"),
    ],
)
def test_links_lead_straight(address: str, leads_to: str) -> None:
    assert straight(address) == leads_to
