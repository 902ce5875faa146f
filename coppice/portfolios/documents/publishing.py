"""A portfolio as a Word document, an OpenDocument text or an e-book (EPUB 3): the page by us, the format by pandoc.

Pandoc writes with tiny pictures and leaves some things out; `finishing` puts in the real ones and what is missing.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from coppice.portfolios.documents.canonical import canonical, files_mentioned
from coppice.portfolios.documents.dossier import Attachment, Dossier
from coppice.portfolios.documents.finishing import Finish
from coppice.portfolios.documents.manuscript import Manuscript, descriptions, shortcomings
from coppice.portfolios.documents.pandoc import from_html
from coppice.portfolios.documents.plates import plates

KINDS = ("docx", "odt", "epub")


def publish(dossier: Dossier, target: Path, kind: str) -> list[str]:
    """Write the document; returns, in words, what fell short. The same content gives the same bytes."""
    dossier = canonical(dossier)
    with tempfile.TemporaryDirectory(prefix="coppice-publishing-") as name:
        folder = Path(name)
        pictures = list(_pictures_in_texts(dossier))
        ready = plates(pictures, folder)
        html = Manuscript(dossier, plates=ready, for_screen=kind == "epub").html()
        (folder / "page.html").write_text(html, "utf-8")
        from_html(folder / "page.html", folder / f"half.{kind}", kind)
        described = descriptions(html)
        Finish(dossier.changed, described, list(ready.values())).finish(folder / f"half.{kind}", target)
    return shortcomings(described, {file.name for file in pictures if file.id not in ready})


def _pictures_in_texts(dossier: Dossier) -> Iterator[Attachment]:
    written = [*(section.texts for section in dossier.sections), *(entry.texts for entry in dossier.entries)]
    shown = {name for texts in written for text in texts.values() for name in files_mentioned(text.html)}
    return (file for file in dossier.files if file.id in shown)
