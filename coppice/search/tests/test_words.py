"""Words: a stem is a beginning, whatever is typed is on its way to it, and a question is never wrong."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from coppice.search.asking import Asked
from coppice.search.correcting import could_be, distance, slips
from coppice.search.lexemes import as_match, as_tsquery
from coppice.search.words import ENDINGS, folded, joined, on_the_way, stem, stems, tokens

FAMILIES = [
    "record records recorded recording recordings",
    "caption captions captioned captioning",
    "access accessible accessibility",
    "reflect reflects reflection reflections reflective reflecting",
    "organise organize organisation organization organising organizing",
    "assess assesses assessed assessment assessments assessor assessing",
    "run runs running",
    "policy policies",
    "teach teacher teachers teaching",
    "evaluate evaluates evaluated evaluating evaluation evaluations",
    "technology technologies technological technologist technologists",
]
letters = st.text("abcdeginorstuy", min_size=1, max_size=12)
words = st.builds(lambda begin, ending: begin + ending, letters, st.sampled_from(["", *(each for each, _ in ENDINGS)]))


def test_endings_do_not_matter() -> None:
    for family in FAMILIES:
        assert len({stem(word) for word in family.split()}) == 1, {word: stem(word) for word in family.split()}
    assert stem("analysis") == "analysis"
    assert stem("class") == "class"
    assert stem("they") != stem("the")


def test_neither_case_nor_accents_matter() -> None:
    assert tokens("Tŷ Zieliński’s CAFÉ, Łódź—ﬁne") == ["ty", "zielinski", "s", "cafe", "lodz", "fine"]
    assert joined("an e-learning day") == {stem("elearning")}


@given(words)
def test_a_stem_is_a_beginning_of_its_word_and_its_own_stem(word: str) -> None:
    assert word.startswith(stem(word))
    assert stem(stem(word)) == stem(word)


@given(words, st.integers(3, 30))
@example("planningbbing", 11)
@example("zapping", 4)
def test_what_is_being_typed_is_on_its_way(word: str, typed_so_far: int) -> None:
    typed = word[:typed_so_far]
    assert stem(word).startswith(typed) or stem(word) in on_the_way(typed)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_question_that_can_be_put(typed: str) -> None:
    asked = Asked.read(typed)
    assert asked.is_empty or (as_match(asked.looked_for) and as_tsquery(asked.in_titles))
    assert all(folded(word) == word for word in asked.words)


def test_a_question_is_read() -> None:
    asked = Asked.read('how do the captions work "to be or not" -moodle -"the end" record')
    assert asked.words == ("captions", "work", "record")
    assert asked.phrases == (("to", "be", "or", "not"),)
    assert asked.unwanted == (("the", "end"), ("moodle",))
    assert asked.is_open
    assert Asked.read("the of").words == ("the", "of")
    assert not Asked.read("caption ").typed.endswith(" ")
    assert Asked.read("learner-led").words == ("learner", "led")
    assert Asked.read('"unfinished quotation').phrases == (("unfinished", "quotation"),)
    assert Asked.read("“” -").is_empty


@given(letters, st.data())
def test_whatever_is_few_slips_away_could_be_meant(word: str, data: st.DataObject) -> None:
    other = word
    for _ in range(slips(word)):
        at = data.draw(st.integers(0, len(other)))
        new = data.draw(st.text("abc", max_size=1))
        gone = data.draw(st.integers(0, 1))
        other = other[:at] + new + other[at + gone :]
    assert distance(word, other) <= slips(word)
    assert could_be(other, word)
    assert could_be(word[1:2] + word[:1] + word[2:], word)


def test_slips_are_counted_as_people_make_them() -> None:
    assert [distance("feedback", other) for other in ("feedbak", "feedbcak", "fedback", "feetback", "feedback")] == [
        1,
        1,
        1,
        1,
        0,
    ]
    assert stems("Recording recordings") == ["record", "record"]
