"""Reading a whole message: its words, its files, and what was left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from html import escape

from coppice.inbound.reading import choosing, lines, markup, mime, pages
from coppice.inbound.reading.choosing import Attachment, Body, Found
from coppice.inbound.reading.lines import SIGNATURE, Removed
from coppice.inbound.reading.mime import Headers
from coppice.kernel import richtext

__all__ = ["Attachment", "Reading", "Removed", "read"]

LONGEST = 200_000
FORWARD = re.compile(r"\s*(?:fwd?|wg|tr|fwd|yml|ym|rhag)\s*:", re.IGNORECASE)
ANSWER = re.compile(r"\s*(?:re|aw|ant|antw|sv|ré|ateb|fwd?|wg|tr|yml)\s*(?:\[\d+\])?\s*:\s*", re.IGNORECASE)
ADDRESS = re.compile(r"\bhttps?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]’']")


@dataclass
class Reading:
    """What a message says. `html` is clean; `removed` is what it does not hold; `whole` all words as they came."""

    headers: Headers
    html: str = ""
    whole: str = ""
    removed: list[Removed] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    is_encrypted: bool = False
    is_too_much: bool = False

    @cached_property
    def plain(self) -> str:
        return richtext.plain(self.html)

    @property
    def subject(self) -> str:
        return self.headers.words("subject")[:200]

    @property
    def topic(self) -> str:
        """The subject without “Re:” and the like."""
        subject = self.subject
        while found := ANSWER.match(subject):
            subject = subject[found.end() :]
        return subject.strip()

    @property
    def is_forward(self) -> bool:
        return bool(FORWARD.match(self.subject))


def read(raw: bytes) -> Reading:
    """Any bytes at all."""
    tree, is_too_much = mime.parse(raw)
    found = choosing.found_in(tree)
    reading = Reading(tree.headers, unreadable=found.unreadable, is_encrypted=found.is_encrypted)
    reading.is_too_much = is_too_much or found.is_too_much
    texts = [body.whole for body in found.bodies]
    reading.whole = "\n\n".join(text for text in texts if text.strip())
    if len(reading.whole) > LONGEST:
        reading.is_too_much = True
    else:
        write(reading, found)
    keep_files(reading, found)
    return reading


def write(reading: Reading, found: Found) -> None:
    """Each of its texts without what is not said in it."""
    pieces: list[str] = []
    for body in found.bodies:
        keep_history = body.is_forwarded or reading.is_forward
        if body.prefers_plain:
            pieces.append(of_plain(body, reading, keep_history=keep_history))
        else:
            pieces.append(of_html(body, reading, keep_history=keep_history))
    reading.html = richtext.clean("".join(pieces))


def of_plain(body: Body, reading: Reading, *, keep_history: bool) -> str:
    if body.is_forwarded:
        return paragraphs(body.plain or "")
    signature = markup.marked(body.html, keep_history=True).signature if body.html else ""
    done = lines.strip(body.plain or "", keep_history=keep_history, signature=signature)
    reading.removed += done.removed
    return paragraphs(done.kept)


def of_html(body: Body, reading: Reading, *, keep_history: bool) -> str:
    """As its client marks it; where it marks nothing, as a plain text is read, if that finds something."""
    done = markup.marked(body.html or "", keep_history=keep_history)
    rest = lines.strip(pages.in_lines(done.html), keep_history=keep_history)
    reading.removed += done.removed + rest.removed
    return paragraphs(rest.kept) if rest.removed else done.html


def paragraphs(text: str) -> str:
    """Plain text as HTML: paragraphs, quotations and addresses; nothing that somebody typed is taken for a command."""
    found: list[str] = []
    for block in re.split(r"\n[ \t]*\n", text.strip("\n")):
        run: list[str] = []
        quoted = False
        for line in [*block.split("\n"), None]:
            is_quoted = line is not None and lines.is_quoted(line)
            if run and (line is None or is_quoted != quoted):
                found.append(paragraph(run, is_quoted=quoted))
                run = []
            quoted = is_quoted
            if line is not None and line.strip():
                run.append(re.sub(r"^\s*(?:\|?>\s?)+", "", line) if is_quoted else line)
    return "".join(found)


def paragraph(run: list[str], *, is_quoted: bool) -> str:
    words = f"<p>{'<br>'.join(linked(line.strip()) for line in run)}</p>"
    return f"<blockquote>{words}</blockquote>" if is_quoted else words


def linked(line: str) -> str:
    end, pieces = 0, []
    for found in ADDRESS.finditer(line):
        address = escape(found[0])
        pieces += [escape(line[end : found.start()]), f'<a href="{address}">{address}</a>']
        end = found.end()
    return "".join([*pieces, escape(line[end:])])


def keep_files(reading: Reading, found: Found) -> None:
    """Files, but for pictures that are shown only in what was removed: the emblem in a signature."""
    pages = [body.html or "" for body in found.bodies]
    kept = "".join(markup.marked(page, keep_history=reading.is_forward).html for page in pages if "cid:" in page)
    for one in found.attachments:
        shown = one.cid and any(f"cid:{one.cid}" in page for page in pages)
        if shown and f"cid:{one.cid}" not in kept:
            reading.removed.append(Removed(SIGNATURE, one.name))
        else:
            reading.attachments.append(one)
