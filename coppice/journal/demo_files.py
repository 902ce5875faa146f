"""Small real files for the demonstration, made from their names: always the same bytes, nothing borrowed."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections.abc import Callable

from PIL import Image, ImageDraw

PAPER, INK, LEAF = (251, 247, 238), (62, 50, 40), (74, 122, 84)
NOTES = ((245, 226, 150), (206, 226, 190), (240, 205, 190))
ZIPPED_AT = (2026, 1, 1, 0, 0, 0)


def make(name: str) -> bytes:
    """A file of the kind that the name's ending says."""
    stem, _, ending = name.rpartition(".")
    makers: dict[str, Callable[[str], bytes]] = {"png": picture, "csv": table, "pdf": paper, "docx": document}
    return makers[ending](stem)


def words(stem: str) -> str:
    return stem.replace("-", " ").capitalize()


def chance(stem: str) -> random.Random:
    return random.Random(stem)


def picture(stem: str) -> bytes:
    """A sheet with a title: figures as bars that grow, or a board full of notes."""
    image = Image.new("RGB", (960, 600), PAPER)
    draw = ImageDraw.Draw(image)
    draw.text((60, 44), words(stem), fill=INK, font_size=36)
    board(draw, stem) if is_board(stem) else bars(draw, stem)
    content = io.BytesIO()
    image.save(content, "PNG", optimize=True)
    return content.getvalue()


def is_board(stem: str) -> bool:
    return any(word in stem for word in ("board", "paper", "map", "group", "spoke"))


def about(name: str) -> str:
    """What the picture of this name shows, in words."""
    stem = name.rpartition(".")[0]
    drawn = "a board with three columns of paper notes" if is_board(stem) else "five bars that grow from left to right"
    return f"{words(stem)}: {drawn}."


def bars(draw: ImageDraw.ImageDraw, stem: str) -> None:
    by_chance = chance(stem)
    draw.line((60, 540, 900, 540), fill=INK, width=3)
    for place, height in enumerate(sorted(by_chance.randint(60, 380) for _ in range(5))):
        left = 90 + place * 165
        draw.rectangle((left, 540 - height, left + 110, 538), fill=LEAF)
        draw.text((left + 36, 504 - height), str(height // 4), fill=INK, font_size=24)


def board(draw: ImageDraw.ImageDraw, stem: str) -> None:
    by_chance = chance(stem)
    for column in range(3):
        draw.line((60 + column * 290, 120, 310 + column * 290, 120), fill=INK, width=2)
        for row in range(by_chance.randint(2, 4)):
            left, top = 70 + column * 290 + by_chance.randint(0, 40), 145 + row * 105 + by_chance.randint(0, 12)
            draw.rectangle((left, top, left + 190, top + 80), fill=by_chance.choice(NOTES))
            for line in range(by_chance.randint(1, 3)):
                draw.line(
                    (left + 18, top + 22 + line * 18, left + by_chance.randint(90, 170), top + 22 + line * 18),
                    fill=INK,
                    width=3,
                )


def table(stem: str) -> bytes:
    """Two dozen rows of figures."""
    rows, draw = io.StringIO(), chance(stem)
    writer = csv.writer(rows)
    writer.writerow(["week", "group", "before", "after"])
    for week in range(1, 13):
        for group in "AB":
            before = draw.randint(20, 60)
            writer.writerow([week, group, before, before + draw.randint(-4, 30)])
    return rows.getvalue().encode()


def paper(stem: str) -> bytes:
    """One page of PDF, written by hand."""
    lines = [words(stem), "", *(f"{number}. {line}" for number, line in enumerate(said(stem), 1))]
    text = "BT /F1 13 Tf 18 TL 72 770 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
    )
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    content, places = "%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n{body}\nendobj\n"
    index = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(bodies) + 1
    end = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(content)}\n%%EOF\n"
    return f"{content}xref\n0 {size}\n0000000000 65535 f \n{index}{end}".encode("ascii")


def document(stem: str) -> bytes:
    """A Word file with a heading and a few paragraphs."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in [words(stem), *said(stem)])
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    default = f'<Default Extension="rels" ContentType="{relations}"/>'
    override = f'<Override PartName="/word/document.xml" ContentType="{types}"/>'
    relation = f'<Relationship Id="r1" Type="{office}" Target="word/document.xml"/>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">{default}{override}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">{relation}</Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{space}"><w:body>{paragraphs}</w:body></w:document>',
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, ZIPPED_AT), f'<?xml version="1.0" encoding="UTF-8"?>{part}')
    return content.getvalue()


def said(stem: str) -> list[str]:
    """A few lines that any working paper might have."""
    lines = [
        "What this is for, and who asked for it.",
        "What we tried first, and what went wrong.",
        "What we decided, with the reason beside it.",
        "Who looks after it, and when it is looked at again.",
        "What we would do differently.",
    ]
    chance(stem).shuffle(lines)
    return lines
