"""What a file that somebody brings really is, whatever it is called, and whether it is safe to open."""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.kernel.refusals import Refusal
from coppice.portfolios.documents.archive_reading import is_archive
from coppice.portfolios.documents.google import page_in
from coppice.portfolios.documents.unpacking import OLE, Limits, opened, read
from coppice.portfolios.entries_in.telling_apart import LISTS, is_blog, is_packed_blog
from coppice.portfolios.leap2a import package as leap2a
from coppice.portfolios.leap2a.parsing import looks_like as looks_like_a_feed

ODT = b"application/vnd.oasis.opendocument.text"
DECLARES = re.compile(rb"<!\s*(ENTITY|DOCTYPE)", re.IGNORECASE)
HTML_START = re.compile(
    r"^\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype html|html|head|body|meta|title)\b", re.IGNORECASE | re.DOTALL
)
CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([a-zA-Z0-9_-]+)", re.IGNORECASE)


class Kind(StrEnum):
    ARCHIVE = "archive"
    DOCX = "docx"
    ODT = "odt"
    HTML = "html"
    MARKDOWN = "markdown"
    GOOGLE = "google"
    LEAP2A = "leap2a"
    WORDPRESS = "wordpress"
    LIST = "list"


ENDINGS = {
    "zip": {Kind.ARCHIVE, Kind.GOOGLE, Kind.LEAP2A, Kind.WORDPRESS}, "xml": {Kind.LEAP2A, Kind.WORDPRESS},
    "csv": {Kind.LIST}, "tsv": {Kind.LIST},
    "docx": {Kind.DOCX}, "odt": {Kind.ODT}, "html": {Kind.HTML}, "htm": {Kind.HTML},
    "xhtml": {Kind.HTML}, "md": {Kind.MARKDOWN}, "markdown": {Kind.MARKDOWN}, "txt": {Kind.MARKDOWN},
}  # fmt: skip
CALLED = {
    Kind.ARCHIVE: gettext_lazy("a portfolio archive (.zip)"),
    Kind.DOCX: gettext_lazy("a Word document (.docx)"),
    Kind.ODT: gettext_lazy("an OpenDocument text (.odt)"),
    Kind.HTML: gettext_lazy("a web page (.html)"),
    Kind.MARKDOWN: gettext_lazy("plain text (.md)"),
    Kind.WORDPRESS: gettext_lazy("a WordPress export"),
    Kind.LIST: gettext_lazy("a list"),
    Kind.GOOGLE: gettext_lazy("a Google Doc as a web page (.zip)"),
    Kind.LEAP2A: gettext_lazy("a Leap2A export"),
}
KEEPS_NO_PARTS = gettext_lazy(
    "A PDF keeps how a page looks but not what its parts are. Bring the document it was made from, and attach the PDF "
    "to a journal entry as evidence."
)
FOREIGN = [
    (b"%PDF-", KEEPS_NO_PARTS),
    (b"{\\rtf", gettext_lazy("This is an RTF document. Please save it as a Word document (.docx) and bring that in.")),
    (b"\x89PNG", gettext_lazy("This is a picture. Attach it to a journal entry as evidence.")),
    (b"\xff\xd8\xff", gettext_lazy("This is a picture. Attach it to a journal entry as evidence.")),
    (b"GIF8", gettext_lazy("This is a picture. Attach it to a journal entry as evidence.")),
    (b"MZ", gettext_lazy("This is a program, not a document, so we did not open it.")),
    (b"\x7fELF", gettext_lazy("This is a program, not a document, so we did not open it.")),
    (b"Rar!", gettext_lazy("This is a RAR file. Please unpack it and bring in the document itself.")),
    (b"7z\xbc\xaf", gettext_lazy("This is a 7z file. Please unpack it and bring in the document itself.")),
    (b"\x1f\x8b", gettext_lazy("This is a packed file. Please unpack it and bring in the document itself.")),
]


