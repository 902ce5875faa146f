"""A document written as a file is read as the same document, whatever it says."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coppice.frameworks import shipped
from coppice.frameworks.reading import from_document, read_with_document
from coppice.frameworks.tests.makers import small
from coppice.frameworks.tree import plain, plant
from coppice.frameworks.writing import write

ANY = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=12)
TRICKY = st.text("ab: -#'\"\n|>&*!%@`,[]{}?=~\t null019yes\u2028\ufeff", max_size=14)
LONG = st.text("ab   \n\t:-#", min_size=80, max_size=130)
TEXTS = ANY | TRICKY | LONG
PARTS = st.recursive(
    st.none() | TEXTS, lambda part: st.lists(part, max_size=3) | st.dictionaries(TEXTS, part, max_size=3), max_leaves=6
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(TEXTS, PARTS, min_size=1, max_size=3))
def test_what_is_written_is_read_again(document):
    root, mistakes = plant(write(document))
    assert not mistakes
    assert plain(root) == document


@pytest.mark.parametrize("source", [*shipped.sources(), small()])
def test_a_framework_goes_out_and_in_the_same_in_whatever_order_the_database_kept_it(source):
    framework, document = read_with_document(source)
    shuffled = json.loads(json.dumps(document, sort_keys=True))
    assert from_document(shuffled) == framework
    assert read_with_document(write(shuffled)) == (framework, document)
    assert write(shuffled) == write(document)


def test_a_file_begins_like_the_shipped_ones():
    lines = write(read_with_document(small())[1]).decode().splitlines()
    assert lines[:3] == ["slug: small", "version: '1'", "name: Small"]
