"""A portfolio with everything that belongs to it, as plain values: what exports read and the archive import produces.

Identifiers are strings, unique within the dossier. Inside texts, a file is referred to as `/files/<its id>/`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from html import escape
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coppice.portfolios.documents.told import Audience, BroughtOver, Looked, Recognised, Wording

type Json = None | bool | int | float | str | list[Json] | dict[str, Json]


@dataclass(frozen=True, slots=True)
class Text:
    """One piece of writing: its label as the reader sees it, and its cleaned HTML."""

    label: str
    html: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A journal entry used as evidence in a section, what the author says of it there, and whether readers see it."""

    entry: str
    note: str = ""
    shared: bool = True


@dataclass(frozen=True, slots=True)
class Claim:
    """A principle or dimension the section speaks to, by its code in the framework and its title."""

    code: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed which sentences, on what day (ISO 8601); `nominee` is for the author alone."""

    name: str
    signed: str
    sentences: tuple[str, ...] = ()
    nominee: str = ""

    @property
    def as_text(self) -> Text:
        said = "".join(f"<li><p>{escape(sentence)}</p></li>" for sentence in self.sentences)
        day = date_format(date.fromisoformat(self.signed[:10]), "j F Y")
        return Text(_("Signed"), f"<ul>{said}</ul><p><strong>{escape(self.name)}</strong>, {day}</p>")


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the framework as written; `number` tells several of one code apart (two specialist areas)."""

    id: str
    code: str
    number: int
    title: str
    status: str = ""
    texts: dict[str, Text] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    evidence: tuple[Citation, ...] = ()
    own_title: str = ""
    signature: Signature | None = None
    brought_over: tuple[BroughtOver, ...] = ()
    stood: Text | None = None

    @property
    def readable(self) -> dict[str, Text]:
        """Its texts, what was signed, and where its author says they are."""
        further = {"signed": self.signature and self.signature.as_text, "standing": self.stood}
        return self.texts | {name: text for name, text in further.items() if text}

    @property
    def heading(self) -> str:
        """The framework's title, followed by the author's own where there is one."""
        return f"{self.title}: {self.own_title}" if self.own_title else self.title

    @property
    def is_written(self) -> bool:
        return any(text.html.strip() for text in self.readable.values())


@dataclass(frozen=True, slots=True)
class WebLink:
    """An address the author named as evidence."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A journal entry used as evidence: `details` are its other facts as label and words, in reading order;
    `fields` are the same facts under the names the journal keeps them by, so that none is lost on the way.
    `origin` stays the same from journal to journal.
    """

    id: str
    title: str
    happened: str = ""
    texts: dict[str, Text] = field(default_factory=dict)
    details: dict[str, Json] = field(default_factory=dict)
    fields: dict[str, Json] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    links: tuple[WebLink, ...] = ()
    files: tuple[str, ...] = ()
    created: str = ""
    origin: str = ""


def nothing() -> BinaryIO:
    return BytesIO()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file: an image in a text or a piece of evidence. `open` gives its bytes each time it is called."""

    id: str
    name: str
    media_type: str
    sha256: str
    size: int
    alt: str = ""
    open: Callable[[], BinaryIO] = field(default=nothing, compare=False, repr=False)

    @property
    def is_image(self) -> bool:
        return self.media_type in {"image/png", "image/jpeg", "image/gif", "image/webp"}

    @property
    def print(self) -> str:
        """The first letters of the checksum, in groups of four: enough to compare by eye."""
        return " ".join(self.sha256[start : start + 4] for start in range(0, 16, 4))

    def read(self) -> bytes:
        with self.open() as stream:
            return stream.read()


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment in the margin; replies name the remark they answer. The anchor is kept as the margin
    wrote it; `revision` is the number of the version it speaks of."""

    id: str
    section: str
    author: str
    written: str
    html: str
    answers: str = ""
    revision: int = 0
    anchor: Json = None
    resolved: str = ""
    resolved_by: str = ""
    wordings: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One kept version of a section's texts."""

    section: str
    number: int
    author: str
    written: str
    texts: dict[str, str]
    name: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """The portfolio. The order of `sections` is the reading order."""

    title: str
    person: str
    framework: str
    framework_version: str
    framework_title: str
    pathway: str
    pathway_title: str
    language: str = "en-GB"
    created: str = ""
    changed: str = ""
    aim: str = ""
    sections: tuple[Section, ...] = ()
    entries: tuple[Entry, ...] = ()
    files: tuple[Attachment, ...] = ()
    remarks: tuple[Remark, ...] = ()
    versions: tuple[Version, ...] = ()
    recognitions: tuple[Recognised, ...] = ()
    audience: tuple[Audience, ...] = ()
    occasions: tuple[Looked, ...] = ()

    @property
    def scheme(self) -> str:
        """Framework and pathway in one phrase, without saying a name twice."""
        if self.framework_title in self.pathway_title or not self.pathway_title:
            return self.pathway_title or self.framework_title
        return f"{self.framework_title}, {self.pathway_title}"

    def entry(self, identifier: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.id == identifier), None)

    def file(self, identifier: str) -> Attachment | None:
        return next((file for file in self.files if file.id == identifier), None)

    def every_html(self) -> Iterator[str]:
        """Every text of the dossier in reading order: sections, evidence, remarks, versions."""
        for section in self.sections:
            yield from (text.html for text in section.texts.values())
        for entry in self.entries:
            yield from (text.html for text in entry.texts.values())
        for remark in self.remarks:
            yield remark.html
            yield from (wording.html for wording in remark.wordings)
        for version in self.versions:
            yield from version.texts.values()


def attachment_from_bytes(identifier: str, name: str, media_type: str, content: bytes, alt: str = "") -> Attachment:
    """An attachment held in memory."""
    digest = hashlib.sha256(content).hexdigest()
    return Attachment(identifier, name, media_type, digest, len(content), alt, lambda: BytesIO(content))


def attachment_from_path(identifier: str, name: str, media_type: str, path: Path, alt: str = "") -> Attachment:
    """An attachment that stays on the disk until it is read."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Attachment(identifier, name, media_type, digest, path.stat().st_size, alt, lambda: path.open("rb"))
