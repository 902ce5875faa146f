"""Documents as candidates have them: written in Markdown and turned into Word or OpenDocument, or put together by hand."""

from __future__ import annotations

import base64
import subprocess
import zipfile
from pathlib import Path

import pypandoc

from coppice.portfolios.documents.tests.makers import photo, prose

CANDIDATE = """\
---
title: Quiet tools on busy wards
---

Rhian Ellwood, learning technologist at an invented college. March 2026.

# Contextual Statement

I came to this work from nursing[^why] and still think in shifts.

![The skills room before the session](picture.jpg)

# Core Area 1: Operational issues

## 1a) An understanding of the constraints and benefits of different technologies

**Description**

We compared three tools against a phone and ten quiet minutes.

| Tool | For whom |
|------|----------|
| Quiz | Second-year students |
| Diary | Students on placement |

**Evidence**: the [guide](https://example.org/guide) and its log.

**Reflection:** A good default is kinder than a choice.

## 1b) Technical knowledge and ability in the use of learning technology

### Description

I wrote the quiz in a week.

#### How the quiz was built

1. First the cases
2. then the questions

### Reflection

Next time, the students first.

## c) Supporting the deployment of learning technologies

A drop-in on Tuesdays.

# Core Area 2: Learning, teaching and assessment

## 2.a An understanding of teaching, learning and/or assessment processes

Teaching by cases.

## 2 (b) An understanding of your target learners

They work nights.

# Core area 3: The wider context

## Understanding and engaging with legislation

Accessibility changed the template.

## Policies and standards

Our captioning policy.

# Core area 4: Communication

## Communication and working with others

With the library.

# Specialist area 1: Accessible captions

Captions were wrong where it mattered.

# Specialist area: Learning analytics on placement

Numbers that tutors can read.

# Future plans

To write less and listen more.

# Confirmation and date

This is my own work.

# Appendix: photographs

Left over.

[^why]: The hospital had one computer for *two* wards.
"""


def markdown(text: str, folder: Path) -> Path:
    (folder / "picture.jpg").write_bytes(photo(1, 320, 240))
    path = folder / "portfolio.md"
    path.write_text(text, "utf-8")
    return path


def word_processed(text: str, folder: Path, ending: str) -> Path:
    """The Markdown text as a DOCX or ODT file."""
    source, target = markdown(text, folder), folder / f"portfolio.{ending}"
    command = [pypandoc.get_pandoc_path(), str(source), "-o", str(target)]
    subprocess.run(command, check=True, cwd=folder, capture_output=True)
    return target


def long_text(words: int, pictures: int) -> str:
    """A portfolio of real length: prose under real headings, pictures between."""
    import random

    chance = random.Random(3)
    parts = CANDIDATE.split("\n\n")
    share = words // sum(part.startswith("#") for part in parts)
    grown, shown = [], 0
    for part in parts:
        grown.append(part)
        if part.startswith("#"):
            grown.append(prose(share, chance).replace("<p>", "").replace("</p>", "\n\n"))
            for _ in range(pictures // 18 + 1):
                if shown < pictures:
                    grown.append(f"![Table {shown}](image-{shown}.jpg)")
                    shown += 1
    return "\n\n".join(grown)


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Target='
    '"word/document.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
    "</Relationships>"
)


def by_hand(path: Path, body: str, more: dict[str, str | bytes] | None = None, declaration: str = "") -> Path:
    """A minimal DOCX around this body, with further or other parts."""
    document = f'<?xml version="1.0"?>{declaration}<w:document {W}><w:body>{body}</w:body></w:document>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONSHIPS,
        "word/document.xml": document,
        **(more or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def paragraph(text: str, style: str = "") -> str:
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}<w:r><w:t>{text}</w:t></w:r></w:p>"


def web_page(body: str) -> str:
    picture = base64.b64encode(photo(2, 64, 48)).decode()
    return (
        f"<!doctype html><html><head><title>My portfolio</title><script>alert(1)</script></head><body>{body}"
        f'<p><img src="data:image/jpeg;base64,{picture}" alt="A room"></p></body></html>'
    )
