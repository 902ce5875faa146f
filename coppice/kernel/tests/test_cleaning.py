"""Whatever comes in, what goes out is safe, in one shape, and loses no word."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given

from coppice.kernel import richtext
from coppice.kernel.richtext.addressing import ADDRESS
from coppice.kernel.tests.texts import FILE, HOSTILE, LONG, MARKUP, WORD

ALLOWED = {
    **{tag: {"data-block", "lang", "dir"} for tag in ("p", "h2", "h3", "h4", "pre", "hr", "figure", "table")},
    **{tag: {"lang", "dir"} for tag in ("ul", "li", "blockquote")},
    "ol": {"start", "lang", "dir"},
    "th": {"scope", "colspan", "rowspan", "lang", "dir"},
    "td": {"colspan", "rowspan", "lang", "dir"},
    "a": {"href", "rel"},
    "img": {"src", "alt", "width", "height"},
    "span": {"lang"},
    **{tag: set() for tag in "caption thead tbody tr figcaption code strong em u s sub sup br".split()},
}


class Inspector(HTMLParser):
    """Sees what a browser would: every tag and attribute."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert {name for name, _ in attrs} <= ALLOWED[tag], (tag, attrs)
        values = dict(attrs)
        if tag == "a":
            assert re.match(r"https?://[^/\\]|mailto:", values["href"] or "", re.IGNORECASE)
        if tag == "img":
            assert re.fullmatch(r"/files/[0-9a-f-]{36}/", values["src"] or "")

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)


def inspect(html: str) -> None:
    inspector = Inspector(convert_charrefs=True)
    inspector.feed(html)
    inspector.close()


def bare(html: str) -> str:
    return re.sub(r' data-block="\w+"', "", richtext.clean(html))


@given(MARKUP)
@example("<p>\u0338x<b>\u0338</b>")
@example("<pre>\n\nx")
@example("<figure><img src=x><table><tr><td><figure>")
def test_cleaning_is_safe_and_cleaning_again_changes_nothing(html):
    cleaned = richtext.clean(html)
    inspect(cleaned)
    assert richtext.clean(cleaned) == cleaned
    cleaned.encode()


@given(MARKUP)
def test_every_block_has_an_address_of_its_own(html):
    found = [block.id for block in richtext.blocks(richtext.clean(html))]
    assert all(ADDRESS.fullmatch(block) for block in found)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("html", HOSTILE)
def test_hostile_markup_is_disarmed(html):
    cleaned = richtext.clean(html)
    inspect(cleaned)
    assert richtext.clean(cleaned) == cleaned


def test_a_word_document_becomes_clean_structure():
    assert bare(WORD) == (
        "<h2>My practice</h2><p>I <strong>redesigned</strong> the <em>module</em>.</p>"
        "<ul><li><p>First</p><ol><li><p>Deeper</p></li></ol></li><li><p>Second</p></li></ul>"
        "<p>added and <s>struck</s></p><table><tbody><tr><td>cell</td></tr></tbody></table>"
    )


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("plain words", "<p>plain words</p>"),
        ("<h1>One</h1><h6>Six</h6>", "<h2>One</h2><h4>Six</h4>"),
        ("<div>one</div><div>two<div>three</div>four</div>", "<p>one</p><p>two</p><p>three</p><p>four</p>"),
        ("<p>one<br><br>two<br>three<br></p>", "<p>one</p><p>two<br>three</p>"),
        (
            "<ul>loose<li>a<ul><li>b</ul></ul>",
            "<ul><li><p>loose</p></li><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>",
        ),
        ("<p>a <b> b</b><b> c </b></p>", "<p>a <strong>b c</strong></p>"),
        ("<p></p><p>&nbsp;</p><ul><li></li></ul><h2> </h2>", ""),
        ('<b style="font-weight:normal"><p>Docs</p></b>', "<p>Docs</p>"),
        ('<img src="https://elsewhere.example/smile.png" alt="🙂">', "<p>🙂</p>"),
        (f'<p><img src="https://here.example{FILE}" alt="Us"></p>', f'<figure><img src="{FILE}" alt="Us"></figure>'),
        (
            '<table><tr><td colspan="2"><p>x</p></table>',
            '<table><tbody><tr><td colspan="2">x</td></tr></tbody></table>',
        ),
        ("<pre>\n\na  b\n</pre>", "<pre><code>a  b</code></pre>"),
        ("<p lang=cy>bore <span lang='en-GB'>da</span></p>", '<p lang="cy">bore <span lang="en-GB">da</span></p>'),
        ("e\u0301\x00\x1f\ud800", "<p>é\ufffd</p>"),
        ("<p dir=rtl>שלום 👩🏽‍🏫 \u200fok</p>", '<p dir="rtl">שלום 👩🏽‍🏫 \u200fok</p>'),
    ],
)
def test_one_shape(html, wanted):
    assert bare(html) == wanted


