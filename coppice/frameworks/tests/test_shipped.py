"""The frameworks that come with Coppice say what is known of the schemes, no more and no less."""

import pytest

from coppice.frameworks.reading import read
from coppice.frameworks.shipped import FOLDER, sources


@pytest.fixture(scope="module")
def shipped():
    return {framework.slug: framework for framework in map(read, sources())}


def times(framework, pathway):
    return {one.node.code: (one.min, one.max) for one in framework.sections_for(pathway) if one.certainty != "unknown"}


def test_three_frameworks_come_with_it(shipped):
    assert {(one.slug, one.version) for one in shipped.values()} == {
        ("cmalt", "2019"),
        ("psf", "2023"),
        ("felt", "2021.2"),
    }


def test_each_links_to_the_page_of_its_scheme_and_says_what_is_not_verified(shipped):
    for framework in shipped.values():
        assert framework.page.startswith("https://www.")
        assert framework.unverified
        assert "our own" in framework.note or "ours" in framework.note or "ask yours" in framework.note


def test_the_sections_of_cmalt_by_pathway(shipped):
    core = dict.fromkeys(("CS", "1a", "1b", "1c", "2a", "2b", "4a", "FP", "DEC"), (1, 1))
    many = (1, None)
    assert times(shipped["cmalt"], "associate") == core
    assert times(shipped["cmalt"], "cmalt") == core | {"3a": many, "3b": (0, None), "5": many}
    assert times(shipped["cmalt"], "senior") == core | {"3a": many, "3b": many, "5": (2, None), "6": many}


def test_what_the_associate_pathway_asks_in_area_three_is_left_open(shipped):
    placed = {one.node.code: one for one in shipped["cmalt"].sections_for("associate")}
    assert {placed[code].certainty for code in ("3a", "3b")} == {"unknown"}
    rule = next(one for one in shipped["cmalt"].rules if one.id == "wider-context-associate")
    assert (rule.certainty, rule.weight) == ("unknown", "advised")


@pytest.mark.parametrize(
    ("pathway", "laws", "policies", "enough"),
    [
        ("cmalt", 1, 0, False),
        ("cmalt", 0, 2, False),
        ("cmalt", 2, 0, True),
        ("cmalt", 1, 1, True),
        ("senior", 2, 0, False),
        ("senior", 1, 1, True),
        ("associate", 0, 1, True),
    ],
)
def test_area_three(shipped, pathway, laws, policies, enough):
    unmet = shipped["cmalt"].unmet(pathway, {"3a": laws, "3b": policies}, set())
    assert (not any(one.rule.startswith("wider-context") for one in unmet)) is enough


def test_only_future_plans_has_a_number_of_words_by_the_scheme(shipped):
    by_scheme = {
        node.code: node.words for node in shipped["cmalt"].nodes.values() if node.words and node.words.by_scheme
    }
    assert list(by_scheme) == ["FP"]
    assert (by_scheme["FP"].least, by_scheme["FP"].most) == (200, 500)


def test_what_cmalt_grades(shipped):
    ungraded = {node.code for node in shipped["cmalt"].nodes.values() if node.kind != "group" and not node.is_graded}
    assert ungraded == {"CS", "FP", "DEC"}
    assert shipped["cmalt"].node("PR").kind == "whole"
    assert [grade.code for grade in shipped["cmalt"].scales.grades] == [
        "strong",
        "adequate",
        "revisions-required",
        "incomplete",
        "not-applicable",
    ]


def test_the_outcomes_of_cmalt(shipped):
    outcomes = {one.code: one for one in shipped["cmalt"].scales.outcomes}
    assert {code for code, one in outcomes.items() if one.passes} == {"distinction", "pass"}
    assert (outcomes["minor"].next, outcomes["major"].next) == ("review", "reassess")
    assert outcomes["fail"].only_after == "major"


def test_a_senior_portfolio_gives_two_examples_of_working_with_others(shipped):
    placed = {one.node.code: one for one in shipped["cmalt"].sections_for("senior")}
    assert placed["4a"].examples == 2


def test_graded_parts_of_cmalt_are_judged_on_three_things(shipped):
    for placed in shipped["cmalt"].sections_for("senior"):
        if placed.node.is_graded:
            assert [facet.code for facet in placed.node.facets] == ["description", "evidence", "reflection"]


def test_an_advanced_area_shows_each_principle(shipped):
    unmet = shipped["cmalt"].unmet("senior", {}, set(), {("6", 1): {"P1", "P2", "P4"}})
    assert "6 Advanced area does not show P3 Empathy yet." in [one.sentence for one in unmet]


def test_the_dimensions_of_psf(shipped):
    psf = shipped["psf"]
    assert [one.code for one in psf.principles] == [f"{group}{number}" for group in "VKA" for number in range(1, 6)]
    assert [(one.code, one.award) for one in psf.pathways] == [
        ("D1", "AFHEA"),
        ("D2", "FHEA"),
        ("D3", "SFHEA"),
        ("D4", "PFHEA"),
    ]


@pytest.mark.parametrize(
    ("pathway", "shown", "enough"),
    [
        ("D1", "V1 V3 K1 K2 K3 A1 A4", True),
        ("D1", "V1 V3 K1 K2 K3 A1", False),
        ("D1", "V1 V2 K1 K2 K3 A1 A4", False),
        ("D1", "V1 V3 K1 K2 K4 K5 A1 A4", False),
        ("D2", "V1 V2 V3 V4 V5 K1 K2 K3 K4 K5 A1 A2 A3 A4 A5", True),
        ("D2", "V1 V2 V3 V4 V5 K1 K2 K3 K4 K5 A1 A2 A3 A4", False),
        ("D3", "V1 V2 V3 V4 V5 K1 K2 K3 K4 A1 A2 A3 A4 A5", False),
    ],
)
def test_the_rules_of_psf(shipped, pathway, shown, enough):
    unmet = shipped["psf"].unmet(pathway, {}, set(shown.split()))
    assert (not any(one.rule for one in unmet)) is enough


def test_what_was_recalled_for_associate_fellowship_is_not_stated_as_fact(shipped):
    rules = {one.id: one.certainty for one in shipped["psf"].rules}
    assert rules["d1-values"] == rules["all-dimensions"] == "verified"
    assert rules["d1-knowledge"] == rules["d1-activity"] == "recalled"


def test_a_senior_fellow_has_two_case_studies_and_two_statements(shipped):
    assert times(shipped["psf"], "D3")["CASE"] == times(shipped["psf"], "D3")["SUP"] == (2, 2)


def test_felt_is_a_self_assessment_of_twenty_one_statements(shipped):
    felt = shipped["felt"]
    assert felt.mode == "self-assessment"
    assert [(top.title, len(top.children)) for top in felt.sections] == [
        ("Awareness", 4),
        ("Professionalism", 5),
        ("Values", 7),
        ("Care and community", 5),
    ]
    assert felt.assessors is None


def test_every_section_has_guidance_worth_opening(shipped):
    for framework in shipped.values():
        for node in framework.nodes.values():
            if node.kind == "writing":
                assert node.guidance.questions, node.code
                assert all(facet.prompt for facet in node.facets), node.code


def test_nothing_in_code_knows_a_scheme():
    for file in FOLDER.parent.glob("*.py"):
        text = file.read_text(encoding="utf-8").lower()
        assert not any(name in text for name in ("cmalt", "psf", "felt-", "advance he")), file.name
