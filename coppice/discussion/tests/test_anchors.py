"""A comment is placed right, or it says that its passage changed."""

import pytest

from coppice.discussion.anchors import Anchor, Changed, NoSuchPassage, Placed, make, make_by_quote, place
from coppice.discussion.tests.edited_texts import simulate
from coppice.kernel import richtext

FIRST = "In spring we moved the placement log from paper to a shared form, so that nobody had to carry it about."
SECOND = "The students had asked for it, and the staff were glad of the time that it saved them every single week."
TEXT = f'<p data-block="aaaaaaaa">{FIRST}</p><p data-block="bbbbbbbb">{SECOND}</p>'


def on(quote: str, html: str = TEXT) -> Anchor:
    block = next(block for block in richtext.blocks(html) if quote in block.text)
    start = block.text.index(quote)
    return make(html, block.id, start, start + len(quote), "text")


def now(anchor: Anchor, html: str) -> str:
    """The words that the anchor is placed at, or what it says of them."""
    blocks = {block.id: block for block in richtext.blocks(richtext.clean(html))}
    answer = place(anchor, richtext.clean(html))
    if isinstance(answer, Changed):
        return f"changed: {answer.quote}"
    return blocks[answer.block].text[answer.start : answer.end]


def test_an_anchor_remembers_the_words_and_what_stood_around_them():
    anchor = on("shared form")
    assert (anchor.block, anchor.quote, anchor.start) == ("aaaaaaaa", "shared form", FIRST.index("shared"))
    assert FIRST.startswith(anchor.prefix, anchor.start - 32)
    assert Anchor.from_json(anchor.as_json()) == anchor
    assert place(anchor, TEXT) == Placed("aaaaaaaa", anchor.start, anchor.start + 11)


@pytest.mark.parametrize(
    ("what", "old", "new", "found"),
    [
        ("words before", "In spring", "In the late spring of that year", "shared form"),
        ("words beside", "to a shared form, so", "to a shared form (on the web), so", "shared form"),
        ("a split before", "placement log from", 'placement</p><p data-block="aaaaaaaa">log from', "shared form"),
        ("a split after", "that nobody", "that</p><p>nobody", "shared form"),
        ("merged", f'{FIRST}</p><p data-block="bbbbbbbb">', f"{FIRST} ", "shared form"),
        ("the block retyped", 'data-block="aaaaaaaa"', "", "shared form"),
        ("the block gone", FIRST, "Something else.", "changed: shared form"),
        ("the words gone", "shared form", "spreadsheet", "changed: shared form"),
    ],
)
def test_after_an_edit(what, old, new, found):
    assert old in TEXT, what
    assert now(on("shared form"), TEXT.replace(old, new)) == found


def test_edited_words_are_found_between_what_still_stands():
    anchor = on("moved the placement log from paper")
    edited = TEXT.replace("the placement log", "the old placement log")
    assert now(anchor, edited) == "moved the old placement log from paper"
    assert isinstance(answer := place(anchor, edited), Placed)
    assert answer.edited


def test_the_same_word_elsewhere_is_not_taken_for_it():
    assert now(on("the time"), TEXT.replace("the time", "hours")) == "changed: the time"
    assert now(on("it", TEXT), TEXT.replace("carry it about", "carry on")).startswith("changed")


def test_part_of_a_word_can_be_chosen():
    assert now(on("place"), TEXT.replace("spring", "autumn")) == "place"
    japanese = '<p data-block="aaaaaaaa">春学期に紙の記録を共有フォームに移した。</p>'
    assert now(on("共有フォーム", japanese), "<p>新しい段落。</p>" + japanese) == "共有フォーム"


def test_between_two_equal_copies_it_does_not_guess():
    anchor = on("shared form")
    copies = f"<p>{FIRST}</p><p>New.</p><p>{FIRST}</p>"
    assert now(anchor, copies) == "changed: shared form"


def test_an_anchor_can_be_made_from_words_alone():
    assert make_by_quote(TEXT, "bbbbbbbb", " the staff ", 0, "text").quote == "the staff"
    assert make_by_quote(TEXT, "bbbbbbbb", "", 0, "text").quote == SECOND
    with pytest.raises(NoSuchPassage):
        make_by_quote(TEXT, "bbbbbbbb", "no such words", 0, "text")
    with pytest.raises(NoSuchPassage):
        make(TEXT, "cccccccc", 0, 5, "text")
    with pytest.raises(NoSuchPassage):
        make(TEXT, "aaaaaaaa", 2, 3, "text")


def test_random_edits_lose_no_comment_and_misplace_none():
    """A few hundred; `bin/bench anchors` makes a thousand."""
    outcomes = simulate(edits=250, seed=7, remarks=6)
    assert outcomes["wrong"] == outcomes["lost"] == 0
    assert outcomes["placed"] > 0.8 * sum(outcomes.values())
