"""A mark in an address says where a page ended; whatever else somebody puts there begins at the beginning."""

from __future__ import annotations

import base64
import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coppice.kernel import keyset

KINDS: tuple[Any, ...] = (keyset.words, keyset.number, UUID)


def as_typed(said: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), st.integers(-(2**62), 2**62))
def test_what_was_written_is_read(name: str, number: int) -> None:
    pk = uuid4()
    assert keyset.values(keyset.write(name, number, pk), *KINDS) == (name, number, pk)


@pytest.mark.parametrize(
    "said",
    [
        ["a\0b", 1, str(UUID(int=1))],
        ["\ud800", 1, str(UUID(int=1))],
        [["a"], 1, str(UUID(int=1))],
        ["a", "9" * 40, str(UUID(int=1))],
        ["a", 1e309, str(UUID(int=1))],
        ["a", {}, str(UUID(int=1))],
        ["a", 1, "b"],
        ["a", 1, 7],
        ["a", 1],
        {"a": 1},
        None,
        7,
    ],
)
def test_what_was_made_up_is_nothing(said: Any) -> None:
    assert keyset.values(as_typed(said), *KINDS) is None


@given(st.text() | st.recursive(st.none() | st.floats() | st.text(), st.lists).map(as_typed))
def test_no_mark_breaks_a_page(mark: str) -> None:
    keyset.values(mark, *KINDS)
    keyset.read(mark)
