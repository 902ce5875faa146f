"""Pandoc in a child process: no network, no other files, limits on memory, time and output."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import pypandoc

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


def as_html(path: Path, reader: str, *, seconds: float = SECONDS) -> str:
    """The document as HTML; pictures inside it as data URIs. The path must have no surprising name."""
    with tempfile.TemporaryDirectory(prefix="coppice-pandoc-") as folder:
        target = Path(folder) / "out.html"
        command = [
            pypandoc.get_pandoc_path(), *READERS[reader], "--to=html5", "--standalone", "--sandbox", "--wrap=none",
            "--syntax-highlighting=none", f"--output={target}", str(path.resolve()), "+RTS", f"-M{MEMORY}", "-RTS",
        ]  # fmt: skip
        try:
            done = subprocess.run(command, capture_output=True, timeout=seconds, check=False, cwd=folder)
        except subprocess.TimeoutExpired:
            raise Refusal(
                "Reading this document took too long, so we stopped. Nothing was changed; try it in parts."
            ) from None
        if done.returncode or not target.exists():
            raise Refusal(
                "This document is damaged, or too large to be read in one piece. Nothing was changed; please save it "
                "again in your word processor and try once more, or bring it in in parts."
            ) from RuntimeError(done.stderr.decode("utf-8", "replace")[-1000:])
        if target.stat().st_size > MOST_HTML:
            raise Refusal("This document is larger than we can take in at once. Please bring it in in parts.")
        return target.read_text("utf-8", "replace")
