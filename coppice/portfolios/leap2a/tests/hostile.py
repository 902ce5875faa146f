"""Exports that mean harm or are broken: those to be refused with the words of the refusal, those to be tamed."""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from coppice.portfolios.documents.tests.hostile import with_flag
from coppice.portfolios.leap2a.tests.feeds import account, entry, feed, relation, text, zipped

type Maker = Callable[[Path], Path]
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(12))
OUTSIDE = '<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
BY_NAME = '<!DOCTYPE feed [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd">%p;]>'


def xml(written: str | bytes, name: str = "leap2a.xml") -> Maker:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(written.encode() if isinstance(written, str) else written)
        return folder / name

    return make


def packed(beside: dict[str, bytes] | None = None, written: str | None = None, at: str = "leap2a.xml") -> Maker:
    return lambda folder: zipped(folder / "x.zip", written or account(), beside, at=at)


def one(body: str, title: str = "A thing") -> Maker:
    return xml(feed(entry("a", title, body)))


def a_link(folder: Path) -> Path:
    path = zipped(folder / "x.zip", account())
    with zipfile.ZipFile(path, "a") as archive:
        slip = zipfile.ZipInfo("files/table.jpg")
        slip.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(slip, "/etc/passwd")
    return path


def locked(folder: Path) -> Path:
    path = zipped(folder / "x.zip", account())
    path.write_bytes(with_flag(path.read_bytes(), 1))
    return path


def cut_off(folder: Path) -> Path:
    path = zipped(folder / "x.zip", account())
    path.write_bytes(path.read_bytes()[:-200])
    return path


def crowd(folder: Path) -> Path:
    """A ZIP of 50,000 empty files, written by hand since that takes a moment only."""
    held, listed = bytearray(), bytearray()
    for n in range(50_000):
        name = f"files/{n}".encode()
        listed += struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 0, 0, 33, 0, 0, 0, len(name), *[0] * 5, len(held))
        listed += name
        held += struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 0, 0, 33, 0, 0, 0, len(name), 0) + name
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 50_000, 50_000, len(listed), len(held), 0)
    (folder / "x.zip").write_bytes(bytes(held + listed) + end)
    return folder / "x.zip"


def many_items(folder: Path) -> Path:
    return xml(feed("<entry/>" * 50_000))(folder)


def zip_in_zip(folder: Path) -> Path:
    inner = zipped(folder / "inner.zip", account()).read_bytes()
    path = folder / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("export.zip", inner)
    return path