def test_the_first_of_two_blocks_keeps_the_address_and_the_other_gets_a_fresh_one():
    cleaned = richtext.clean('<p data-block="aaaaaaaa">one</p><p data-block="aaaaaaaa">two</p>')
    first, second = richtext.blocks(cleaned)
    assert first.id == "aaaaaaaa"
    assert second.id != "aaaaaaaa"


def test_a_fresh_address_is_never_one_that_another_block_brought():
    [made] = richtext.blocks(richtext.clean("<p>same</p>"))
    brought = richtext.clean(f'<p>same</p><p data-block="{made.id}">other</p>')
    assert [block.id == made.id for block in richtext.blocks(brought)] == [False, True]


@pytest.mark.parametrize("tag", ["<blockquote>", "<div>", "<ul><li>", "<dl><dt>", "<b>", "<p><b>", "<table><tr><td>"])
def test_nesting_bombs_are_tamed(tag):
    cleaned = richtext.clean(tag * 10_000 + "still here")
    assert richtext.plain(cleaned) == "still here"
    assert len(cleaned) < 500


def test_attribute_bombs_are_tamed():
    bomb = " ".join(f'a{number}="{number}"' for number in range(50_000))
    assert bare(f"<p {bomb}>still here</p>") == "<p>still here</p>"


def test_a_text_of_two_hundred_thousand_words_is_kept_whole():
    long = LONG * 4_600
    cleaned = richtext.clean(long)
    assert richtext.word_count(cleaned) == 4_600 * richtext.word_count(richtext.clean(LONG)) > 190_000


@given(MARKUP)
def test_words_that_a_reader_would_see_are_kept(html):
    """Text outside of any markup never vanishes."""
    seen = richtext.plain(richtext.clean(f"<p>first</p>{html}"))
    assert seen.startswith("first")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One two, three.", 3),
        ("a well-known e-portfolio isn't new", 5),
        ("see https://example.org/a-b?c=d or write to a@example.org", 6),
        ("2024 – 2026 — about 3.5 years", 5),
        ("before—after", 2),
        ("漢字かな", 4),
        ("한국어 문장", 2),
        ("bore da, sut mae’r tywydd?", 5),
        ("👩🏽‍🏫 … — –", 0),
        ("", 0),
    ],
)
def test_words_are_counted_as_a_writer_would(text, count):
    assert richtext.word_count(richtext.clean(f"<p>{text}</p>")) == count


def test_blocks_say_where_they_stand():
    found = richtext.blocks(richtext.clean("<h2>A</h2><ul><li>b<br>c</li></ul><table><tr><td>d<td>e<tr><td>f</table>"))
    assert [(block.tag, block.text, block.within) for block in found] == [
        ("h2", "A", ()),
        ("p", "b\nc", ("ul", "li")),
        ("table", "d\te\nf", ()),
    ]


def test_fingerprints_tell_texts_apart():
    assert richtext.fingerprint("<p>a</p>") != richtext.fingerprint("<p>b</p>")
    assert re.fullmatch(r"[0-9a-f]{16}", richtext.fingerprint(""))
