"""Files that mean harm or are broken: each writes itself into a folder and says what the refusal must mention."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from coppice.portfolios.documents.tests.makers import photo
from coppice.portfolios.documents.tests.words import CANDIDATE, TYPES, by_hand, paragraph, word_processed
from coppice.portfolios.documents.unpacking import OLE

type Maker = Callable[[Path], Path]

MACROS = TYPES.replace("document.main+xml", "document.macroEnabled.main+xml")
LAUGHS = "".join(
    f'<!ENTITY a{n} "{"&a" + str(n - 1) + ";" if n else "ha"}{"&a" + str(n - 1) + ";" if n else "ha"}">'
    for n in range(30)
)


def good(folder: Path) -> Path:
    return by_hand(folder / "good.docx", paragraph("Words that are fine."))


def saved(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def zipped(folder: Path, name: str, parts: list[tuple[zipfile.ZipInfo | str, bytes]]) -> Path:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for slip, content in parts:
            archive.writestr(slip, content)
    return saved(folder, name, held.getvalue())


def with_flag(content: bytes, flag: int) -> bytes:
    """The ZIP with a general-purpose flag set in every header."""
    changed = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = changed.find(signature)
        while start >= 0:
            old = struct.unpack_from("<H", changed, start + offset)[0]
            struct.pack_into("<H", changed, start + offset, old | flag)
            start = changed.find(signature, start + 4)
    return bytes(changed)


def bomb(folder: Path) -> Path:
    return by_hand(folder / "x.docx", paragraph("x"), {"word/media/big.xml": b"\0" * 80_000_000})


def crowd(folder: Path) -> Path:
    return zipped(folder, "x.docx", [(f"word/{n}.xml", b"") for n in range(6_001)])


def link(folder: Path) -> Path:
    slip = zipfile.ZipInfo("word/document.xml")
    slip.external_attr = 0o120777 << 16
    return zipped(folder, "x.docx", [("[Content_Types].xml", TYPES.encode()), (slip, b"/etc/passwd")])


def badly_named(name: str) -> Maker:
    def make(folder: Path) -> Path:
        return zipped(folder, "x.docx", [("[Content_Types].xml", TYPES.encode()), (zipfile.ZipInfo(name), b"x")])

    return make


def twice(folder: Path) -> Path:
    return zipped(folder, "x.docx", [("word/document.xml", b"<a/>"), ("Word/Document.xml", b"<b/>")])


def not_unicode(folder: Path) -> Path:
    held = zipped(folder, "x.docx", [("word/caf\u00e9.xml", b"x")]).read_bytes()
    return saved(folder, "x.docx", held.replace("caf\u00e9".encode(), b"caf\xe9\xe9"))


def in_front(folder: Path) -> Path:
    return saved(folder, "x.docx", b"PK\x03\x04" + b"junk" * 20 + good(folder).read_bytes())


def two_in_one(folder: Path) -> Path:
    parts = [("%PDF-1.7", b"1 0 obj"), ("[Content_Types].xml", TYPES.encode())]
    return zipped(folder, "x.docx", parts)


def odt_of(content: bytes, more: dict[str, bytes] | None = None) -> Maker:
    def make(folder: Path) -> Path:
        parts: list[tuple[zipfile.ZipInfo | str, bytes]] = [("mimetype", b"application/vnd.oasis.opendocument.text")]
        parts += [("content.xml", content), *(more or {}).items()]
        return zipped(folder, "x.odt", parts)

    return make


def halved(folder: Path) -> Path:
    whole = word_processed(CANDIDATE, folder, "docx").read_bytes()
    return saved(folder, "half.docx", whole[: len(whole) // 2])


def corrupted(folder: Path) -> Path:
    whole = bytearray(good(folder).read_bytes())
    at = whole.find(b"word/document.xml") + 20
    whole[at : at + 20] = b"\xff" * 20
    return saved(folder, "bad.docx", bytes(whole))


def from_bytes(name: str, content: bytes) -> Maker:
    return lambda folder: saved(folder, name, content)


HOSTILE: dict[str, tuple[Maker, str]] = {
    "empty": (from_bytes("x.docx", b""), "empty"),
    "macros in a docm": (lambda f: by_hand(f / "x.docm", paragraph("x"), {"[Content_Types].xml": MACROS}), "macros"),
    "macros in a docx": (lambda f: by_hand(f / "x.docx", paragraph("x"), {"word/vbaProject.bin": b"x"}), "macros"),
    "a docx called docm": (lambda f: by_hand(f / "x.docm", paragraph("x")), "macros"),
    "encrypted Word": (from_bytes("x.docx", OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")), "password"),
    "old Word": (from_bytes("x.doc", OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le")), "before 2007"),
    "encrypted ZIP": (lambda f: saved(f, "y.docx", with_flag(good(f).read_bytes(), 1)), "password"),
    "truncated": (halved, "damaged"),
    "corrupted": (corrupted, "damaged"),
    "ZIP bomb": (bomb, "grow far beyond"),
    "too many parts": (crowd, "parts inside"),
    "symbolic link": (link, "link to another file"),
    "path upwards": (badly_named("../../etc/passwd"), "points outside"),
    "absolute path": (badly_named("/etc/passwd"), "points outside"),
    "drive": (badly_named("C:/windows/x"), "points outside"),
    "backslash": (badly_named("word\\document.xml"), "points outside"),
    "control character": (badly_named("word/\x01.xml"), "points outside"),
    "same name twice": (twice, "same name"),
    "name not in Unicode": (not_unicode, "points outside|damaged"),
    "something in front": (in_front, "in front of|damaged"),
    "PDF and ZIP at once": (two_in_one, "two things at once"),
    "billion laughs": (lambda f: by_hand(f / "x.docx", paragraph("&a29;"), declaration=f"<!DOCTYPE x [{LAUGHS}]>"), "definitions"),
    "outside entity": (
        lambda f: by_hand(f / "x.docx", paragraph("&x;"), declaration='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "definitions",
    ),
    "entities in UTF-16": (
        lambda f: by_hand(f / "x.docx", paragraph("x"), {"word/styles.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>".encode("utf-16")}),
        "definitions",
    ),
    "entities in ODT": (odt_of(b"<!DOCTYPE x [<!ENTITY a 'b'>]><a/>"), "definitions"),
    "encrypted ODT": (odt_of(b"x", {"META-INF/manifest.xml": b"<m:encryption-data/>"}), "password"),
    "macros in ODT": (odt_of(b"<a/>", {"Basic/Standard/Module1.xml": b"<x/>"}), "macros"),
    "spreadsheet": (
        lambda f: by_hand(f / "x.docx", paragraph("x"), {"[Content_Types].xml": TYPES.replace("wordprocessingml", "spreadsheetml")}),
        "not a text document",
    ),
    "PDF": (from_bytes("x.pdf", b"%PDF-1.7\n"), "A PDF keeps"),
    "PDF called docx": (from_bytes("x.docx", b"%PDF-1.7\n"), "A PDF keeps"),
    "picture called docx": (from_bytes("x.docx", photo(1, 20, 20)), "picture"),
    "program": (from_bytes("x.docx", b"MZ\x90\0"), "program"),
    "RTF": (from_bytes("x.rtf", b"{\\rtf1 hi}"), "RTF"),
    "text called docx": (from_bytes("x.docx", b"Dear all,"), "The name ends in .docx"),
    "docx called md": (lambda f: good(f).rename(f / "x.md"), "The name ends in .md"),
    "web page called md": (from_bytes("x.md", b"<!doctype html><html><script>1</script></html>"), "The name ends in .md"),
    "unknown ending": (from_bytes("x.pages", b"words"), "We take Word"),
    "nothing but zeros": (from_bytes("x.md", b"words\0\0\0"), "cannot? ?read|can read"),
    "ZIP of something else": (lambda f: zipped(f, "x.zip", [("a.txt", b"x")]), "neither"),
}  # fmt: skip