DAMAGED, MIDDLE, DEFINES = "damaged or was not sent completely", "ends in the middle", "has definitions inside"
REFUSED: dict[str, tuple[Maker, str]] = {
    "cut off in an entry": (xml(account()[:900]), MIDDLE),
    "cut off in a tag": (xml(account()[:-3]), MIDDLE),
    "cut off ZIP": (cut_off, DAMAGED),
    "entity bomb": (xml(feed(entry("a", "&a11;"), head=f"<!DOCTYPE feed [{LAUGHS}]>")), DEFINES),
    "file from outside": (xml(feed(entry("a", "&x;"), head=OUTSIDE)), DEFINES),
    "parameter entity": (xml(feed(entry("a"), head=BY_NAME)), DEFINES),
    "bare DTD": (xml(feed(entry("a"), head="<!DOCTYPE feed>")), DEFINES),
    "DTD behind a comment": (xml(feed(entry("a"), head=f"<!-- <feed> -->{OUTSIDE}")), DEFINES),
    "DTD in UTF-16": (xml(feed(entry("a"), head=OUTSIDE).replace("utf-8", "utf-16").encode("utf-16")), DEFINES),
    "DTD in a ZIP": (packed(written=feed(entry("a"), head=OUTSIDE)), DEFINES),
    "two roots": (xml(account() + "<feed/>"), "not written properly"),
    "unknown prefix": (one("<what:is>this</what:is>"), "not written properly"),
    "crossed tags": (one("<a><b></a></b>"), "not written properly"),
    "300 levels deep": (one("<a>" * 300 + "</a>" * 300), "not written properly"),
    "a million tags": (one("<a/>" * 600_000), "more parts than we take in"),
    "many attributes": (one("<odd " + " ".join(f"a{n}='1'" for n in range(20_000)) + "/>"), "more parts than we take in"),
    "no feed in it": (packed(written="<html><body/></html>"), "not a Leap2A export"),
    "another feed": (packed(written="<feed xmlns='urn:another'><entry/></feed>"), "not a Leap2A export"),
    "no items": (xml(feed()), "it has no items"),
    "50,000 items": (many_items, "50,000 items"),
    "50,000 files": (crowd, "50,000 parts"),
    "several exports": (lambda folder: zipped(folder / "x.zip", account(), {"b/leap2a.xml": b"<x/>"}, at="a/leap2a.xml"),
                        "several exports"),
    "two folders down": (packed(at="a/b/leap2a.xml"), "If one of them is inside"),
    "ZIP in ZIP": (zip_in_zip, "If one of them is inside"),
    "ZIP bomb": (packed({"files/table.jpg": b"\0" * 80_000_000}), "grow far beyond its size"),
    "path upwards": (packed({"../../etc/cron.d/x": b"x"}), "points outside"),
    "absolute path": (packed({"/etc/passwd": b"x"}), "points outside"),
    "drive and backslash": (packed({"C:\\x": b"x"}), "points outside"),
    "link to a file": (a_link, "a link to another file"),
    "locked": (locked, "locked with a password"),
    "same name twice": (packed({"LEAP2A.XML": b"<x/>"}), "two parts with the same name"),
    "empty": (xml(b""), "is empty"),
    "a Word document called XML": (xml(b"PK\x03\x04 nothing"), DAMAGED),
}  # fmt: skip
TAMED: dict[str, Maker] = {
    "script in a text": one(text("<p>a</p><script>alert(1)</script><p onclick='x()'>b</p>")),
    "script as HTML": one('<content type="html">&lt;img src=x onerror=alert(1)&gt;&lt;script&gt;x&lt;/script&gt;a</content>'),
    "javascript link in a text": one(text("<p><a href='javascript:alert(1)'>go</a></p>")),
    "javascript link beside it": one('<link rel="related" href="javascript:alert(1)"/>'),
    "data link": one(text("<p><a href='data:text/html,x'>go</a><img src='data:image/png;base64,AAAA'/></p>")),
    "script in a title": one("", "&lt;script&gt;alert(1)&lt;/script&gt; Title"),
    "style and frames": one(text("<style>p{}</style><iframe src='http://x.example/'></iframe><p>a</p>")),
    "file upwards": one('<link rel="enclosure" href="../../../etc/passwd"/>'),
    "absolute file": one('<link rel="enclosure" href="file:///etc/passwd"/><content src="/etc/passwd"/>'),
    "picture from a disk": one(text("<p><img src='file:///etc/passwd' alt='me'/></p>")),
    "huge title": one("", "long " * 40_000),
    "year 9999": one('<leap2:date leap2:point="start">9999-12-31</leap2:date>'),
    "year 0000": one('<leap2:date leap2:point="start">0000-00-00</leap2:date>'),
    "end before start": one('<leap2:date leap2:point="start">2020-01-02</leap2:date>'
                            '<leap2:date leap2:point="end">2019-01-01</leap2:date>'),
    "day to come": one('<leap2:date leap2:point="start">2098-01-01</leap2:date>'),
    "NUL and bells": xml(feed(entry("a", "A\x00 thing\x07", text("<p>a\x00b&#0;&#x1;&#xFFFF;</p>")))),
    "letters that are not what they say": xml(feed(entry("a", "Caf\u00e9")).encode("cp1252")),
    "letters nobody has": xml(feed(entry("a", "Caf\u00e9")).replace("utf-8", "klingon-8")),
    "UTF-16": xml(feed(entry("a", "Caf\u00e9")).replace("utf-8", "utf-16").encode("utf-16")),
    "loose ampersands": one("", "Fish & chips &nbsp;&copy; &unheard; &"),
    "no ids": xml(feed(entry(""), entry(""), entry("", "Other"))),
    "ids twice": xml(feed(entry("a"), entry("a", "Other"), entry("a", "Third"))),
    "a circle of parts": xml(feed(*(entry(n, n, relation("has_part", m) + "<category term='Website' "
                             "scheme='categories:selection_type#'/>", kind="selection") for n, m in ("ab", "ba", "cc")))),
    "relation to nowhere": one(relation("supports", "nobody")),
    "no title, no words": xml(feed("<entry/>")),
    "huge id": xml(feed(entry("x" * 50_000))),
    "a thousand facts": one("".join(f"<odd xmlns='urn:x'>{n}</odd>" for n in range(1000))),
    "deep HTML": one(f'<content type="html">{"&lt;div&gt;" * 20_000}a</content>'),
    "ZIP as a file": lambda folder: zipped(folder / "x.zip", feed(entry("a", body='<link rel="enclosure" '
                     'href="files/in.zip"/>')), {"files/in.zip": zipped(folder / "y.zip", account()).read_bytes()}),
    "page of nonsense": one('<mahara:view mahara:type="x"><mahara:column><mahara:blockinstance><mahara:text>[[[['
                            "</mahara:text></mahara:blockinstance></mahara:column></mahara:view>"),
    "program as a file": packed({"files/table.jpg": b"MZ" + b"\0" * 200}),
}  # fmt: skip