def kind_of(path: Path, name: str, limits: Limits | None = None) -> Kind:
    """The kind by content; raises a Refusal when the file cannot or should not be opened."""
    limits = limits or Limits()
    count = path.stat().st_size
    if not count:
        raise Refusal(_("This file is empty."))
    if count > limits.most_bytes:
        said = _("This file has {size} MB; we take at most {most} MB.")
        raise Refusal(said.format(size=count // 1024**2, most=limits.most_bytes // 1024**2))
    with path.open("rb") as stream:
        start = stream.read(4096)
    _refuse_foreign(start, path)
    kind = _packed_kind(path, limits) if start.startswith(b"PK") else _text_kind(path, name, limits)
    _refuse_misnamed(kind, name)
    return kind


def _refuse_foreign(start: bytes, path: Path) -> None:
    if start.startswith(OLE):
        raise Refusal(_about_old_office(path))
    for signature, sentence in FOREIGN:
        if start.startswith(signature):
            raise Refusal(sentence)
    if start.startswith(b"PK") and b"%PDF-" in start[:1100]:
        raise Refusal(_("This file claims to be two things at once, a ZIP and a PDF, so we did not open it."))


def _about_old_office(path: Path) -> str:
    with path.open("rb") as stream:
        content = stream.read(4 * 1024**2)
    if "EncryptedPackage".encode("utf-16-le") in content:
        return _("This document is locked with a password. Please save it without one and bring it in again.")
    return _(
        "This was made by a Word from before 2007 (.doc). Please save it as a Word document (.docx) and bring that in."
    )


def _packed_kind(path: Path, limits: Limits) -> Kind:
    with opened(path, limits) as archive:
        names = set(archive.namelist())
        if is_archive(archive):
            return Kind.ARCHIVE
        if leap2a.is_export(archive):
            return Kind.LEAP2A
        if "[Content_Types].xml" in names:
            _check_word(archive, names, limits)
            return Kind.DOCX
        if "mimetype" in names:
            _check_open_document(archive, names, limits)
            return Kind.ODT
        if page_in(archive):
            return Kind.GOOGLE
        if is_packed_blog(archive):
            return Kind.WORDPRESS
    raise Refusal(
        _(
            "This ZIP is neither a portfolio archive, an export of Mahara or PebblePad (leap2a.xml), a document, nor a "
            "Google Doc downloaded as a web page. If one of them is inside, please unpack it first."
        )
    )


def _check_word(archive: zipfile.ZipFile, names: set[str], limits: Limits) -> None:
    types = read(archive, "[Content_Types].xml", limits.most_text)
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refusal(
            _(
                "This document has macros, small programs inside, so we did not open it. Please save it as .docx "
                "without them."
            )
        )
    if b"wordprocessingml.document" not in types or "word/document.xml" not in names:
        raise Refusal(
            _(
                "This is an Office file but not a text document. Please save it as a Word document (.docx) and bring "
                "that in. If it is a list, save it as CSV."
            )
        )
    _refuse_declarations(archive, names, limits)


def _check_open_document(archive: zipfile.ZipFile, names: set[str], limits: Limits) -> None:
    if read(archive, "mimetype", 200).strip() != ODT or "content.xml" not in names:
        raise Refusal(_("This is not a text document. Please save it as a Word document (.docx) and bring that in."))
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise Refusal(
            _("This document has macros, small programs inside, so we did not open it. Please save it without them.")
        )
    listed = "META-INF/manifest.xml"
    if listed in names and b"encryption-data" in read(archive, listed, limits.most_text):
        raise Refusal(_("This document is locked with a password. Please save it without one and bring it in again."))
    _refuse_declarations(archive, names - {listed}, limits)


def _refuse_declarations(archive: zipfile.ZipFile, names: set[str], limits: Limits) -> None:
    """Word processors declare no entities of their own; files made to exhaust a reader do."""
    for name in names:
        if name.endswith((".xml", ".rels")):
            content = read(archive, name, limits.most_text)
            if DECLARES.search(content) or DECLARES.search(content.replace(b"\x00", b"")):
                raise Refusal(
                    _("This document has definitions inside that ordinary documents never have, so we did not open it.")
                )


def _text_kind(path: Path, name: str, limits: Limits) -> Kind:
    if path.stat().st_size > limits.most_text:
        raise Refusal(
            _("This text has {size} MB; we take at most {most} MB.").format(
                size=path.stat().st_size // 1024**2, most=limits.most_text // 1024**2
            )
        )
    if ending_of(name) in LISTS:
        return Kind.LIST
    with path.open("rb") as stream:
        start = stream.read(8192)
    if looks_like_a_feed(start):
        return Kind.LEAP2A
    if is_blog(start):
        return Kind.WORDPRESS
    text = text_of(path)
    if HTML_START.match(text[:5000]):
        return Kind.HTML
    is_named_html = ending_of(name) in {"html", "htm", "xhtml"} and re.search(r"<[a-zA-Z][^>]*>", text)
    return Kind.HTML if is_named_html else Kind.MARKDOWN


def text_of(path: Path) -> str:
    """The file as text, by its byte order mark, what it says of itself, UTF-8, or the old Windows letters."""
    content = path.read_bytes()
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _decoded(content, encoding)
    if b"\x00" in content:
        raise Refusal(
            _("This is not a text that we can read. Please save it as a Word document (.docx) and bring that in.")
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        said = CHARSET.search(content[:4000])
        return _decoded(content, said[1].decode() if said and said[1].lower() != b"utf-8" else "cp1252")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding, "replace").replace("\x00", "")
    except LookupError:
        return content.decode("cp1252", "replace")


def ending_of(name: str) -> str:
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""


def _refuse_misnamed(kind: Kind, name: str) -> None:
    ending = ending_of(name)
    if ending in {"docm", "dotm"}:
        raise Refusal(_("Documents with macros (.docm) are not opened here. Please save it as an ordinary .docx."))
    if ending in ENDINGS and kind not in ENDINGS[ending]:
        raise Refusal(
            _(
                "The name ends in .{ending}, but inside it is {kind}. Please check that it is the right file, "
                "or rename it."
            ).format(ending=ending, kind=CALLED[kind])
        )
    if ending not in ENDINGS:
        raise Refusal(
            _(
                "We take Word (.docx), OpenDocument (.odt), HTML, Markdown, Leap2A, WordPress exports (.xml), lists "
                "(.csv) and Coppice archives (.zip)."
            )
        )
