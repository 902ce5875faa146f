"""A portfolio as a tagged PDF (PDF/UA-1): something to hand to an assessor, and to keep.

The typesetter runs in a child process with limits; it reads no network and no fonts but those of our packages.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import manimgx_fonts
import manimgx_fonts_cjk
from django.utils.translation import gettext as _

from coppice.kernel.refusals import Refusal
from coppice.portfolios.documents.book import Book
from coppice.portfolios.documents.canonical import canonical
from coppice.portfolios.documents.dossier import Dossier

HERE = Path(__file__).parent
FONTS = [str(Path(package.__file__).parent) for package in (manimgx_fonts, manimgx_fonts_cjk)]
SECONDS = 120


def write_pdf(dossier: Dossier, target: Path, *, seconds: float = SECONDS) -> list[str]:
    """Write the PDF; returns, in words, what could not be shown in it."""
    with tempfile.TemporaryDirectory(prefix="coppice-pdf-") as name:
        folder = Path(name)
        book = Book(canonical(dossier), folder)
        (folder / "book.json").write_text(json.dumps(book.pages(), ensure_ascii=False), "utf-8")
        shutil.copy(HERE / "book.typ", folder / "book.typ")
        request = {"fonts": FONTS, "timestamp": _timestamp(dossier.changed)}
        (folder / "request.json").write_text(json.dumps(request), "utf-8")
        missing = _typeset(folder, seconds)
        shutil.copyfile(folder / "book.pdf", target)
    return [*book.shortcomings, *_said_of(missing)]


def _typeset(folder: Path, seconds: float) -> list[str]:
    """Run the child and read its answer."""
    command = [sys.executable, "-I", str(HERE / "typesetter.py"), str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise Refusal(
            _("Making the PDF took too long, so we stopped. Your portfolio is unchanged; try again later.")
        ) from None
    answer = _answer(done)
    if "error" in answer:
        sentence = _("The PDF could not be made. Your portfolio is unchanged, and the site and the archive still work.")
        raise Refusal(sentence) from RuntimeError(str(answer["error"]))
    missing = answer["undisplayable"]
    return [str(piece) for piece in missing] if isinstance(missing, list) else []


def _answer(done: subprocess.CompletedProcess[bytes]) -> dict[str, object]:
    try:
        answer: dict[str, object] = json.loads(done.stdout)
    except ValueError:
        return {"error": done.stderr.decode("utf-8", "replace")[-2000:]}
    return answer


def _said_of(missing: list[str]) -> list[str]:
    if not missing:
        return []
    codes = sorted({f"U+{ord(character):04X}" for piece in missing for character in piece})
    said = _("No font here has a shape for {codes}; a white square stands in their place.")
    return [said.format(codes=", ".join(codes[:12]))]


def _timestamp(moment: str) -> int:
    """The document's date is when the portfolio last changed, so that the same content gives the same file."""
    try:
        return int(datetime.fromisoformat(moment).timestamp())
    except ValueError:
        return int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())
