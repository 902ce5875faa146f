"""Documents with a word in every place where such a file can hold one: none is lost in silence. At full size: bench/papers.py."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bench.papers_made import Paper
from coppice.portfolios.documents.reading import read_document


@pytest.mark.parametrize("kind", ["long", "odt", "google", "web", "folder", "text"])
def test_every_word_is_brought_in_or_told_of(kind: str, tmp_path: Path) -> None:
    paper = Paper(kind)
    path = paper.written(tmp_path)
    source = read_document(path, path.name)
    alts = " ".join(picture.alt for picture in source.pictures)
    there = " ".join([source.title, alts, *(f"{passage.heading} {passage.html}" for passage in source.passages)])
    said = "\n".join(source.not_understood)
    missing = [row for word, row in paper.marks.items() if word not in there]
    assert len(paper.marks) > len(missing)
    assert len(source.pictures) == paper.pictures
    assert [where for where, account in missing if not account or not re.search(account, said)] == []
