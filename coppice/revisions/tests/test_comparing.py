"""A comparison shows each word that came and each that went, and nothing else."""

import re
import time

import pytest
from hypothesis import given

from coppice.kernel import richtext
from coppice.kernel.tests.texts import LONG, MARKUP
from coppice.revisions.comparing import compare


def shown(old: str, new: str) -> list[tuple[str, str]]:
    return [(change.kind, heard(change.html)) for change in compare(richtext.clean(old), richtext.clean(new))]


def heard(html: str) -> str:
    """Without the words that are only for whoever hears the page."""
    return re.sub('<span class="unseen">[a-z]+: </span>', "", html)


def words(html: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"<[^>]*>", " ", html))


def without(tag: str, html: str) -> str:
    return re.sub(f"<{tag}>.*?</{tag}>", "", html, flags=re.DOTALL)


@given(MARKUP, MARKUP)
def test_it_holds_both_texts(one, other):
    old, new = richtext.clean(one), richtext.clean(other)
    html = "".join(heard(change.html) for change in compare(old, new))
    assert sorted("".join(words(without("del", html)))) == sorted("".join(words(new)))
    assert sorted("".join(words(without("ins", html)))) == sorted("".join(words(old)))
    assert {change.kind for change in compare(old, old)} <= {"same"}


def test_words_within_a_paragraph():
    [(kind, html)] = shown(
        '<p data-block="aaaaaaaa">We met every week to plan.</p>',
        '<p data-block="aaaaaaaa">We met each second week.</p>',
    )
    assert kind == "changed"
    assert html == "<p>We met <del>every</del> <ins>each second</ins> week<del> to plan</del>.</p>"


def test_added_removed_moved_and_unchanged_passages():
    old = '<p data-block="aaaaaaaa">One here.</p><p data-block="bbbbbbbb">Two there.</p><p data-block="cccccccc">Three.</p>'
    new = '<p data-block="cccccccc">Three.</p><p data-block="aaaaaaaa">One here.</p><p data-block="dddddddd">Fresh.</p>'
    assert [kind for kind, _ in shown(old, new)] == ["moved", "same", "added", "removed"]


def test_a_block_that_lost_its_address_is_known_by_its_words():
    old = '<p data-block="aaaaaaaa">We met every week to plan the module.</p>'
    new = '<p data-block="zzzzzzzz">We met every week to plan the new module.</p>'
    comparison = compare(old, new)
    assert comparison.summary == "1 word added in 1 passage"
    assert "<ins>new</ins>" in heard(comparison.changes[0].html)


def test_lists_tables_and_styling():
    assert shown("<ul><li>a b</ul>", "<ul><li>a b c</ul>")[0][1].startswith("<ul><li><p>a b")
    old, new = (
        f"<table><caption>T</caption><tr><th>x</th><td>{word}</td></tr></table>" for word in ("one two", "one too")
    )
    assert "<td>one <del>two</del><ins>too</ins></td>" in shown(old, new)[0][1]
    assert shown("<p>so it is</p>", "<p>so <strong>it</strong> is</p>")[0][0] == "restyled"


def test_long_unchanged_stretches_can_be_folded():
    old = richtext.clean(LONG * 5 + "<p>Last words here.</p>")
    comparison = compare(old, richtext.clean(old.replace("Last words", "Final words")))
    assert [change.is_long for change in comparison] == [True, False]
    assert comparison.summary == "1 word added, 1 removed in 1 passage"
    assert compare(old, old).summary == "Nothing changed"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (LONG * 350, LONG * 350 + "<p>More.</p>"),
        ("<p>" + "a b " * 20_000 + "</p>", "<p>" + "b a " * 20_000 + "</p>"),
        ("".join(f"<p>{n} x</p>" for n in range(4_000)), "".join(f"<p>y {n}</p>" for n in range(4_000))),
    ],
    ids=["fifteen thousand words", "the same two words", "thousands of paragraphs"],
)
def test_long_texts_end(old, new):
    old, new = richtext.clean(old), richtext.clean(new)
    start = time.process_time()
    assert compare(old, new).passages
    assert time.process_time() - start < 10
