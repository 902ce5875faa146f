"""One style sheet, one script: bound, named by content, kept by the browser, and within the budget."""

import gzip
import re

import brotli
import pytest
from django.test import Client

from coppice.ui.binding import LAYERS, bound


def test_layers_come_in_order() -> None:
    text = bound("css").text
    first = [text.index(f"@layer {layer} {{") for layer in LAYERS]
    assert first == sorted(first)


def test_braces_of_every_leaf_are_closed() -> None:
    for kind in ("css", "js"):
        assert bound(kind).text.count("{") == bound(kind).text.count("}")


def test_it_is_served_compressed_and_kept_for_a_year(client: Client) -> None:
    css = bound("css")
    response = client.get(css.url, headers={"accept-encoding": "gzip, br"})
    assert brotli.decompress(response.content) == css.plain
    assert "immutable" in response["Cache-Control"]
    assert gzip.decompress(client.get(css.url, headers={"accept-encoding": "gzip"}).content) == css.plain
    assert client.get(css.url).content == css.plain


def test_an_old_name_gives_the_present_file_and_is_soon_forgotten(client: Client) -> None:
    response = client.get("/look/0123456789ab/coppice.css")
    assert response.content == bound("css").plain
    assert response["Cache-Control"] == "public, max-age=60"
    assert client.get("/look/0123456789ab/coppice.exe").status_code == 404


def test_it_stays_small() -> None:
    assert len(bound("css").br) < 20_000
    assert len(bound("js").br) < 9_000


@pytest.mark.parametrize("outside", [r"https?://", r"@import", r"\burl\((?!data:)"])
def test_nothing_is_fetched_from_elsewhere(outside: str) -> None:
    assert not re.search(outside, bound("css").text)
