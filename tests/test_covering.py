"""What is covered cannot be brought back, and no byte of the original reaches anybody but its owner."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from coppice.files.covering import BLACK, BLUR, Area, cover
from coppice.files.models import File, Original
from coppice.files.tasks import forget_contents
from coppice.kernel.richtext import fingerprint
from coppice.portfolios import tasks
from coppice.portfolios.models import Portfolio, Transfer
from tests.asking import looked_at
from tests.cast import Cast, signed_in
from tests.world import a_world

FORMS = ("site", "archive", "pdf")
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
NOISE = random.Random(7).randbytes(320 * 240 * 3)
MIDDLE = NOISE[(120 * 320 + 160) * 3 :][:90]
SHARES = st.floats(0, 100, allow_nan=False, width=16)


def a_crowd(form: str = "PNG", size: tuple[int, int] = (320, 240)) -> bytes:
    """A picture of which every pixel is telling."""
    content = io.BytesIO()
    Image.frombytes("RGB", size, NOISE[: size[0] * size[1] * 3]).save(content, form)
    return content.getvalue()


def opened(content: Any) -> Image.Image:
    content.seek(0)
    return Image.open(content).convert("RGB")


@example(0, 100, 0, 0, BLUR)
@settings(max_examples=40, deadline=None)
@given(SHARES, SHARES, SHARES, SHARES, st.sampled_from([BLACK, BLUR]))
def test_any_area_fits_into_any_picture(left: float, top: float, width: float, height: float, how: str) -> None:
    content = cover(io.BytesIO(a_crowd(size=(37, 23))), "image/png", [Area(left, top, width, height, how)])
    assert opened(content).size == (37, 23)


def test_black_is_black_and_what_lies_beside_stays() -> None:
    before = opened(io.BytesIO(a_crowd()))
    after = opened(cover(io.BytesIO(a_crowd()), "image/png", [Area(25, 25, 50, 50)]))
    assert after.crop((80, 60, 240, 180)).getcolors() == [(160 * 120, (0, 0, 0))]
    assert after.crop((0, 0, 320, 60)).tobytes() == before.crop((0, 0, 320, 60)).tobytes()


def test_a_blur_depends_on_nothing_but_the_means_of_a_few_cells() -> None:
    """Shuffling the pixels within each cell, so that every detail is another, gives the same blur."""
    size, cell = (192, 192), 32
    one = opened(io.BytesIO(a_crowd(size=size)))
    other = one.copy()
    for left in range(0, size[0], cell):
        for top in range(0, size[1], cell):
            box = (left, top, left + cell, top + cell)
            other.paste(one.crop(box).transpose(Image.Transpose.ROTATE_180), box)
    blurs = []
    for picture in (one, other):
        content = io.BytesIO()
        picture.save(content, "PNG")
        blurs.append(opened(cover(content, "image/png", [Area(0, 0, 100, 100, BLUR)])).tobytes())
    assert blurs[0] == blurs[1]


@pytest.fixture
def shared(cast: Cast, settings: Any, tmp_path: Path) -> Any:
    """A portfolio with a picture beside a section, the entry lent through it, asked to be read."""
    settings.FILES = tmp_path
    world = a_world(cast)
    File.keep(item=world.lent, upload=io.BytesIO(a_crowd()), name="crowd.png", by=cast.owner)
    return world


def originals_in(content: bytes) -> bool:
    """Whether the middle of the picture as it was is in here: in a picture, an archive of them, or a PDF."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(originals_in(archive.read(name)) for name in archive.namelist())
    if content.startswith(b"%PDF"):
        return any(MIDDLE in unpacked(stream) for stream in STREAM.findall(content))
    return content.startswith(b"\x89PNG") and MIDDLE in opened(io.BytesIO(content)).tobytes()


def unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""


def taken_out(whole: Portfolio, form: str) -> bytes:
    made = Transfer.take_out(portfolio=whole, format=form, by=whole.author, now=whole.created_at)
    tasks.make_export.call(str(made.pk))
    return next(path for path in made.folder.rglob("*") if path.is_file()).read_bytes()


def write(section: Any, html: str, *, by: Any) -> None:
    code = next(iter(section.text_codes))
    base = fingerprint(section.text(code))
    section.write(code=code, html=html, bases=[base], by=by, now=section.created_at)


