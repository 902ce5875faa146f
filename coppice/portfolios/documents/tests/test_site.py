"""The site: every link leads somewhere, nothing comes from elsewhere, headings nest, images are described."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html as markup

from coppice.portfolios.documents.site import write_site, write_site_zip
from coppice.portfolios.documents.tests.makers import dossier


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "portfolio"
    write_site(dossier(images=3), folder)
    return folder


def test_every_link_and_image_is_in_the_folder(site: Path) -> None:
    for page in site.glob("*.html"):
        tree = markup.fromstring(page.read_bytes())
        addresses = [str(e.get("href") or e.get("src")) for e in tree.iter("a", "link", "img")]
        for address in (address for address in addresses if not address.startswith("https://")):
            path, anchor = urlsplit(address).path, urlsplit(address).fragment
            target = site / unquote(path) if path else page
            assert target.is_file(), address
            if anchor:
                assert markup.fromstring(target.read_bytes()).xpath("//*[@id=$id]", id=anchor), address


def test_nothing_runs_and_nothing_is_fetched(site: Path) -> None:
    for page in site.glob("*.html"):
        text = page.read_text("utf-8")
        assert "<script" not in text
        assert not re.search(r"\bon[a-z]+=", text)
        assert "default-src 'none'" in text


def test_headings_never_skip_a_level(site: Path) -> None:
    for page in site.glob("*.html"):
        levels = [int(e.tag[1]) for e in markup.fromstring(page.read_bytes()).iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), page.name


def test_images_are_described_and_tables_have_scopes(site: Path) -> None:
    for page in site.glob("*.html"):
        tree = markup.fromstring(page.read_bytes())
        assert all(image.get("alt") for image in tree.iter("img"))
        assert all(cell.get("scope") for cell in tree.iter("th"))


def test_the_zip_is_the_same_each_time(tmp_path: Path) -> None:
    write_site_zip(dossier(images=1), tmp_path / "a.zip")
    write_site_zip(dossier(images=1), tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
