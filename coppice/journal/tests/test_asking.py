"""What is read from an address, and what looks like a name: any input, and never a wrong answer."""

from collections import Counter
from datetime import date

import pytest
from django.http import QueryDict
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from coppice.journal.fields import EARLIEST, FURTHEST_AHEAD
from coppice.journal.filtering import Filter, month_after
from coppice.journal.forms import CaptureForm
from coppice.journal.listing import in_short
from coppice.journal.naming import names_in
from coppice.journal.speaking_to import Code, CodeGroup, Offered
from coppice.journal.years import MOST_LEAVES, shoot

TEXT = st.text(max_size=60)


@settings(max_examples=80, deadline=None)
@given(asked=st.dictionaries(st.sampled_from([*Filter.__dataclass_fields__, "after", "x"]), TEXT))
def test_any_address_reads_as_a_filter_that_writes_itself_again(asked):
    address = QueryDict(mutable=True)
    address.update(asked)
    found = Filter.read(address)
    again = Filter.read(QueryDict(found.address("/journal/").partition("?")[2]))
    assert again == found
    assert "\0" not in found.words + found.code + found.tool


@given(day=st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_the_month_after_begins_on_its_first(day):
    after = month_after(day.replace(day=1))
    assert after.day == 1
    assert 28 <= (after - day.replace(day=1)).days <= 31


@settings(max_examples=60, deadline=None)
@given(day=st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_a_day_is_taken_exactly_between_its_bounds(day):
    form = CaptureForm({"happened": "x", "happened_on": day.isoformat()})
    form.is_valid()
    within = EARLIEST <= day <= timezone.localdate() + FURTHEST_AHEAD
    assert ("happened_on" not in form.errors) == within


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wrote to j.doe@uni.example about it.", ["j.doe@uni.example"]),
        ("Thanks to @trevenna_lt for this.", ["@trevenna_lt"]),
        ("Dr Harcourt rang.", ["Dr Harcourt"]),
        ("I worked with Anna Berg on Monday.", ["Anna Berg"]),
        ("I worked with Microsoft Teams and from North Campus.", []),
        ("We ran it with Articulate Rise.", []),
        ("Met two lecturers. Then Next Steps by Friday.", []),
    ],
)
def test_what_looks_like_a_name(text, found):
    assert names_in(text, not_people=["Articulate Rise"]) == found


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300))
def test_looking_for_names_never_fails(text):
    assert len(names_in(text)) <= 5


def test_codes_in_a_breath_and_kept_when_no_longer_offered():
    assert in_short(["cmalt:1a", "psf:K4", "cmalt:P3", "bare"]) == "CMALT 1a, P3, PSF K4, bare"
    offered = Offered((CodeGroup("CMALT", (Code("cmalt:1a", "1a Constraints"),)),), {"cmalt:1a": "1a Constraints"})
    assert [group.name for group in offered.with_kept(["cmalt:1a", "old:9"])] == ["CMALT", "Earlier choices"]
    assert offered.label("old:9") == "9"


@given(counts=st.dictionaries(st.integers(-1, 6), st.integers(0, 5000)))
def test_a_shoot_never_outgrows_its_picture(counts):
    grown = shoot(date(2026, 3, 1), Counter(counts), min(sum(counts.values()), MOST_LEAVES))
    assert len(grown.leaves) == min(sum(counts.values()), MOST_LEAVES)
    assert all(-260 < leaf.y < 0 for leaf in grown.leaves)
    assert grown.entries == sum(counts.values())
