"""What of a message is its text, what hangs on it, and what can't be read: MIME of every kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from coppice.inbound.reading import pages
from coppice.inbound.reading.mime import Part

MOST_ATTACHED = 50
LONGEST_TEXT = 2 * 1024 * 1024
SIGNATURES = {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
ENCRYPTED = {"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted", "multipart/encrypted"}
REPORTS = {"message/delivery-status", "message/disposition-notification", "text/rfc822-headers", "message/partial"}
NO_TEXT = re.compile(
    r"(?:html|not support|view this|formatted message|unterstützt|ne prend pas en charge|nid yw.{0,40}cefnogi)",
    re.IGNORECASE,
)
FORWARDED = ("from", "date", "to", "subject")


@dataclass(frozen=True)
class Attachment:
    """A file that came with the message. `cid` is its name within the HTML, if it is shown there."""

    name: str
    content: bytes
    cid: str = ""


@dataclass
class Body:
    """One text of the message, as plain text, as HTML, or both; `is_forwarded` if it is somebody else's."""

    plain: str | None = None
    html: str | None = None
    is_forwarded: bool = False

    @cached_property
    def html_in_lines(self) -> str:
        return pages.in_lines(self.html or "")

    @cached_property
    def prefers_plain(self) -> bool:
        """Plain text, unless it only says that there is HTML, or says far less than the HTML does."""
        if self.html is None:
            return True
        if not (self.plain or "").strip():
            return False
        plain, html = len((self.plain or "").split()), len(self.html_in_lines.split())
        return plain >= html * 0.6 and not (plain < 25 and plain < html * 0.9 and NO_TEXT.search(self.plain or ""))

    @property
    def whole(self) -> str:
        """All its words, of the form that is read."""
        return self.plain or "" if self.prefers_plain else self.html_in_lines


@dataclass
class Found:
    """What is in a message."""

    bodies: list[Body] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    is_encrypted: bool = False
    is_too_much: bool = False

    def add(self, other: Found) -> None:
        self.bodies += other.bodies
        self.attachments += other.attachments
        self.unreadable += other.unreadable
        self.is_encrypted = self.is_encrypted or other.is_encrypted
        self.is_too_much = self.is_too_much or other.is_too_much


def found_in(part: Part) -> Found:
    """What is in this part and those within it."""
    kind = part.kind
    if kind in ENCRYPTED:
        return Found(is_encrypted=True)
    if kind in SIGNATURES or kind in REPORTS:
        return Found()
    if kind == "message/rfc822":
        return found_in_forwarded(part)
    if kind.startswith("multipart/"):
        return found_in_parts(part) if part.parts else found_in_text(part)
    if kind in {"text/plain", "text/html"} and not part.is_attached and not part.name:
        return found_in_text(part)
    return found_in_file(part)


def found_in_parts(part: Part) -> Found:
    found = Found()
    for inner in part.parts:
        found.add(found_in(inner))
    if part.kind == "multipart/alternative":
        found.bodies = one_of(found.bodies)
    if len(found.attachments) > MOST_ATTACHED:
        found.unreadable += [each.name for each in found.attachments[MOST_ATTACHED:]]
        del found.attachments[MOST_ATTACHED:]
    return found


def one_of(bodies: list[Body]) -> list[Body]:
    """The same text in several forms as one."""
    plain = [body.plain for body in bodies if body.plain is not None]
    html = [body.html for body in bodies if body.html is not None]
    joined = Body("\n".join(plain) if plain else None, "\n".join(html) if html else None)
    return [joined] if plain or html else []


def found_in_text(part: Part) -> Found:
    if len(part.body) > LONGEST_TEXT:
        return Found(is_too_much=True)
    text = part.text
    if part.kind == "text/html" or (part.kind == "text/plain" and pages.is_page(text)):
        return Found([Body(html=text)])
    return Found([Body(plain=text)])


def found_in_forwarded(part: Part) -> Found:
    """Somebody else's message within this one: who wrote it when, and its text."""
    if not part.parts:
        return Found(is_too_much=True)
    inner = part.parts[0]
    found = found_in(inner)
    lines = [f"{name.capitalize()}: {words}" for name in FORWARDED if (words := inner.headers.words(name))]
    texts = [body.whole for body in found.bodies]
    found.bodies = [Body(plain="\n".join([*lines, "", *texts]), is_forwarded=True)]
    return found


def found_in_file(part: Part) -> Found:
    name = part.name or f"{part.kind.replace('/', '.')}"
    if part.kind in {"application/ms-tnef", "application/vnd.ms-tnef"} or name.lower() == "winmail.dat":
        return Found(unreadable=[name])
    cid = part.headers.get("content-id").strip().strip("<>")
    return Found(attachments=[Attachment(name[:200], part.content, cid)])
