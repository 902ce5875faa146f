"""A draft is always a framework: whatever is changed, it can be read, and nobody's words are replaced unseen."""

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from coppice.frameworks.drafting.checking import complaints
from coppice.frameworks.drafting.document import (
    NotThere,
    Place,
    add,
    carry,
    find,
    part_at,
    put,
    remove,
    stands_in,
    step,
    tidied,
)
from coppice.frameworks.drafting.following import follow
from coppice.frameworks.models import ChangedMeanwhile, Draft, Edition, Lead, NoSuchLead, NotForDrafts, WouldBreak
from coppice.frameworks.reading import WrongFile, from_document, read_with_document
from coppice.frameworks.tests.makers import small
from tests.cast import NOON

SMALL = tidied(read_with_document(small())[1])
PLACES = [
    *(Place("pathway", code) for code in ("one", "two")),
    *(Place("facet", code) for code in ("said", "learned")),
    *(Place("section", key) for key in ("first", "a", "b", "end")),
    *(Place("principle", key) for key in ("care", "thought", "time")),
    *(Place("group", "P"), Place("rule", "all"), Place("head")),
]
RULED = add(
    SMALL,
    "rule",
    {"id": "one", "says": "Some.", "needs": {"every": [{"section": "1a"}, {"at_least": "1", "of": ["P1"]}]}},
)


def section(**more):
    return {"id": "c", "code": "2", "title": "New", "asks": "Write it.", "instances": "1", "facets": ["said"], **more}


def begun(by):
    Lead.give("small", to=by, by=by, now=NOON)
    edition, _ = Edition.objects.publish(small())
    return Draft.begin(edition=edition, version="2", by=by, now=NOON)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from([-1, 1])), max_size=8))
def test_however_it_is_put_in_order_it_is_the_same_framework_otherwise(steps):
    document = SMALL
    for place, by in steps:
        document = step(document, place, by) if place.kind != "head" else document
    assert not complaints(document)
    assert sorted(from_document(document).labels) == sorted(from_document(SMALL).labels)
    assert all(part_at(document, place) is not None for place in PLACES)


@pytest.mark.parametrize("place", [place for place in PLACES if place.kind in ("section", "principle")])
def test_rules_follow_when_a_code_changes(place):
    part = {**part_at(RULED, place), "code": "X9"}
    old = part_at(RULED, place)["code"]
    assert not complaints(put(follow(RULED, old, "X9"), place, part))
    assert bool(complaints(put(RULED, place, part))) == (old in ("1a", "P1"))


def test_parts_come_go_and_change_their_group():
    more = add(SMALL, "section", section(), "first")
    assert stands_in(more, Place("section", "c")) == "first"
    assert stands_in(carry(more, Place("section", "c"), ""), Place("section", "c")) == ""
    assert remove(more, Place("section", "c")) == SMALL
    assert part_at(add(SMALL, "principle", {"id": "new"}, "P"), Place("principle", "new")) == {"id": "new"}
    assert add(SMALL, "grade", {"code": "good", "title": "Good"})["grades"]
    with pytest.raises(NotThere):
        find(SMALL, Place("section", "none"))


def test_the_reader_says_where_something_is_wrong():
    wrong = put(SMALL, Place("section", "b"), {**part_at(SMALL, Place("section", "b")), "code": "1a"})
    assert [str(one) for one in complaints(wrong)] == [
        "Section 1a Part b – The code “1a” is used twice; the first is in Section 1a Part a."
    ]
    assert [str(one) for one in complaints(remove(SMALL, Place("group", "P")))] == [
        "Rule: Every principle. – There is no principle or section “P”."
    ]
    assert [one.place for one in complaints({**SMALL, "page": "nowhere"})] == [Place("head")]


def test_what_no_file_may_have_is_left_out():
    assert tidied({"about": " A\x07 line,\r\nanother. "}) == {"about": "A line,\nanother."}


def test_a_draft_begins_as_the_edition_and_each_change_is_a_version(cast):
    draft = begun(cast.owner)
    assert draft.newest.framework.version == "2"
    changed = draft.change(lambda old: add(old, "section", section()), said="New", by=cast.owner, now=NOON)
    assert (changed.number, changed.framework.node("2").title) == (2, "New")
    again = draft.change(lambda old: old, said="Nothing", by=cast.owner, now=NOON)
    assert again.number == 2
    draft.restore(draft.versions.get(number=1), by=cast.owner, now=NOON)
    assert draft.newest.number == 3
    assert draft.newest.document == draft.versions.get(number=1).document


def test_a_change_that_would_break_it_is_refused(cast):
    draft = begun(cast.owner)
    with pytest.raises(WouldBreak, match=r"Rule: Every principle\. – There is no principle or section “P”"):
        draft.change(lambda old: remove(old, Place("group", "P")), said="Gone", by=cast.owner, now=NOON)
    assert draft.newest.number == 1


def test_two_who_change_the_same_part_see_both_and_two_parts_go_together(cast):
    draft, first, second = begun(cast.owner), Place("section", "a"), Place("section", "b")
    Lead.give("small", to=cast.fellow, by=cast.steward, now=NOON)

    def asks(place, words):
        return lambda old: put(old, place, {**part_at(old, place), "asks": words})

    draft.change(asks(first, "Mine."), place=first, base=1, said="a", by=cast.owner, now=NOON)
    draft.change(asks(second, "Theirs."), place=second, base=1, said="b", by=cast.fellow, now=NOON)
    with pytest.raises(ChangedMeanwhile, match="Olwen Prys changed this part") as refused:
        draft.change(asks(first, "Theirs."), place=first, base=1, said="a", by=cast.fellow, now=NOON)
    assert part_at(refused.value.version.document, first)["asks"] == "Mine."
    draft.change(asks(first, "Theirs."), place=first, base=3, said="a", by=cast.fellow, now=NOON)
    assert {each.framework.node("1a").asks for each in draft.versions.all()} == {"Write a.", "Mine.", "Theirs."}


def test_only_who_leads_the_scheme_begins_or_sees_a_draft(cast):
    draft = begun(cast.owner)
    seen = {who for who, person in cast.people.items() if draft in Draft.objects.visible_to(person)}
    assert seen == {"owner"}
    with pytest.raises(NotForDrafts, match="You do not lead the scheme of “small”"):
        Draft.bring(small(), by=cast.fellow, now=NOON)
    with pytest.raises(WrongFile):
        Draft.bring(small(**{"{all_of: P}": "{all_of: Q}"}), by=cast.owner, now=NOON)
    Lead.objects.get().take_back(by=cast.steward, now=timezone.now())
    assert not Draft.objects.visible_to(cast.owner)


def test_a_scheme_is_led_by_members(cast):
    for slug, person in (("Not a slug", cast.owner), ("small", cast.colleague)):
        with pytest.raises(NoSuchLead):
            Lead.give(slug, to=person, by=cast.steward, now=NOON)
    assert Lead.give("small", to=cast.owner, by=cast.steward, now=NOON) == Lead.give(
        "small", to=cast.owner, by=cast.steward, now=NOON
    )
