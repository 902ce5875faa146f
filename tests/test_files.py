"""Files: what is kept is a true copy, what is dangerous is refused in a sentence, and nothing gives a place away."""

import hashlib
import io
import os
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from coppice.files.models import File
from coppice.files.tasks import forget_contents
from coppice.journal.models import Entry
from tests.cast import Cast, signed_in
from tests.world import an_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(cast: Cast) -> Entry:
    return an_entry(cast, "A pilot")


@pytest.fixture
def owner(cast: Cast) -> Client:
    return signed_in(cast.owner)


def add(client: Client, entry: Entry, name: str, content: bytes) -> Any:
    upload = SimpleUploadedFile(name, content)
    return client.post(f"/items/{entry.pk}/files/", {"file": upload}, headers={"Accept": "application/json"})


def a_picture(form: str = "JPEG", **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "seagreen").save(out, form, **more)
    return out.getvalue()


def a_zip(names: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_file_is_a_true_copy_under_its_checksum(owner: Client, entry: Entry) -> None:
    content = b"%PDF-1.7\n" + os.urandom(3000)
    answer = add(owner, entry, "minutes.pdf", content)
    assert answer.status_code == 201
    file = File.objects.get()
    assert file.sha256 == hashlib.sha256(content).hexdigest()
    shown = owner.get(answer.json()["url"])
    assert b"".join(shown.streaming_content) == content  # type: ignore[attr-defined]
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in shown.headers["Content-Security-Policy"]


def test_a_picture_loses_where_it_was_taken(owner: Client, entry: Entry) -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (50.0, 10.0, 30.0)}
    exif[0x010F] = "Some camera"
    assert add(owner, entry, "board.jpg", a_picture(exif=exif)).status_code == 201
    file = File.objects.get()
    with Image.open(file.path) as kept:
        assert not kept.getexif()
    assert (file.width, file.height) == (60, 40)
    assert b"camera" not in file.path.read_bytes()


def test_a_photograph_from_a_phone_becomes_one_that_every_browser_shows(owner: Client, entry: Entry) -> None:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "seagreen").save(out, "HEIF")
    assert add(owner, entry, "IMG_0412.HEIC", out.getvalue()).status_code == 201
    file = File.objects.get()
    assert (file.name, file.media_type, file.width) == ("IMG_0412.jpg", "image/jpeg", 64)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
BOMB_PNG = b"\x89PNG\r\n\x1a\n" + b"".join(
    struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    for kind, body in [(b"IHDR", struct.pack(">IIBBBBB", 60000, 60000, 8, 6, 0, 0, 0)), (b"IDAT", b""), (b"IEND", b"")]
)
REFUSED = {
    "empty.txt": b"",
    "drawing.svg": SVG,
    "drawing.png": SVG,
    "page.html": HTML,
    "page.txt": HTML,
    "notes.md": b"\xef\xbb\xbf<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>",
    "run.exe": b"MZ" + os.urandom(200),
    "run.pdf": b"MZ" + os.urandom(200),
    "run.sh": b"#!/bin/sh\nrm -rf /\n",
    "cut.jpg": a_picture()[:200],
    "bomb.png": BOMB_PNG,
    "broken.docx": a_zip({"[Content_Types].xml": b"x", "word/document.xml": b"y" * 900})[:-200],
    "macros.docm": a_zip({"[Content_Types].xml": b"x", "word/document.xml": b"y", "word/vbaProject.bin": b"z"}),
    "macros.docx": a_zip({"[Content_Types].xml": b"x", "word/vbaProject.bin": b"z"}),
    "nul.txt": b"words\0words",
    "latin.txt": "déjà vu".encode("latin-1"),
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_dangerous_or_damaged_is_refused_in_a_sentence(owner: Client, entry: Entry, name: str) -> None:
    answer = add(owner, entry, name, REFUSED[name])
    assert answer.status_code == 422
    assert len(answer.json()["sentence"]) > 30
    assert not File.objects.exists()


def test_a_picture_that_is_also_a_page_is_drawn_anew(owner: Client, entry: Entry) -> None:
    assert add(owner, entry, "both.jpg", a_picture() + HTML).status_code == 201
    assert b"<script" not in File.objects.get().path.read_bytes()


def test_a_protected_archive_is_refused(owner: Client, entry: Entry) -> None:
    content = bytearray(a_zip({"secret.txt": b"x" * 50}))
    content[6] |= 1
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    answer = add(owner, entry, "secret.zip", bytes(content))
    assert "password" in answer.json()["sentence"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\me\\plan.txt", "plan.txt"),
        ("gnp\u202etxt.txt", "gnptxt.txt"),
        ("cafe\u0301.txt", "café.txt"),
        ("a" * 300 + ".txt", "a" * 116 + ".txt"),
        ("📎 عرض.txt", "📎 عرض.txt"),
    ],
)
def test_names_are_only_names(owner: Client, entry: Entry, given: str, kept: str) -> None:
    assert add(owner, entry, given, b"words").status_code == 201
    assert File.objects.get().name == kept


def test_a_file_beyond_the_limit_is_refused(owner: Client, entry: Entry, settings: Any) -> None:
    settings.LARGEST_FILE = 1024 * 1024
    answer = add(owner, entry, "long.txt", b"a" * 1_100_000)
    assert "up to 1 MB" in answer.json()["sentence"]


def test_a_full_disk_is_said_and_loses_nothing(
    owner: Client, entry: Entry, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coppice.files.keeping.os.fsync", full)
    answer = add(owner, entry, "plan.txt", b"words")
    assert answer.status_code == 507
    assert "no room" in answer.json()["sentence"]
    assert not File.objects.exists()
    assert not [path for path in Path(settings.FILES).rglob("*") if path.is_file()]


def test_a_file_goes_where_its_item_goes(cast: Cast, owner: Client, entry: Entry) -> None:
    url = add(owner, entry, "plan.txt", b"words").json()["url"]
    assert signed_in(cast.fellow).get(url).status_code == 404
    entry.share(reach="group", group=cast.group, by=cast.owner, now=entry.created_at)
    shown = signed_in(cast.fellow).get(url)
    assert b"".join(shown.streaming_content) == b"words"  # type: ignore[attr-defined]
    assert "attachment" in shown.headers["Content-Disposition"]
    assert signed_in(cast.fellow).post(url, {"_method": "DELETE"}).status_code == 403


def test_contents_that_no_file_has_are_forgotten_after_a_day(owner: Client, entry: Entry) -> None:
    add(owner, entry, "plan.txt", b"words")
    add(owner, entry, "other.txt", b"others")
    kept, gone = File.objects.order_by("name").last(), File.objects.order_by("name").first()
    assert kept
    assert gone
    path = gone.path
    for file in (kept, gone):
        os.utime(file.path, (1, 1))
    gone.delete()
    forget_contents.func()
    assert not path.exists()
    assert kept.path.exists()
