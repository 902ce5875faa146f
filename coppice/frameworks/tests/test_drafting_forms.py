"""Opening the form of a part and sending it as it is changes nothing, in any framework."""

import pytest
from django.http import QueryDict

from coppice.frameworks import shipped
from coppice.frameworks.drafting.checking import complaints
from coppice.frameworks.drafting.document import Place, part_at, places, tidied
from coppice.frameworks.drafting.form_for import form_for, form_for_new
from coppice.frameworks.drafting.rule_form import needs_of, rows_of
from coppice.frameworks.parts import Words
from coppice.frameworks.reading import from_document, read_with_document
from coppice.frameworks.tests.makers import small

SMALL = tidied(read_with_document(small())[1])


def as_sent(form, **changes):
    """What a browser sends of the form as it is shown, but for these changes."""
    sent = QueryDict(mutable=True)
    for name in form.fields:
        value = changes.get(name, form.initial.get(name))
        if isinstance(value, list):
            sent.setlist(name, value)
        elif value not in (None, False):
            sent[name] = "on" if value is True else str(value)
    return sent


def changed(document, place, **changes):
    form = form_for(document, place)
    form = form_for(document, place, as_sent(form, **changes))
    assert form.is_valid(), (place, form.errors)
    return form.changed(document)


@pytest.mark.parametrize("source", [*shipped.sources(), small()])
def test_a_form_that_is_sent_as_it_is_changes_nothing(source):
    document = tidied(read_with_document(source)[1])
    framework = from_document(document)
    for place in places(document):
        assert from_document(changed(document, place)) == framework, place


def test_what_is_typed_is_what_it_says():
    b = Place("section", "b")
    new = changed(
        SMALL, b, title="Other", times_one="1-3", words_least=5, words_most=9, guidance_questions="Why?\n\nHow?"
    )
    node = from_document(new).node("1b")
    assert (node.title, node.instances["one"].max) == ("Other", 3)
    assert node.words == Words(5, 9, by_scheme=False)
    assert node.guidance.questions == ("Why?", "How?")
    assert part_at(new, b)["facets"] == {"said": None}
    assert from_document(changed(SMALL, b, within="")).sections[-1].code == "1b"
    assert "mode" not in changed(SMALL, Place("head"), note="New.")


def test_a_new_part_gets_a_lasting_name_from_its_title():
    blank = form_for_new(SMALL, "section", within="first")
    typed = as_sent(blank, title="A", code="1c", asks="Write.", times_two="0", facet_said=True)
    form = form_for_new(SMALL, "section", typed)
    assert form.is_valid(), form.errors
    assert [one.id for one in from_document(form.changed(SMALL)).node("1").children] == ["a", "b", "a-2"]


def test_a_form_is_ready_for_whatever_the_reader_accepts():
    """Little in it, single words where lists may stand, headings within headings."""
    deep = {
        "id": "deep",
        "code": "D",
        "title": "Deep",
        "asks": "More.",
        "sections": [part_at(SMALL, Place("section", "a"))],
    }
    terse = {
        **SMALL,
        "steps": [{"code": "far", "title": "Far"}],
        "sections": [{**part_at(SMALL, Place("section", "first")), "sections": [deep]}],
        "principles": [],
    }
    terse["rules"] = [{"id": "new", "says": "Some.", "pathways": "one", "in_each": "1a", "needs": {"all_of": "1a"}}]
    terse["rules"][0].pop("in_each")
    bare = {**terse, "facets": [], "sections": [], "rules": [], "pathways": []}
    for document in (terse, bare):
        assert not complaints(document)
        for place in places(document):
            assert from_document(changed(document, place)) == from_document(document), place
        for kind in ("section", "heading", "rule", "principle", "outcome"):
            assert form_for_new(document, kind).chapters


def test_a_heading_is_put_over_sections():
    blank = form_for_new(SMALL, "heading")
    typed = as_sent(blank, title="All", code="0", asks="All of it.", holds=["end"])
    form = form_for_new(SMALL, "heading", typed)
    assert form.is_valid(), form.errors
    assert [node.code for node in from_document(form.changed(SMALL)).sections] == ["1", "0"]


def test_the_reader_speaks_at_the_field_it_means():
    place = Place("head")
    form = form_for(SMALL, place, as_sent(form_for(SMALL, place), page="nowhere"))
    assert form.is_valid()
    form.complain(complaints(form.changed(SMALL)))
    assert "beginning with https://" in str(form.errors["page"])


@pytest.mark.parametrize(
    "needs",
    [
        {"all_of": ["P"]},
        {"at_least": "2", "of": ["P1", "P2", "P3"], "including": ["P1"]},
        {"section": "1b", "at_least": "2"},
        {"either": [{"all_of": ["P1"]}, {"section": "1b", "at_least": "1"}]},
        {"every": [{"all_of": ["P1"]}, {"either": [{"all_of": ["P2"]}, {"all_of": ["P3"]}]}, {"all_of": ["P2"]}]},
    ],
)
def test_needs_are_lines(needs):
    assert needs_of(rows_of(needs)) == needs


def test_needs_that_are_nested_deeper_stay_as_they_are():
    deep = {"either": [{"every": [{"all_of": ["P1"]}, {"all_of": ["P2"]}]}, {"all_of": ["P3"]}]}
    document = {**SMALL, "rules": [{"id": "all", "says": "Some.", "needs": deep}]}
    assert rows_of(deep) is None
    assert part_at(changed(document, Place("rule", "all"), says="Any."), Place("rule", "all"))["needs"] == deep
