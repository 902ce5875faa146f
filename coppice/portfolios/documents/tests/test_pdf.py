"""The PDF: tagged, checked, with what a person wrote kept apart from code."""

from __future__ import annotations

import html
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from pdfua.validator import validate

from coppice.kernel.refusals import Refusal
from coppice.kernel.richtext import clean
from coppice.portfolios.documents.dossier import Dossier, Section, Text
from coppice.portfolios.documents.pdf import write_pdf
from coppice.portfolios.documents.tests.makers import dossier

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")


def sections_of(texts: list[str], title: str = "Title") -> Dossier:
    """A portfolio with a section for each text, which stands in it twice."""
    sections = tuple(
        Section(f"s{n}", "1a", n, title, texts={"description": Text("Description", text), "x": Text("More", text)})
        for n, text in enumerate(texts, 1)
    )
    return replace(dossier(words=50, evidence=1, images=0), sections=sections, remarks=(), versions=(), title=title)


def words_of(path: Path) -> str:
    return subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()


def findings(path: Path) -> list[object]:
    return list(validate(path).findings)


def test_a_portfolio_passes_the_checker(tmp_path: Path) -> None:
    assert write_pdf(dossier(), tmp_path / "a.pdf") == []
    assert findings(tmp_path / "a.pdf") == []


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    write_pdf(dossier(images=2), tmp_path / "a.pdf")
    write_pdf(dossier(images=2), tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


CODE = [
    '#read("/etc/passwd") #eval("1+1") $x$ \\ *bold* _em_ `raw` @label <label> // comment',
    '#import "@preview/x:1.0.0": * = Heading - list + enum / term: x',
    "{{ template }} {% tag %} &lt; ]] #[ #{ }",
]


@needs_poppler
def test_code_of_the_typesetter_is_only_words(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    texts = [clean(f"<p>{html.escape(words)}</p>") for words in CODE]
    write_pdf(sections_of(texts, title=CODE[0]), path)
    said = words_of(path)
    for words in CODE:
        parts = words.split()
        assert parts[0] in said
        assert parts[-1] in said
    assert "root:" not in said


WRITTEN = [
    "<h4>Deep first</h4><p>x</p><h2>Then shallow</h2><h4>skips</h4>",
    "<table><tr><td rowspan=9 colspan=30>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
    "<table><thead><tr><th>only a head</th></tr></thead></table>",
    "<table><tr>" + "<td>x</td>" * 60 + "</tr></table>",
    "<ul><li><p>a</p><ol><li>b<ul><li>c</li></ul></li></ol></li></ul>",
    "<blockquote><ul><li>quoted</li></ul><h3>in a quotation</h3></blockquote>",
    "<pre>code   with  spaces\n\tand a tab</pre>",
    "<p>مرحبا بالعالم</p><p>שלום עולם</p><p>漢字かな 한국어 ไทย हिन्दी Ŵŷ</p><p>👩\u200d🔬 ✓ → ∑</p>",
    "<p>" + "a" * 4000 + "</p>",
    "<p>e\u0301\u0302\u0303 \u202etxt\u202c \u200b\ufeff\u2028</p>",
    "<h2> </h2><p></p><ul></ul>",
    '<p><a href="https://example.org/">link</a> <a href="https://example.org/"></a></p>',
]


def test_whatever_was_written_becomes_a_proper_pdf(tmp_path: Path) -> None:
    assert write_pdf(sections_of([clean(written) for written in WRITTEN]), tmp_path / "a.pdf") == []
    assert findings(tmp_path / "a.pdf") == []


def test_characters_without_a_shape_are_named(tmp_path: Path) -> None:
    said = write_pdf(sections_of([clean("<p>Hieroglyph 𓀀 and cuneiform 𒀀.</p>")]), tmp_path / "a.pdf")
    assert said == ["No font here has a shape for U+12000, U+13000; a white square stands in their place."]


def test_an_image_without_words_is_named_honestly(tmp_path: Path) -> None:
    whole = dossier(images=1)
    bare = replace(whole.files[0], alt="")
    text = Text("Evidence", clean(f'<p><img src="/files/{bare.id}/" alt=""></p>'))
    section = replace(whole.sections[0], texts={"evidence": text})
    said = write_pdf(replace(whole, files=(bare, *whole.files[1:]), sections=(section,)), tmp_path / "a.pdf")
    assert said == ["Images without a description: photo 0.jpg."]


def test_a_broken_image_does_not_break_the_document(tmp_path: Path) -> None:
    whole = dossier(images=1)
    from io import BytesIO

    broken = replace(whole.files[0], open=lambda: BytesIO(b"\xff\xd8\xffnot a picture"))
    said = write_pdf(replace(whole, files=(broken, *whole.files[1:])), tmp_path / "a.pdf")
    assert said == ["Images that could not be shown: photo 0.jpg."]


def test_taking_too_long_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="took too long"):
        write_pdf(dossier(), tmp_path / "a.pdf", seconds=0.01)
