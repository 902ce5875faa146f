"""Markdown is a second way to write the same text: no word is lost on the way there and back."""

import pytest
from hypothesis import given, settings

from coppice.kernel import richtext
from coppice.kernel.tests.texts import FILE, LETTERS, LONG, MARKUP


def words(html: str) -> str:
    return "".join(richtext.plain(html).split())


@given(MARKUP)
@settings(max_examples=200)
def test_no_word_is_lost_there_and_back(html):
    cleaned = richtext.clean(html)
    assert words(richtext.from_markdown(richtext.to_markdown(cleaned))) == words(cleaned)


@given(MARKUP)
@settings(max_examples=200)
def test_laying_a_text_over_itself_changes_nothing(html):
    cleaned = richtext.clean(html)
    assert richtext.from_markdown_over(cleaned, richtext.to_markdown(cleaned)) == cleaned


@given(LETTERS)
def test_any_typing_is_read(text):
    html = richtext.from_markdown(text)
    assert richtext.clean(html) == html


@pytest.mark.parametrize(
    "html",
    [
        LONG,
        "<p>A <strong>bold <em>move</em></strong>, <s>struck</s>, <code>a`b</code></p>",
        '<p>See <a href="https://example.org/a_(b)?c=d&amp;e=*f*">the page</a>.</p>',
        "<p>1. not a list</p><p># not a heading</p><p>- nor this</p><p>a_b_c * d &amp;amp; [x](y)</p>",
        "<p>one<br>two</p><hr><blockquote><p>q</p><ul><li><p>deep</p></li></ul></blockquote>",
        "<ol start=3><li><p>c</p></li><li><p>d</p><p>more</p></li></ol><ol><li><p>other list</p></li></ol>",
        "<ul><li><p>a</p></li></ul><ul><li><p>b</p></li></ul><ul><li><p>c</p></li></ul>",
        "<pre><code>x = `1`\n\n```\n&lt;b&gt;</code></pre>",
        f'<figure><img src="{FILE}" alt="A &quot;cat&quot;"><figcaption>Our [cat]</figcaption></figure>',
        "<table><caption>Marks</caption><tbody><tr><th>a</th></tr></tbody></table>".replace("tbody", "thead"),
        "<table><thead><tr><th>a|b</th><th>c</th></tr></thead><tbody><tr><td>1</td><td></td></tr></tbody></table>",
        "<table><tbody><tr><td>no head</td><td><em>x</em></td></tr></tbody></table>",
    ],
)
def test_what_markdown_can_say_comes_back_as_it_was(html):
    cleaned = richtext.clean(html)
    assert richtext.from_markdown(richtext.to_markdown(cleaned)) == cleaned


def test_html_in_markdown_is_only_words():
    assert "<script>" not in richtext.from_markdown("<script>alert(1)</script> *x*")
    assert "javascript:" not in richtext.from_markdown("[x](javascript:alert(1))").replace("(javascript", "")


def test_unchanged_blocks_keep_what_markdown_cannot_say():
    old = richtext.clean(
        '<p>CO<sub>2</sub> <u>fell</u></p><ul lang="cy"><li><p>un</p></li><li><p>dau</p></li></ul><p>End</p>'
    )
    first, one, two, end = richtext.blocks(old)
    new = richtext.from_markdown_over(old, "Before all.\n\n" + richtext.to_markdown(old).replace("dau", "dau a thri"))
    assert first.html in new
    assert one.html in new
    assert end.html in new
    changed = {block.id: block.text for block in richtext.blocks(new)}
    assert changed[two.id] == "dau a thri"
    assert len(changed) == 5


def test_a_rewritten_paragraph_is_still_the_same_paragraph():
    old = richtext.clean("<p>We met every week to plan the module.</p><p>Then nothing.</p>")
    first, _ = richtext.blocks(old)
    new = richtext.from_markdown_over(old, "A new start here.\n\nWe met every second week to plan it.\n\nThen nothing.")
    assert {block.id: block.text for block in richtext.blocks(new)}[first.id].startswith("We met every second")


def test_ones_own_words_are_without_quotations_and_without_what_only_held_them():
    quoted = "<blockquote><p>Theirs.</p><blockquote><p>And before.</p></blockquote></blockquote>"
    html = f"{quoted}<ul><li>{quoted}</li><li><p>Mine.</p>{quoted}</li></ul><p>And <em>mine</em>.</p>"
    assert richtext.own_markdown(richtext.clean(html)) == "- Mine.\n\nAnd *mine*."
    assert not richtext.own_markdown(richtext.clean(quoted))
