"""Putting other words into a text: what is around them survives to the letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coppice.discussion.anchors import Placed
from coppice.discussion.replacing import CannotReplace, narrowed, replaced, tidied
from coppice.kernel import richtext

HTML = richtext.clean(
    "<p>One <strong>two three</strong> four <a href='https://a.example'>five</a><br>six &amp; <em>se<u>ven</u></em>.</p>"
    "<ul><li>eight <code>nine</code></li></ul><table><tr><td>ten</td></tr></table>"
)
BLOCKS = richtext.blocks(HTML)
WORDS = st.text("abct <&>\n", max_size=9)


def put(quote: str, words: str, html: str = HTML) -> tuple[str, bool]:
    block = next(one for one in richtext.blocks(html) if quote in one.text)
    start = block.text.index(quote)
    done = replaced(html, Placed(block.id, start, start + len(quote)), words)
    return done.html, done.is_plainer


@pytest.mark.parametrize(
    ("quote", "words", "expected"),
    [
        ("two three", "two and three", "<strong>two and three</strong>"),
        ("One two", "Some two", "Some <strong>two three</strong>"),
        ("five", "four and a half", ">four and a half</a>"),
        ("six & seven", "six < seven", "six &lt; <em>se<u>ven</u></em>"),
        ("five\nsix", "five\nand six", "</a><br>and six"),
        ("nine", "ten", "<code>ten</code>"),
    ],
)
def test_formatting_around_the_change_survives(quote: str, words: str, expected: str) -> None:
    html, is_plainer = put(quote, words)
    assert expected in html
    assert not is_plainer


def test_words_that_were_set_in_several_ways_keep_what_they_had_in_common() -> None:
    html, is_plainer = put("seven", "done")
    assert "<em>done</em>" in html
    assert is_plainer


def test_a_table_or_a_picture_is_changed_by_hand() -> None:
    with pytest.raises(CannotReplace, match="table"):
        put("ten", "eleven")
    pictured = richtext.clean('<p>Here <img src="/files/0190a1b2-0000-7000-8000-000000000000/" alt="a map"> it is</p>')
    [block] = richtext.blocks(pictured)
    assert "<img" in put(block.text, f"Over {block.text}", pictured)[0]
    with pytest.raises(CannotReplace, match="picture"):
        put(block.text, "Nowhere", pictured)


@given(st.sampled_from(BLOCKS[:-1]), st.integers(0, 60), st.integers(1, 40), WORDS)
def test_nothing_else_changes(block: richtext.Block, start: int, length: int, words: str) -> None:
    start = min(start, len(block.text) - 1)
    end = min(start + length, len(block.text))
    words = tidied(words) or "and"
    html = replaced(HTML, Placed(block.id, start, end), words).html
    expected = block.text[:start] + words + block.text[end:]
    assert next(one for one in richtext.blocks(html) if one.id == block.id).text.split() == expected.split()
    others = [one for one in richtext.blocks(html) if one.id != block.id]
    assert others == [one for one in BLOCKS if one.id != block.id]
    if block.text[start:end] == words:
        assert html == HTML


@given(WORDS, WORDS)
def test_what_differs_is_found(old: str, new: str) -> None:
    start, end, middle = narrowed(old, 0, new)
    assert old[:start] + middle + old[end:] == new
