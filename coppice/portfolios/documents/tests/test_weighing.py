"""What of a document did not come in is found, whatever it is and wherever it stood; what came in is not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as markup

from coppice.portfolios.documents.paragraphs import OPEN_DOCUMENT, WORD, paragraphs
from coppice.portfolios.documents.weighing import left_behind

SAID = st.lists(st.sampled_from(["yes", "We asked twice.", "No 7 was late", "e-mail", "λόγος", "twice"]), max_size=8)
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
)


def page(*blocks: str) -> markup.HtmlElement:
    return markup.document_fromstring("<p></p>" + "".join(f"<p>{block}</p>" for block in blocks))


@given(SAID, SAID)
def test_what_came_in_is_not_missed_and_what_did_not_is(here: list[str], elsewhere: list[str]) -> None:
    left = left_behind([*here, *elsewhere], page(*here))
    assert sorted(left) == sorted(elsewhere)


def test_the_words_count_not_how_they_are_written() -> None:
    came_in = page("It <em>work</em>ed<a class='footnote-ref'><sup>1</sup></a> ‘well’,<br>twice", "ﬁle")
    assert left_behind(["It worked 'well',", "twice 3", "file", "2026", " "], came_in) == ()


def test_a_paragraph_of_which_one_word_is_missing_is_given_whole() -> None:
    assert left_behind(["Rhian said yes"], page("Rhian said")) == ("Rhian said yes",)


def test_what_hangs_on_a_paragraph_speaks_for_itself() -> None:
    word = f"<w:body {SPACES}><w:p><w:r><w:t>One </w:t></w:r><w:x><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:x>"
    word += "<w:del><w:r><w:t>gone</w:t></w:r></w:del><w:r><w:tab/><w:t>line</w:t></w:r></w:p></w:body>"
    assert list(paragraphs(etree.fromstring(word), WORD)) == ["in a box", "One  line"]
    text = f"<text:x {SPACES}><text:p>One <text:span>long<text:tab/></text:span><text:note><text:note-citation>1"
    text += "</text:note-citation><text:p>below</text:p></text:note> line</text:p></text:x>"
    assert list(paragraphs(etree.fromstring(text), OPEN_DOCUMENT)) == ["below", "One long  line"]


def test_a_document_nested_beyond_reason_is_read_to_its_ground() -> None:
    deep = f"<text:p {SPACES}>" + "<text:span>" * 200 + "ground" + "</text:span>" * 200 + "</text:p>"
    assert list(paragraphs(etree.fromstring(deep), OPEN_DOCUMENT)) == ["ground"]
