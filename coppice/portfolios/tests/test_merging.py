"""What changed in one text is brought into another, and no word of one's own goes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from coppice.kernel import richtext
from coppice.portfolios.merging import bare, merged

WORDS = ["We tried it.", "It worked.", "Nobody came.", "Then they did.", "- one\n- two"]
texts = st.lists(st.sampled_from(WORDS), max_size=5).map(lambda some: richtext.from_markdown("\n\n".join(some)))


def plain(*paragraphs: str) -> str:
    return richtext.from_markdown("\n\n".join(paragraphs))


def words(html: str) -> list[str]:
    return richtext.plain(html).split("\n\n") if html else []


@settings(max_examples=30, deadline=None)
@given(texts, texts, texts)
def test_an_unchanged_copy_follows_and_an_unchanged_original_changes_nothing(
    before: str, after: str, mine: str
) -> None:
    assert bare(merged(before, after, before).html) == bare(after)
    assert bare(merged(before, before, mine).html) == bare(mine)
    assert bare(merged(before, after, after).html) == bare(after)
    assert merged(before, after, before).left == 0


def test_own_words_stay_and_what_could_not_be_brought_is_counted() -> None:
    before, after = plain("First.", "Second.", "Third."), plain("First, anew.", "Second.", "Third, anew.", "Fourth.")
    mine = plain("Of mine.", "First.", "Second.", "Third, for PSF.")
    made = merged(before, after, mine)
    assert words(made.html) == ["Of mine.", "First, anew.", "Second.", "Third, for PSF."]
    assert made.left == 1


def test_what_went_there_goes_here_unless_it_was_reworded() -> None:
    before, after = plain("First.", "Second.", "Third."), plain("First.")
    assert words(merged(before, after, plain("First.", "Second, of mine.", "Third.")).html) == [
        "First.",
        "Second, of mine.",
    ]
    assert merged(before, after, plain("First.")).left == 0
