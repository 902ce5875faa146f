"""A portfolio leaves as a document and comes back in through the pages' own import."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coppice.kernel.richtext import plain
from coppice.portfolios import moving
from coppice.portfolios.gathering import dossier_of
from coppice.portfolios.tests.makers import person
from coppice.portfolios.tests.test_transfers import brought_in, full_portfolio

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "home"
    settings.FILES = tmp_path / "home" / "files"


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_out_and_in_again_are_the_same_texts(tmp_path: Path, kind: str) -> None:
    whole = full_portfolio()
    path = tmp_path / f"p.{kind}"
    assert moving.write(dossier_of(whole), kind, path) == []
    made = brought_in(path, path.name, person("Somebody Else")).portfolio
    assert made is not None
    assert made.title == "Quiet tools"
    assert texts_of(made) == texts_of(whole)
    assert (
        "The table of contents was left out; the portfolio has one of its own."
        in made.transfers.get().summary["not_understood"]
    )
    assert [(file.name, file.alt) for section in made.here() for file in section.files.all()] == [
        ("picture-01.jpg", "A table")
    ]


def texts_of(portfolio: Any) -> dict[tuple[str, int, str], str]:
    return {
        (section.code, section.number, code): " ".join(plain(section.text(code)).split())
        for section in portfolio.here()
        for code in section.text_codes
        if section.text(code)
    }
