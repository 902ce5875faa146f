"""The picture of sections × principles: what makes a cell stronger, how old it is, and what it says."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coppice.frameworks.parts import Principle
from coppice.portfolios.coverage import FEW_WORDS, Shown, SoFar, Strength, codes_of, cover

PRINCIPLES = tuple(Principle(code.lower(), code, f"Title {code}", "P", "About.", ()) for code in ("P1", "P2", "P3"))
MAY = date(2026, 5, 4)
CODES = st.sets(st.sampled_from(["P1", "P2", "P3"])).map(frozenset)


def section(**more):
    said = {"key": "1a", "code": "1a", "number": 1, "title": "1a Choosing", "words": {}} | more
    return SoFar(**said)


def shown(*codes, on=MAY, is_reflected=False, entry=1):
    return Shown(UUID(int=entry), frozenset(codes), on, is_reflected)


def cell_of(one, code="P1"):
    grid = cover([one], PRINCIPLES)
    return next(cell for cell in grid.rows[0].cells if cell.principle.code == code)


@pytest.mark.parametrize(
    ("more", "strength", "says"),
    [
        ({}, Strength.NONE, "nothing yet"),
        ({"claims": {"P1"}}, Strength.CLAIMED, "claimed, and no evidence beside the section"),
        ({"evidence": [shown("P1")]}, Strength.EVIDENCED, "one piece of evidence, the newest from May 2026, without"),
        ({"evidence": [shown("P2")], "claims": {"P1"}}, Strength.CLAIMED, "claimed"),
        ({"evidence": [shown("P1", is_reflected=True)]}, Strength.REFLECTED, "reflected on"),
        ({"evidence": [shown("P1")], "words": {"reflection": FEW_WORDS}}, Strength.REFLECTED, "reflected on"),
        ({"evidence": [shown("P1")], "words": {"description": 900}}, Strength.EVIDENCED, "without a reflection"),
        ({"evidence": [shown("P1")], "reviews": {"P1"}}, Strength.REVIEWED, "a reader sees it too"),
        ({"reviews": {"P1"}}, Strength.CLAIMED, "a reader sees it, and no evidence"),
    ],
)
def test_each_step_of_the_ladder(more, strength, says):
    cell = cell_of(section(**more))
    assert cell.strength is strength
    assert cell.sentence.startswith("P1 Title P1 in 1a Choosing: ")
    assert says in cell.sentence


def test_which_text_reflects_is_said_by_the_framework():
    one = section(evidence=[shown("P1")], words={"next": 200}, reflection={"next"})
    assert cell_of(one).strength is Strength.REFLECTED


def test_where_no_principle_is_looked_for_the_picture_says_so():
    cell = cell_of(section(is_asked=False))
    assert (cell.state, cell.label) == ("not-asked", "Not asked")
    assert cell.sentence.endswith("not asked here.")


def test_but_a_claim_there_shows():
    assert cell_of(section(is_asked=False, claims={"P1"})).state == "claimed"


def test_the_newest_piece_gives_the_age():
    old, new = date(2021, 1, 1), date(2025, 3, 9)
    cell = cell_of(section(evidence=[shown("P1", on=old), shown("P1", on=new, entry=2)]))
    assert (cell.newest, cell.pieces) == (new, 2)
    assert not cell.is_old(date(2026, 11, 21))
    assert cell.is_old(date(2028, 11, 21))


def test_overall_takes_the_strongest_and_counts_sections():
    grid = cover(
        [section(), section(key="1b", code="1b", evidence=[shown("P1", is_reflected=True)])],
        PRINCIPLES,
    )
    first, second, _ = grid.overall
    assert first.strength is Strength.REFLECTED
    assert first.sentence == "P1 Title P1: evidenced in one section, the newest from May 2026."
    assert second.sentence == "P2 Title P2: evidenced in no section."


def test_what_is_covered_can_be_held_against_rules():
    grid = cover([section(claims={"P1"}), section(code="5", number=2, evidence=[shown("P2")])], PRINCIPLES)
    assert grid.covered() == {"P1", "P2"}
    assert grid.covered(Strength.EVIDENCED) == {"P2"}
    assert grid.by_section() == {("1a", 1): {"P1"}, ("5", 2): {"P2"}}


def test_codes_of_other_frameworks_do_not_count():
    assert codes_of("psf", ["psf:K4", "cmalt:P1", "psf-old:V1"]) == {"K4"}


def test_a_framework_without_principles_has_rows_and_no_columns():
    grid = cover([section()], ())
    assert grid.rows[0].cells == grid.overall == ()


@given(claims=CODES, reviews=CODES, pieces=st.lists(CODES, max_size=4), more=CODES, words=st.integers(0, 100))
def test_more_evidence_never_makes_a_cell_weaker(claims, reviews, pieces, more, words):
    evidence = [shown(*codes, entry=number) for number, codes in enumerate(pieces)]
    before = section(claims=claims, reviews=reviews, evidence=evidence, words={"reflection": words})
    after = section(
        claims=claims, reviews=reviews, evidence=[*evidence, shown(*more, entry=99)], words={"reflection": words}
    )
    for old, new in zip(
        cover([before], PRINCIPLES).rows[0].cells, cover([after], PRINCIPLES).rows[0].cells, strict=True
    ):
        assert new.strength >= old.strength
