"""The portfolio that formats are measured with: the archive, and the same size of document in each format."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pypandoc

from coppice.portfolios.documents.archive import write_archive
from coppice.portfolios.documents.dossier import attachment_from_bytes
from coppice.portfolios.documents.tests.makers import dossier, photo
from coppice.portfolios.documents.tests.words import long_text

WORDS, EVIDENCE, IMAGES = 15_000, 100, 60
DOCUMENTS = ("docx", "odt", "html", "md")


def prepared(folder: Path) -> Path:
    """Write portfolio.zip, .docx, .odt, .html and .md into the folder."""
    whole = dossier(words=WORDS, evidence=EVIDENCE, images=IMAGES)
    photos = [photo(number) for number in range(IMAGES)]
    larger = [
        attachment_from_bytes(file.id, file.name, file.media_type, photos[number], file.alt)
        for number, file in enumerate(whole.files[:IMAGES])
    ]
    write_archive(replace(whole, files=(*larger, *whole.files[IMAGES:])), folder / "portfolio.zip")
    for number, content in enumerate(photos):
        (folder / f"image-{number}.jpg").write_bytes(content)
    (folder / "picture.jpg").write_bytes(photos[0])
    (folder / "portfolio.md").write_text(long_text(WORDS, IMAGES), "utf-8")
    for ending in ("docx", "odt", "html"):
        command = [pypandoc.get_pandoc_path(), "portfolio.md", "--standalone", "-o", f"portfolio.{ending}"]
        embedded = ["--embed-resources"] if ending == "html" else []
        subprocess.run([*command, *embedded], check=True, cwd=folder, capture_output=True)
    return folder
