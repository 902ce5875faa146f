"""Documents from word processors: what is read, and what is said about the rest."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coppice.kernel.refusals import Refusal
from coppice.kernel.richtext import plain
from coppice.portfolios.documents.mapping import Passage, Target, proposal
from coppice.portfolios.documents.reading import read_document, source_from_html
from coppice.portfolios.documents.source import Source
from coppice.portfolios.documents.tests.words import CANDIDATE, by_hand, markdown, paragraph, web_page, word_processed
from coppice.portfolios.documents.word_parts import Extras

THREE = ("description", "evidence", "reflection")
TARGETS = [
    Target("CS", "Contextual statement", facets=("statement",)),
    Target("1a", "Constraints and benefits of different technologies", facets=THREE, group="Operational issues"),
    Target(
        "1b", "Technical knowledge and ability in using learning technology", facets=THREE, group="Operational issues"
    ),
    Target("1c", "Supporting the deployment of learning technologies", facets=THREE, group="Operational issues"),
    Target("2a", "Understanding teaching, learning and/or assessment processes", facets=THREE, group="Learning"),
    Target("2b", "Understanding your target learners", facets=THREE, group="Learning"),
    Target("3a", "Legislation", most=9, facets=THREE, group="The wider context"),
    Target("3b", "Policies and standards", most=9, facets=THREE, group="The wider context"),
    Target("4a", "Communication and working with others", facets=THREE, group="Communication"),
    Target("5", "Specialist area", most=9, facets=THREE),
    Target("FP", "Future plans", facets=("statement",)),
    Target("DEC", "Declaration", facets=("statement",)),
]
EXPECTED = {
    "CS": 1, "1a": 4, "1b": 4, "1c": 1, "2a": 1, "2b": 1, "3a": 1, "3b": 1, "4a": 1, "5": 2, "FP": 1, "DEC": 1,
}  # fmt: skip


def placed(source: Source) -> list[Passage]:
    return proposal(source, TARGETS)


@pytest.mark.parametrize("ending", ["docx", "odt", "md"])
def test_a_candidates_portfolio_finds_its_sections(tmp_path: Path, ending: str) -> None:
    path = markdown(CANDIDATE, tmp_path) if ending == "md" else word_processed(CANDIDATE, tmp_path, ending)
    source = read_document(path, path.name)
    passages = placed(source)
    counts = {code: sum(p.code == code for p in passages) for code in EXPECTED}
    assert counts == EXPECTED
    assert [p.facet for p in passages if p.code == "1a"] == ["description", *THREE]
    assert [(p.number, p.own_title) for p in passages if p.code == "5"] == [
        (1, "Accessible captions"), (2, "Learning analytics on placement"),
    ]  # fmt: skip
    assert "Appendix: photographs" in [p.heading for p in passages if not p.is_placed]
    assert "1 footnote stands at the end of the passage that mentions it." in source.not_understood
    assert len(source.pictures) == (0 if ending == "md" else 1)


def test_footnotes_stand_with_the_passage_that_mentions_them(tmp_path: Path) -> None:
    path = word_processed(CANDIDATE, tmp_path, "docx")
    context = next(p for p in read_document(path, path.name).passages if p.heading == "Contextual Statement")
    assert "nursing[note 1]" in plain(context.html)
    assert "[note 1] The hospital had one computer for two wards." in plain(context.html)


def test_pictures_keep_their_description(tmp_path: Path) -> None:
    path = word_processed(CANDIDATE, tmp_path, "docx")
    source = read_document(path, path.name)
    assert [picture.alt for picture in source.pictures] == ["The skills room before the session"]
    assert f'src="/files/{source.pictures[0].id}/"' in "".join(p.html for p in source.passages)


def test_what_word_keeps_beside_the_text_is_brought_along_or_named(tmp_path: Path) -> None:
    body = (
        paragraph("Contextual statement", "Heading1")
        + '<w:p><w:ins w:id="1" w:author="T"><w:r><w:t>Added words.</w:t></w:r></w:ins></w:p>'
        + "<w:p><w:r><w:object/></w:r></w:p>"
        + "<w:p><w:r><w:pict><w:txbxContent>" + paragraph("In a box") + "</w:txbxContent></w:pict></w:r></w:p>"
    )  # fmt: skip
    comments = (
        '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="0" '
        f'w:author="Tomos Pryce">{paragraph("Say more here.")}</w:comment></w:comments>'
    )
    path = by_hand(tmp_path / "x.docx", body, {"word/comments.xml": comments})
    source = read_document(path, "x.docx")
    said = " ".join(source.not_understood)
    assert "1 tracked change was read as accepted." in said
    assert "1 embedded object was not brought in" in said
    text = " ".join(plain(p.html) for p in source.passages)
    assert "Added words." in text
    assert "In a box" in text
    assert "Tomos Pryce: Say more here." in text


def test_a_web_page_comes_in_without_its_scripts(tmp_path: Path) -> None:
    path = tmp_path / "site.html"
    path.write_text(web_page("<h1>Future plans</h1><p onclick='x()'>To write <b>less</b>.</p>"), "utf-8")
    source = read_document(path, "site.html")
    html = "".join(p.html for p in source.passages)
    assert "alert" not in html
    assert "onclick" not in html
    assert len(source.pictures) == 1


def test_old_windows_letters_are_read(tmp_path: Path) -> None:
    path = tmp_path / "old.html"
    path.write_bytes(
        "<html><meta charset=windows-1252><body><p>Caf\u00e9 \u2013 \u20ac5</p></body></html>".encode("cp1252")
    )
    assert "Café – €5" in plain(read_document(path, "old.html").passages[0].html)


def test_bold_lines_serve_as_headings_where_there_are_none() -> None:
    html = "<p><strong>Contextual statement</strong></p><p>Words.</p><p><strong>Future plans</strong></p><p>More.</p>"
    passages = placed(source_from_html(html, Extras(), "x.docx"))
    assert [p.code for p in passages] == ["CS", "FP"]


def test_a_table_that_lays_out_the_page_is_opened() -> None:
    html = "<table><tr><td><h2>Future plans</h2><p>One.</p></td></tr><tr><td><h2>Declaration</h2><p>Two.</p></td></tr></table>"
    passages = placed(source_from_html(html, Extras(), "x.docx"))
    assert [p.code for p in passages] == ["FP", "DEC"]


def test_pictures_of_an_open_document_keep_their_description(tmp_path: Path) -> None:
    path = word_processed(CANDIDATE, tmp_path, "odt")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["content.xml"] = parts["content.xml"].replace(b"</draw:frame>", b"<svg:desc>A room</svg:desc></draw:frame>")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert [picture.alt for picture in read_document(path, path.name).pictures] == ["A room"]


def test_an_empty_document_is_refused(tmp_path: Path) -> None:
    path = by_hand(tmp_path / "x.docx", paragraph("   "))
    with pytest.raises(Refusal, match="no text"):
        read_document(path, "x.docx")


def test_two_hundred_thousand_words_come_in(tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    path.write_text("# Future plans\n\n" + ("It was a long term and a longer report. " * 20 + "\n\n") * 1_250, "utf-8")
    assert read_document(path, "long.md").words == 9 * 25_000


words = st.text(alphabet=st.characters(categories=["L", "N"], max_codepoint=0x2FF), min_size=1, max_size=9)
sentence = st.lists(words, min_size=1, max_size=8).map(" ".join)
heading = st.one_of(
    sentence,
    st.sampled_from(["1a) Constraints", "Core area 1", "Description", "Reflection", "Specialist area 2: x", "b)"]),
)
block = st.one_of(
    st.tuples(st.sampled_from(["p", "h1", "h2", "h3", "h4"]), heading).map(lambda b: f"<{b[0]}>{b[1]}</{b[0]}>"),
    sentence.map(lambda s: f"<ul><li>{s}</li></ul>"),
    sentence.map(lambda s: f"<table><tr><td>{s}</td></tr></table>"),
    sentence.map(lambda s: f"<p><strong>Evidence:</strong> {s}</p>"),
    sentence.map(lambda s: f"<div>{s}<p>{s}</p></div>"),
    sentence,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(block, min_size=1, max_size=14))
def test_no_block_of_the_source_is_dropped(parts: list[str]) -> None:
    """Each word of the source stands in the heading or the text of a passage, in the same order."""
    html = "".join(parts)
    passages = placed(source_from_html(html, Extras(), "x.docx"))
    landed = " ".join(f"{p.heading} {plain(p.html)}" for p in passages)
    wanted = re.findall(r"\w+", re.sub(r"<[^>]+>", " ", html))
    assert sorted(re.findall(r"\w+", landed)) == sorted(wanted)
