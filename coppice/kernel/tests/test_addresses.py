"""Addresses worked out once are those that `reverse` says, wherever the site is mounted."""

from uuid import UUID

import pytest
from django.urls import reverse, set_script_prefix

from coppice.kernel.addresses import address

ID = UUID("019aa0b2-51f0-7a1c-9c58-3c2f0e6d7b10")


@pytest.mark.parametrize("name", ["item", "journal:entry", "discussion:resolution", "portfolios:new_evidence"])
def test_an_address_is_what_reverse_says(name):
    assert address(name, ID) == reverse(name, args=[ID])


def test_below_another_prefix_addresses_have_it_too():
    assert address("item", ID) == f"/items/{ID}/"
    set_script_prefix("/community/")
    try:
        assert address("item", ID) == f"/community/items/{ID}/"
    finally:
        set_script_prefix("/")
