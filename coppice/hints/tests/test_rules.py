"""The rules on their own: how often they are right, and that nothing somebody may write upsets them."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coppice.hints.judging import Looked
from coppice.hints.language import language
from coppice.hints.rules import BY_CODE, RULES, read_over
from coppice.hints.rules.links import private
from coppice.hints.tests.marking import marked, score
from coppice.hints.writing import Hint, Writing
from coppice.kernel import richtext

ENGLISH = language("en-gb")
SCRAPS = [
    "VLE", "(VLE)", "HEIs", "Dr", "Dr Ann", "Ann Lee", "a@b.example", "07700 900123", "pedagogy", "call it", ",", ", and",
    "https://docs.google.com/document/d/1/edit", "https://[", "http://10.0.0.1/x", "(2019)", "’s", "\n\n- ", "student 12345678",
]  # fmt: skip


def hints_of(markdown: str, *, noted: bool = False, **others: str) -> list[Hint]:
    texts = {"text": markdown, **others}
    html = {code: richtext.from_markdown(text) for code, text in texts.items()}
    return read_over(Writing.of(html, reflecting=[*others], people_are_noted=noted), ENGLISH)


@pytest.mark.parametrize("rule", BY_CODE)
def test_each_rule_is_right_four_times_of_five(rule: str) -> None:
    """On what it was made with, and on what was put away meanwhile."""
    assert score(rule, "develop").precision >= 0.8
    assert score(rule, "held_out").precision >= 0.8
    assert score(rule, "held_out").recall >= 0.6


@pytest.mark.parametrize("rule", BY_CODE)
def test_enough_is_marked_for_each(rule: str) -> None:
    halves = marked(rule).values()
    for kind in ("to_find", "near_misses"):
        assert sum(len(half[kind]) for half in halves) >= 25


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=12)), max_size=30))
def test_whatever_is_written_each_hint_speaks_of_words_that_stand_there(scraps: list[str]) -> None:
    html = richtext.from_markdown(" ".join(scraps))
    writing = Writing.of({"text": html}, reflecting=["text"])
    for hint in read_over(writing, ENGLISH):
        assert hint.found.passage in writing.passages
        if hint.rule in {"acronym", "jargon", "people"}:
            assert hint.found.quote in hint.found.passage.text


def test_a_rule_that_is_left_out_says_nothing() -> None:
    writing = Writing.of({"text": richtext.from_markdown("The VLE was Dr Fiona Marsh’s idea.")})
    assert [hint.rule for hint in read_over(writing, ENGLISH)] == ["acronym", "people"]
    assert [hint.rule for hint in read_over(writing, ENGLISH, without={"people"})] == ["acronym"]


def test_an_acronym_is_asked_about_once_and_not_where_another_text_explains_it() -> None:
    assert [hint.found.quote for hint in hints_of("The VLE.\n\nOur VLE again, and two VLEs.")] == ["VLE"]
    assert hints_of("The VLE.", evidence="A virtual learning environment (VLE) is a web site.") == []


@pytest.mark.parametrize(
    "text",
    [
        "I was NOT pleased, and said so in ALL of it. YAY!",
        "The picture is CC BY-NC, and EDTECH 522 was in room HG21.",
        "PowerPoint, NVivo, YouTube and PebblePad were there on the Mac OS side.",
        "See Jisc’s Digital Pedagogy Toolkit for more.",
        "The Teaching and Learning Fellows met at Royal Holloway and in Alice Springs.",
        "Sarah Horrigan (2014) gives a template, and so do Hopkins et al.",
        "The Mary Seacole Building is named after a nurse; Emma Building is not.",
        "Write to tel-support@college.example, or ring the desk on 4411.",
        "With regard to access, retention, attainment, belonging, cost and time, we did well.",
    ],
)
def test_what_only_looks_like_it_is_let_be(text: str) -> None:
    assert hints_of(text) == []


def test_a_mark_changes_with_its_passage_and_not_with_others() -> None:
    before, moved, changed = hints_of("The VLE."), hints_of("New.\n\nThe VLE."), hints_of("The VLE, then.")
    assert before[0].mark == moved[0].mark != changed[0].mark


def test_an_empty_place_for_reflection_is_missed_only_when_much_is_said() -> None:
    plain = "We moved the course in May and opened it in June. "
    assert [hint.rule for hint in hints_of(plain * 12, reflection="")] == ["reflection"]
    assert hints_of(plain * 3, reflection="") == []
    assert hints_of(plain * 12 + "I was surprised.", reflection="") == []


def test_a_picture_whose_people_are_noted_is_let_be() -> None:
    picture = "![Students at work](/files/01999999-0000-7000-8000-000000000000/)"
    assert [hint.rule for hint in hints_of(picture)] == ["picture"]
    assert hints_of(picture, noted=True) == []


@pytest.mark.parametrize(
    "url", ["https://[", "ftp://localhost/", "mailto:a@b.example", "/sections/1/", "https://8.8.8.8/"]
)
def test_what_is_no_private_address_or_none_at_all_is_let_be(url: str) -> None:
    assert private(url) == ""


def test_a_language_without_words_has_only_the_rules_that_need_none() -> None:
    text = "The VLE is Dr Fiona Marsh’s at http://localhost/. " + "word " * 50
    writing = Writing.of({"text": richtext.from_markdown(text)}, reflecting=["text"])
    assert {hint.rule for hint in read_over(writing, language("cy"))} == {"link", "sentence"}


def test_every_rule_says_what_it_looks_for_in_a_line() -> None:
    assert all(rule.title and len(rule.about) < 100 and len(rule.code) <= 16 for rule in RULES)


@pytest.mark.parametrize(
    ("address", "verdict", "rules"),
    [
        ("https://docs.google.com/document/d/1/edit", "private", ["lookup"]),
        ("https://docs.google.com/document/d/1/edit", "opens", []),
        ("https://moodle.kernow.ac.uk/course/view.php?id=1", "opens", ["link"]),
        ("https://moodle.kernow.ac.uk/course/view.php?id=1", "in doubt", ["link"]),
    ],
)
def test_a_look_says_more_than_an_address_where_it_can_tell(address: str, verdict: str, rules: list[str]) -> None:
    writing = Writing.of({"text": richtext.from_markdown(f"See {address}#part for it.")})
    writing = replace(writing, looked_up={address: Looked(verdict, "", date(2026, 11, 2))})
    assert [hint.rule for hint in read_over(writing, ENGLISH)] == rules
