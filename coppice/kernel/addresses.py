"""Addresses of things by their id, for pages that name very many of them.

`reverse` works an address out anew each time, and on a page with a hundred links that is a tenth of its time. The
shape of an address with one id in it never changes while the server runs, so here it is worked out once.
"""

from functools import lru_cache
from uuid import UUID

from django.urls import get_script_prefix, get_urlconf, reverse

SOME_ID = UUID("01234567-89ab-7def-8123-456789abcdef")


def address(name: str, pk: UUID | str) -> str:
    """What `reverse(name, args=[pk])` says."""
    before, after = shape(name, get_script_prefix(), get_urlconf())
    return f"{before}{pk}{after}"


@lru_cache(maxsize=512)
def shape(name: str, prefix: str, urlconf: str | None) -> tuple[str, str]:
    before, _, after = reverse(name, args=[SOME_ID]).partition(str(SOME_ID))
    return before, after


def fixed(name: str, *args: str) -> str:
    """What `reverse(name, args=args)` says, for the few addresses that stand on every page."""
    return _fixed(name, args, get_script_prefix(), get_urlconf())


@lru_cache(maxsize=256)
def _fixed(name: str, args: tuple[str, ...], prefix: str, urlconf: str | None) -> str:
    return reverse(name, args=args)
