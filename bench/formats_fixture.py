"""The portfolio that formats are measured with: the archive, and the same size of document in each format."""

from __future__ import annotations

import base64
import subprocess
import zipfile
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
    small = {photo(number, 64, 48): content for number, content in enumerate(photos)}
    for number, content in enumerate(small):
        (folder / f"image-{number}.jpg").write_bytes(content)
    (folder / "picture.jpg").write_bytes(next(iter(small)))
    (folder / "portfolio.md").write_text(long_text(WORDS, IMAGES), "utf-8")
    for ending in ("docx", "odt", "html"):
        command = [pypandoc.get_pandoc_path(), "portfolio.md", "--standalone", "-o", f"portfolio.{ending}"]
        subprocess.run(command, check=True, cwd=folder, capture_output=True)
    for ending in ("docx", "odt"):
        enlarge(folder / f"portfolio.{ending}", small)
    page = (folder / "portfolio.html").read_text("utf-8")
    for number, content in enumerate(photos):
        address = f"data:image/jpeg;base64,{base64.b64encode(content).decode()}"
        page = page.replace(f'src="image-{number}.jpg"', f'src="{address}"')
    (folder / "portfolio.html").write_text(page, "utf-8")
    return folder


def enlarge(path: Path, small: dict[bytes, bytes]) -> None:
    """Put the photographs where the small pictures stand: pandoc takes a third of a second for each large one."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, small.get(content, content))
