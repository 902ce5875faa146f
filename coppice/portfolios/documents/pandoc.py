"""Pandoc in a child process: no network, no other files, limits on memory, time and output."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import pypandoc
from django.utils.translation import gettext as _

from coppice.kernel.refusals import Refusal

SECONDS = 60
MEMORY = "512m"
MOST_HTML = 160 * 1024**2
READERS = {
    "docx": ["--from=docx", "--embed-resources"],
    "odt": ["--from=odt", "--embed-resources"],
    "html": ["--from=html-native_divs-native_spans"],
    "markdown": [
        "--from=commonmark_x-raw_html-raw_attribute-attributes-bracketed_spans-fenced_divs+autolink_bare_uris"
    ],
}


WRITERS = {
    "docx": ["--to=docx"],
    "odt": ["--to=odt"],
    "epub": ["--to=epub3", "--split-level=1", "--toc", "--toc-depth=2"],
}


def as_html(path: Path, reader: str, *, seconds: float = SECONDS) -> str:
    """The document as HTML; pictures inside it as data URIs. The path must have no surprising name."""
    with tempfile.TemporaryDirectory(prefix="coppice-pandoc-") as folder:
        target = Path(folder) / "out.html"
        options = [*READERS[reader], "--to=html5", "--wrap=none", "--syntax-highlighting=none"]
        try:
            done = _run(options, path, target, seconds)
        except subprocess.TimeoutExpired:
            raise Refusal(
                _("Reading this document took too long, so we stopped. Nothing was changed; try it in parts.")
            ) from None
        if done.returncode or not target.exists():
            raise Refusal(
                _(
                    "This document is damaged, or too large to be read in one piece. Nothing was changed; please save "
                    "it again in your word processor and try once more, or bring it in in parts."
                )
            ) from _reason(done)
        if target.stat().st_size > MOST_HTML:
            raise Refusal(_("This document is larger than we can take in at once. Please bring it in in parts."))
        return target.read_text("utf-8", "replace")


def from_html(page: Path, target: Path, writer: str, *, seconds: float = SECONDS) -> None:
    """Write the page as a document of this kind. Raises a Refusal when that cannot be done."""
    try:
        done = _run(["--from=html", *WRITERS[writer]], page, target, seconds)
    except subprocess.TimeoutExpired:
        raise Refusal(
            _("Making this file took too long, so we stopped. Your portfolio is unchanged; try again later.")
        ) from None
    if done.returncode or not target.exists():
        sentence = _("This file could not be made. Your portfolio is unchanged, and the archive still works.")
        raise Refusal(sentence) from _reason(done)


def _run(options: list[str], path: Path, target: Path, seconds: float) -> subprocess.CompletedProcess[bytes]:
    command = [
        pypandoc.get_pandoc_path(), *options, "--standalone", "--sandbox", f"--output={target}", str(path.resolve()),
        "+RTS", f"-M{MEMORY}", "-RTS",
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, timeout=seconds, check=False, cwd=target.parent)


def _reason(done: subprocess.CompletedProcess[bytes]) -> RuntimeError:
    return RuntimeError(done.stderr.decode("utf-8", "replace")[-1000:])
