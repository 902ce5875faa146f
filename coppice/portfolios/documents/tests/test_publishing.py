"""Word documents, OpenDocument texts and e-books: what is in them, and that the first two come back in."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from coppice.kernel.richtext import clean, plain
from coppice.portfolios.documents import publishing
from coppice.portfolios.documents.dossier import Dossier, Text
from coppice.portfolios.documents.mapping import Target, proposal
from coppice.portfolios.documents.publishing import publish
from coppice.portfolios.documents.reading import read_document
from coppice.portfolios.documents.source import Source
from coppice.portfolios.documents.tests.makers import dossier, name
from coppice.portfolios.documents.tests.test_reading import TARGETS, THREE

NINE = [replace(target, facets=THREE) for target in TARGETS]
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
XHTML = "{http://www.w3.org/1999/xhtml}"
DC = "{http://purl.org/dc/elements/1.1/}"
ALT = "Six people at a table with cards"


def words_of(whole: Dossier) -> dict[tuple[str, int, str], str]:
    """The words of each text, by section, number and facet."""
    return {
        (section.code, section.number, code): flat(text.html)
        for section in whole.sections
        for code, text in section.texts.items()
    }


def words_in(source: Source, targets: list[Target]) -> dict[tuple[str, int, str], str]:
    found: dict[tuple[str, int, str], str] = {}
    for passage in proposal(source, targets):
        if passage.is_placed:
            key = (passage.code, passage.number, passage.facet)
            said = (f"<h2>{passage.heading}</h2>" if passage.keeps_heading else "") + passage.html
            found[key] = f"{found.get(key, '')} {flat(clean(said))}".strip()
    return {key: words for key, words in found.items() if words}


def flat(html: str) -> str:
    return " ".join(plain(html).split())


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_document_comes_back_with_the_same_texts(tmp_path: Path, kind: str) -> None:
    whole = dossier(words=800)
    assert publish(whole, tmp_path / f"p.{kind}", kind) == []
    source = read_document(tmp_path / f"p.{kind}", f"p.{kind}")
    assert source.title == whole.title
    assert words_in(source, NINE) == words_of(whole)
    assert [(picture.media_type, picture.alt) for picture in source.pictures] == [("image/jpeg", ALT)] * 4
    html = "".join(passage.html for passage in source.passages if passage.heading != "About this document")
    assert html.count("<table") == len(whole.sections)
    assert html.count('href="https://example.org/guide"') == len(whole.sections)
    assert [p.own_title for p in proposal(source, NINE) if p.code == "5" and p.own_title] == ["Assessment on placement"]
    beside = [passage for passage in source.passages if passage.heading == "Journal entries used as evidence"]
    assert len(beside) == 1
    assert "E12 Drop-in session 12" in plain(beside[0].html)


def test_a_word_document_says_its_language_and_what_its_pictures_show(tmp_path: Path) -> None:
    publish(dossier(words=200), tmp_path / "p.docx", "docx")
    with zipfile.ZipFile(tmp_path / "p.docx") as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        about, styles = archive.read("docProps/core.xml").decode(), archive.read("word/styles.xml").decode()
        assert {name.rsplit(".", 1)[1] for name in archive.namelist() if "media" in name} == {"jpg"}
        assert min(archive.getinfo(name).file_size for name in archive.namelist() if "media" in name) > 10_000
    assert [drawn.get("descr") for drawn in body.iter(DRAWN)] == [ALT] * 4
    assert b"data:image" not in etree.tostring(body)
    leads_to = {link.get(f"{WORD}anchor") for link in body.iter(f"{WORD}hyperlink")} - {None}
    assert {"section-02", "entries", "E12"} < leads_to
    assert leads_to <= {mark.get(f"{WORD}name") for mark in body.iter(f"{WORD}bookmarkStart")}
    assert "<dc:title>Small tools, quiet rooms</dc:title><dc:creator>Rhian Ellwood</dc:creator>" in about
    assert "2026-10-18T16:40:12Z" in about
    assert 'w:val="en-GB"' in styles
    text = "".join(piece.text or "" for piece in body.iter(f"{WORD}t"))
    assert "minutes 0.txt, 2 kB, 92ac 4b96 0372 b2c5" in text


def test_an_e_book_can_be_found_one_s_way_in(tmp_path: Path) -> None:
    whole = dossier(words=200)
    publish(whole, tmp_path / "p.epub", "epub")
    with zipfile.ZipFile(tmp_path / "p.epub") as archive:
        first = archive.infolist()[0]
        pages = {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith("xhtml")}
        package = etree.fromstring(archive.read("EPUB/content.opf"))
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert [package.findtext(f".//{DC}{tag}") for tag in ("title", "creator", "language", "date")] == [
        "Small tools, quiet rooms", "Rhian Ellwood", "en-GB", "2026-10-18",
    ]  # fmt: skip
    leads = {link.text: link.get("href") for link in pages["EPUB/nav.xhtml"].iter(f"{XHTML}a")}
    assert leads["1a Constraints and benefits of different technologies"] == "text/ch002.xhtml#section-02"
    assert leads["Journal entries used as evidence"] == "text/ch014.xhtml#entries"
    titles = [page.findtext(f".//{XHTML}title") for page in pages.values()]
    assert "4a Working with others" in titles
    assert all(page.get("lang") == "en-GB" for page in pages.values())
    assert [image.get("alt") for page in pages.values() for image in page.iter(f"{XHTML}img")] == [ALT] * 4


@pytest.mark.parametrize("kind", publishing.KINDS)
def test_whatever_is_in_a_text_stays_text_and_the_same_gives_the_same(tmp_path: Path, kind: str) -> None:
    whole = dossier(words=60, evidence=2, images=1)
    missing, picture = name("nowhere"), whole.files[0].id
    html = clean(
        f'<p>a &lt;script&gt; \x0b {{{{ x }}}} \N{SNOWMAN}</p><p>مرحبا <em>بكم</em></p><p><img src="/files/{missing}/" alt="Gone"></p>'
        f'<p><img src="/files/{picture}/" alt=""></p>'
    )
    first = replace(whole.sections[0], texts={"statement": Text("Statement", html)}, title="A < B & \x0b“C”")
    undescribed = replace(whole.files[0], alt="")
    whole = replace(whole, title="", person="<b>\x00", sections=(first, *whole.sections[1:]),
                    files=(undescribed, *whole.files[1:]))  # fmt: skip
    said = publish(whole, tmp_path / "one", kind)
    assert said == ["Images without a description: photo 0.jpg."]
    publish(whole, tmp_path / "two", kind)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    with zipfile.ZipFile(tmp_path / "one") as archive:
        for part in archive.namelist():
            if part.endswith((".xml", ".xhtml", ".opf")):
                etree.fromstring(archive.read(part))
        whole_text = b"".join(map(archive.read, archive.namelist())).decode("utf-8", "ignore")
    assert "&lt;script&gt;" in whole_text
    assert "The image “Gone” is not part of this copy." in whole_text
    assert {"docx": "<w:bidi", "odt": "مرحبا", "epub": 'dir="rtl"'}[kind] in whole_text
