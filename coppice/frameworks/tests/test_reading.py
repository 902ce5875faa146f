"""What a framework says when it is read."""

import json

import pytest

from coppice.frameworks.parts import Instances
from coppice.frameworks.reading import from_document, read, read_with_document
from coppice.frameworks.shipped import sources
from coppice.frameworks.tests.makers import small


@pytest.fixture(scope="module")
def framework():
    return read(small())


def test_sections_are_placed_in_the_order_of_reading(framework):
    placed = framework.sections_for("two")
    assert [(one.position, one.node.code, one.min, one.max) for one in placed] == [
        (1, "1a", 1, 1),
        (2, "1b", 1, 2),
        (3, "END", 1, 1),
    ]


def test_a_section_a_pathway_does_not_have_is_not_placed(framework):
    assert [one.node.code for one in framework.sections_for("one")] == ["1a", "1b"]


def test_how_often_can_be_open(framework):
    assert framework.node("1b").instances == {"one": Instances(0, None), "two": Instances(1, 2)}


def test_a_facet_without_a_prompt_of_its_own_takes_the_common_one(framework):
    assert [(one.code, one.prompt, one.reflects) for one in framework.node("1a").facets] == [
        ("said", "Say a.", False),
        ("learned", "What did you learn?", True),
    ]


def test_a_group_of_principles_stands_for_all_of_them(framework):
    assert framework.rules[0].needs.codes == ("P1", "P2", "P3")


def test_codes_are_for_choosing(framework):
    assert [(code.value, code.label, code.kind, code.group) for code in framework.codes()] == [
        ("small:P1", "P1 Care", "principle", "Principles"),
        ("small:P2", "P2 Thought", "principle", "Principles"),
        ("small:P3", "P3 Time", "principle", "Principles"),
        ("small:1a", "1a Part a", "section", "First"),
        ("small:1b", "1b Part b", "section", "First"),
    ]


def test_what_is_unmet_is_said_in_sentences(framework):
    assert [one.sentence for one in framework.unmet("two", {"1a": 2, "1b": 1}, {"P1"})] == [
        "1a Part a: there are two, and this pathway takes one.",
        "END End: one to write.",
        "Every principle. Still missing: P2 Thought and P3 Time.",
    ]


def test_nothing_is_unmet_when_everything_is_there(framework):
    assert framework.unmet("two", {"1a": 1, "1b": 2, "END": 1}, {"P1", "P2", "P3"}) == ()


def test_a_rule_for_each_section_speaks_of_that_section():
    rule = "says: Each shows care.\n    in_each: [1b]\n    weight: advised"
    framework = read(small(**{"says: Every principle.": rule}))
    unmet = framework.unmet("one", {"1a": 1}, set(), {("1a", 1): set(), ("1b", 2): {"P1"}})
    assert [(one.sentence, one.section, one.weight) for one in unmet] == [
        ("1b Part b (2) does not show P2 Thought and P3 Time yet.", ("1b", 2), "advised")
    ]


def test_what_we_could_not_verify_says_so():
    framework = read(small(**{"says: Every principle.": "says: Every principle.\n    certainty: recalled"}))
    unmet = framework.unmet("one", {"1a": 1}, set())
    assert unmet[0].sentence.endswith("(We could not verify this; please check with the scheme.)")
    assert unmet[0].certainty == "recalled"


@pytest.mark.parametrize("source", [small(), *sources()], ids=lambda source: source[:24].decode(errors="ignore"))
def test_a_document_kept_as_json_reads_the_same(source):
    framework, document = read_with_document(source)
    assert from_document(json.loads(json.dumps(document))) == framework


def test_a_framework_can_be_a_key(framework):
    assert {framework.pathways[0]: 1}
    assert framework.node("1a") is framework.nodes["1a"]
