"""What is missing, and which entries would fill it."""

import time
from datetime import date
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from coppice.portfolios.coverage import cover
from coppice.portfolios.gaps import MOST_ENTRIES, MOST_GAPS, Candidate, fillings, gaps
from coppice.portfolios.tests.test_coverage import MAY, PRINCIPLES, section, shown

TODAY = date(2026, 11, 21)


def entry(number, *codes, **more):
    said = {"title": f"Entry {number}", "on": MAY, "is_reflected": False} | more
    return Candidate(entry=UUID(int=number), codes=frozenset(codes), **said)


def found(sections, candidates=(), kind=None):
    every = gaps(cover(sections, PRINCIPLES), candidates, TODAY, most=100)
    return [gap for gap in every if kind in (None, gap.kind)]


def test_a_principle_shown_nowhere_comes_first():
    every = found([section(claims={"P1"})])
    assert [gap.kind for gap in every][:3] == ["principle"] * 3
    assert every[0].sentence == "No evidence anywhere shows P1 Title P1 yet."


def test_an_entry_that_would_show_it_is_named_with_the_section_it_belongs_beside():
    sections = [section(), section(key="2b", code="2b", title="2b Learners")]
    gap = found(sections, [entry(1, "P1", "2b"), entry(2, "P1", on=date(2020, 1, 1))], "principle")[0]
    assert [(one.place and one.place.key, one.reason.split(", ")[0]) for one in gap.fillings] == [
        ("2b", "It speaks to 2b and P1"),
        (None, "It speaks to P1"),
    ]


def test_a_claim_without_evidence_names_the_entry_that_would_show_it():
    gap = found([section(claims={"P1"})], [entry(1, "P1", "1a", is_reflected=True)], "evidence")[0]
    assert gap.sentence == "1a Choosing claims P1 Title P1, and nothing beside it shows that yet."
    assert [filling.reason for filling in gap.fillings] == [
        "It speaks to 1a and P1, it is from May 2026, you have reflected on it and you have not used it yet."
    ]


def test_what_speaks_to_both_comes_before_what_speaks_to_one():
    candidates = [entry(1, "1a"), entry(2, "P1"), entry(3, "P1", "1a")]
    best = fillings(section(), PRINCIPLES[0], candidates)
    assert [filling.candidate.title for filling in best] == ["Entry 3", "Entry 2", "Entry 1"]


def test_unused_and_reflected_entries_come_before_others():
    candidates = [
        entry(1, "P1", used_in=frozenset({"1b"}), is_reflected=True),
        entry(2, "P1", on=date(2020, 1, 1)),
        entry(3, "P1", is_reflected=True, on=date(2020, 1, 1)),
    ]
    best = fillings(section(), PRINCIPLES[0], candidates)
    assert [filling.candidate.title for filling in best] == ["Entry 3", "Entry 2", "Entry 1"]
    assert best[2].reason.endswith("it is already in 1b.")


def test_an_entry_that_lies_beside_the_section_is_not_named_again():
    one = section(claims={"P1"}, evidence=[shown("P2", entry=7)])
    assert fillings(one, PRINCIPLES[0], [entry(7, "P1", "1a")]) == ()


def test_evidence_without_reflection_asks_for_reflection():
    gap = found([section(evidence=[shown("P1")])], [entry(1, "P1")], "reflection")[0]
    assert gap.sentence == "In 1a Choosing, P1 Title P1 is shown but not reflected on."
    assert gap.fillings == ()


def test_old_evidence_is_said_to_be_old():
    gap = found([section(evidence=[shown("P1", on=date(2021, 2, 1), is_reflected=True)])], kind="age")[0]
    assert gap.sentence == "The newest evidence for P1 Title P1 is from February 2021."


def test_a_section_in_which_nothing_is_asked_has_no_gap():
    assert all(gap.section is None for gap in found([section(is_asked=False, claims={"P1"})]))


def test_a_section_without_evidence_names_entries_for_that_section():
    gap = found([section()], [entry(1, "1a")], "section")[0]
    assert gap.fillings[0].reason == "It speaks to 1a, it is from May 2026 and you have not used it yet."


def test_ten_thousand_entries_are_no_burden():
    sections = [section(key=str(number), code=str(number), claims={"P1", "P2", "P3"}) for number in range(20)]
    candidates = [entry(number, "P1", str(number % 20)) for number in range(10_000)]
    grid = cover(sections, PRINCIPLES)
    started = time.process_time()
    gaps(grid, candidates, TODAY)
    assert time.process_time() - started < 1.5


@given(st.lists(st.sets(st.sampled_from(["P1", "P2", "P3", "1a", "1b"])), max_size=20))
def test_few_gaps_each_with_few_different_entries_that_fit(spoken):
    candidates = [entry(number, *codes) for number, codes in enumerate(spoken)]
    every = gaps(cover([section(claims={"P1"}), section(key="1b", code="1b")], PRINCIPLES), candidates, TODAY)
    assert len(every) <= MOST_GAPS
    for gap in every:
        ids = [filling.candidate.entry for filling in gap.fillings]
        wanted = {gap.section and gap.section.code, gap.principle and gap.principle.code}
        assert len(ids) == len(set(ids)) <= MOST_ENTRIES
        assert all(filling.candidate.codes & wanted for filling in gap.fillings)
