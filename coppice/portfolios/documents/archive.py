"""The complete archive: everything of a portfolio in one ZIP that people and programs can read in twenty years."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from coppice.kernel.richtext import to_markdown
from coppice.portfolios.documents.archive_text import to_json
from coppice.portfolios.documents.book import day_in_words, value_in_words
from coppice.portfolios.documents.canonical import canonical, readdressed
from coppice.portfolios.documents.dossier import Dossier, Entry, Section, Text
from coppice.portfolios.documents.names import file_names, section_names
from coppice.portfolios.documents.packing import add_bytes, add_file
from coppice.portfolios.documents.site import Site
from coppice.portfolios.leap2a.writing import FEED, feed_of

MANIFEST = "manifest-sha256.txt"
FENCED = re.compile(r"(^ *```.*?^ *``` *$)", re.DOTALL | re.MULTILINE)
HASHES = re.compile(r"^#{1,4} ", re.MULTILINE)
README = """\
This is a complete portfolio, written with Coppice.

  site/index.html        read it here, in any browser
  text/                  the same words as Markdown, one file for each section
  files/                 images and evidence, as they were kept
  leap2a.xml             sections, evidence and files in Leap2A, for other portfolio systems
  portfolio.json         everything, for programs: texts, evidence, comments and versions
  manifest-sha256.txt    the SHA-256 checksum of every file, to check with: sha256sum -c manifest-sha256.txt

It can be brought into any Coppice with "Bring in a portfolio".
"""


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
    yield "README.txt", README.encode()
    yield "portfolio.json", to_json(dossier, paths)
    yield FEED, feed_of(dossier, paths)
    for name, content in Site(dossier, "../files/").written():
        yield f"site/{name}", content
    names = section_names(dossier, ".md")
    for section in dossier.sections:
        yield f"text/{names[section.id]}", _section(section, paths).encode("utf-8", "replace")
    if dossier.entries:
        entries = "\n".join(_entry(entry, dossier, paths) for entry in dossier.entries)
        yield "text/evidence.md", f"# Evidence\n\n{entries}".encode("utf-8", "replace")


def _section(section: Section, paths: dict[str, str]) -> str:
    parts = [f"# {section.code} {section.heading}\n".replace("#  ", "# ")]
    parts += _texts(section.texts, paths, "##")
    if section.claims:
        parts.append("## Speaks to\n\n" + "".join(f"- {claim.code} {claim.title}\n" for claim in section.claims))
    if section.evidence:
        items = (f"- {item.entry}{': ' + item.note if item.note else ''}\n" for item in section.evidence)
        parts.append("## Evidence for this section\n\n" + "".join(items))
    return "\n".join(parts)


def _entry(entry: Entry, dossier: Dossier, paths: dict[str, str]) -> str:
    facts = [("When", day_in_words(entry.happened)), *((k, value_in_words(v)) for k, v in entry.details.items())]
    lines = [f"- {label}: {value}\n" for label, value in facts if value]
    lines += [f"- Link: {link.title} <{link.url}>\n" for link in entry.links]
    lines += [f"- File: {paths[identifier]}\n" for identifier in entry.files]
    head = f"## {entry.id} {entry.title}\n\n{''.join(lines)}"
    return "\n".join([head, *_texts(entry.texts, paths, "###")])


def _texts(texts: dict[str, Text], paths: dict[str, str], hashes: str) -> list[str]:
    return [
        f"{hashes} {text.label}\n\n{_markdown(text.html, paths, len(hashes) - 1)}\n"
        for text in texts.values()
        if text.html.strip()
    ]


def _markdown(html: str, paths: dict[str, str], deeper: int) -> str:
    """The text as Markdown: files as seen from the folder of texts, headings below the one it stands under."""
    stand_ins = {identifier: str(uuid5(NAMESPACE_OID, path)) for identifier, path in paths.items()}
    written = to_markdown(readdressed(html, stand_ins)).strip()
    for identifier, stand_in in stand_ins.items():
        written = written.replace(f"/files/{stand_in}/", f"../{paths[identifier]}")
    pieces = FENCED.split(written)
    pieces[::2] = [HASHES.sub(lambda found: "#" * deeper + found[0], piece) for piece in pieces[::2]]
    return "".join(pieces)