def whole(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.django_db
def test_no_byte_of_the_original_reaches_a_reader_on_any_surface(cast: Cast, shared: Any) -> None:
    file = File.objects.get(name="crowd.png")
    url = file.get_absolute_url()
    write(shared.section, f'<p><img src="{url}" alt="A crowd"></p>', by=cast.owner)
    shared.portfolio.share(reach="members", by=cast.owner, now=shared.section.created_at)
    reader, owner = signed_in(cast.reader), signed_in(cast.owner)
    assert originals_in(whole(reader.get(url)))
    assert originals_in(taken_out(shared.portfolio, "pdf"))
    sent: dict[str, Any] = {
        f"form-0-{side}": value
        for side, value in zip(["left", "top", "width", "height"], [20, 20, 60, 60], strict=True)
    }
    sent |= {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0, "form-0-how": "black"}
    assert owner.post(f"{url}redaction/", sent).status_code == 303
    assert not originals_in(whole(reader.get(url)))
    assert not originals_in(whole(owner.get(url)))
    stale = looked_at(reader.get(url, headers={"If-None-Match": f'"{file.sha256}"'}))
    assert stale.status_code == 200
    assert reader.get(url, headers={"Range": "bytes=0-50000"}).status_code == 206
    for page in (
        shared.lent.get_absolute_url(),
        shared.section.get_absolute_url(),
        shared.portfolio.get_absolute_url(),
    ):
        assert file.sha256.encode() not in reader.get(page).content
    assert originals_in(whole(owner.get(f"{url}original/")))
    for who, person in cast.people.items():
        answer = looked_at(signed_in(person).get(f"{url}original/"))
        assert answer.status_code == (200 if who == "owner" else 404), who
    for form in FORMS:
        assert not originals_in(taken_out(shared.portfolio, form)), form


@pytest.mark.django_db
def test_it_can_be_covered_anew_and_shown_again(cast: Cast, shared: Any) -> None:
    file = File.objects.get(name="crowd.png")
    first, now = file.sha256, shared.section.created_at
    file.cover([Area(0, 0, 50, 50)], now=now)
    file.cover([Area(50, 50, 50, 50, BLUR)], now=now)
    file.refresh_from_db()
    assert file.sha256 != first
    assert opened(io.BytesIO(file.path.read_bytes())).getpixel((10, 10)) != (0, 0, 0)
    assert Original.objects.get(file=file).sha256 == first
    page = signed_in(cast.owner).get(f"{file.get_absolute_url()}redaction/").content.decode()
    assert 'value="50"' in page
    assert signed_in(cast.owner).post(f"{file.get_absolute_url()}redaction/", {"_method": "DELETE"}).status_code == 303
    file.refresh_from_db()
    assert file.sha256 == first
    assert not Original.objects.filter(file=file).exists()


@pytest.mark.django_db
def test_the_original_outlives_the_forgetting_of_contents(cast: Cast, shared: Any) -> None:
    import os

    file = File.objects.get(name="crowd.png")
    file.cover([Area(0, 0, 50, 50)], now=shared.section.created_at)
    path = Original.objects.get(file=file).path
    os.utime(path, (1, 1))
    forget_contents.func()
    assert path.exists()
    Original.objects.filter(file=file).delete()
    forget_contents.func()
    assert not path.exists()


@pytest.mark.django_db
def test_half_a_rectangle_is_said_and_what_is_no_picture_refused(cast: Cast, shared: Any) -> None:
    owner: Client = signed_in(cast.owner)
    picture, words = File.objects.get(name="crowd.png"), File.objects.get(name__endswith=".txt")
    sent: dict[str, Any] = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0, "form-0-left": "10", "form-0-how": "black"}
    answer = owner.post(f"{picture.get_absolute_url()}redaction/", sent)
    assert answer.status_code == 422
    assert "all four numbers" in answer.content.decode()
    assert owner.post(f"{picture.get_absolute_url()}redaction/", {**sent, "form-0-left": ""}).status_code == 303
    assert not Original.objects.filter(file=picture).exists()
    assert owner.get(f"{words.get_absolute_url()}redaction/").status_code == 422
