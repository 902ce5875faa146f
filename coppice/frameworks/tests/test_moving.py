"""What codes are called in another edition, and on the way back."""

from hypothesis import given
from hypothesis import strategies as st

from coppice.frameworks.moving import principle_ids, renamed, section_ids
from coppice.frameworks.reading import read
from coppice.frameworks.tests.makers import small

FIRST = read(small())
SECOND = read(
    small(
        **{
            'version: "1"': 'version: "2"',
            "id: a\n": "id: brand-new\n",
            "code: 1b": "code: 1z",
            "id: care, code: P1": "id: care, code: P2",
            "id: thought, code: P2": "id: thought, code: P1",
        }
    )
)
EDITIONS = {"1": FIRST, "2": SECOND}


def test_a_section_that_got_another_code_is_still_the_same():
    codes = renamed(["1a", "1b", "END"], FIRST, SECOND, ids=section_ids, edition=EDITIONS.get)
    assert codes == {"1a": "1a@1", "1b": "1z", "END": "END"}


def test_two_that_change_places_are_told_apart():
    codes = renamed(["P1", "P2", "P3"], FIRST, SECOND, ids=principle_ids, edition=EDITIONS.get)
    assert codes == {"P1": "P2", "P2": "P1", "P3": "P3"}


@given(st.lists(st.sampled_from([FIRST, SECOND]), max_size=6), st.sampled_from([section_ids, principle_ids]))
def test_whatever_the_way_everything_comes_back_under_its_name(way, ids):
    called, here = {code: code for code in ids(FIRST)}, FIRST
    for there in [*way, FIRST]:
        if there is not here:
            codes = renamed(called.values(), here, there, ids=ids, edition=EDITIONS.get)
            called, here = {first: codes[now] for first, now in called.items()}, there
        assert len(set(called.values())) == len(called)
    assert called == {code: code for code in ids(FIRST)}
