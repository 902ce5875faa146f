"""Names stand in the order of the reader's alphabet."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from coppice.kernel.alphabet import in_order, key

NAMES = [
    "Lyn",
    "Lloyd",
    "Llio",
    "Éanna",
    "Eira",
    "eban",
    "Ddu",
    "Dwynwen",
    "Chwith",
    "Cwm",
    "Zoë",
    "2026",
    "Ōta",
    "Angharad",
    "Agnes",
]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("cy", "2026 Agnes Angharad Cwm Chwith Dwynwen Ddu Éanna eban Eira Lyn Llio Lloyd Ōta Zoë"),
        ("en-gb", "2026 Agnes Angharad Chwith Cwm Ddu Dwynwen Éanna eban Eira Llio Lloyd Lyn Ōta Zoë"),
    ],
)
def test_names_are_in_the_order_of_the_alphabet(language: str, expected: str) -> None:
    with translation.override(language):
        assert " ".join(in_order(NAMES)) == expected


@given(st.lists(st.text(max_size=8)))
def test_every_list_can_be_put_in_order_and_loses_nothing(names: list[str]) -> None:
    with translation.override("cy"):
        ordered = in_order(reversed(names))
        assert sorted(ordered) == sorted(names)
        assert [key(name) for name in in_order(ordered)] == [key(name) for name in ordered]
