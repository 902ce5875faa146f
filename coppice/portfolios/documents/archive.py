"""The complete archive: everything of a portfolio in one ZIP that people and programs can read in twenty years."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from coppice.portfolios.documents import archive_markdown
from coppice.portfolios.documents.archive_text import to_json
from coppice.portfolios.documents.canonical import canonical
from coppice.portfolios.documents.dossier import Dossier
from coppice.portfolios.documents.names import file_names
from coppice.portfolios.documents.packing import add_bytes, add_file
from coppice.portfolios.documents.site import Site
from coppice.portfolios.leap2a.writing import FEED, feed_of

MANIFEST = "manifest-sha256.txt"
README = gettext_noop("""\
This is a complete portfolio, written with Coppice.

  site/index.html        read it here, in any browser
  text/                  the same words as Markdown, one file for each section; readers.md has comments
  files/                 images and evidence, as they were kept
  leap2a.xml             sections, evidence and files in Leap2A, for other portfolio systems
  portfolio.json         everything, for programs: texts, evidence, versions, comments, who could see it
  manifest-sha256.txt    the SHA-256 checksum of every file, to check with: sha256sum -c manifest-sha256.txt

It can be brought into any Coppice with "Bring in a portfolio".
""")


def write_archive(dossier: Dossier, target: Path) -> None:
    """Write the ZIP. The same content always gives the same bytes."""
    dossier = canonical(dossier)
    paths = {identifier: f"files/{name}" for identifier, name in file_names(dossier).items()}
    sums: dict[str, str] = {}
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in sorted(_written(dossier, paths)):
            sums[name] = add_bytes(archive, name, content)
        for file in dossier.files:
            sums[paths[file.id]] = add_file(archive, paths[file.id], file)
        add_bytes(archive, MANIFEST, manifest(sums))


def manifest(sums: dict[str, str]) -> bytes:
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())).encode()


def _written(dossier: Dossier, paths: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    yield "README.txt", _(README).encode()
    yield "portfolio.json", to_json(dossier, paths)
    yield FEED, feed_of(dossier, paths)
    for name, content in Site(dossier, "../files/").written():
        yield f"site/{name}", content
    for name, text in archive_markdown.written(dossier, paths):
        yield f"text/{name}", text.encode("utf-8", "replace")
