"""A message as a tree of parts. So many parts, so deep, and headers so long: what goes beyond is not taken apart.

Python's own parser keeps a generator open for every level, so that a mail of a thousand levels takes minutes or ends in
an error; this one looks at each byte at most once for each level, and at no more than a dozen of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from coppice.inbound.reading import decoding

DEEPEST, MOST_PARTS = 12, 200
LONGEST_HEADERS, MOST_HEADERS = 256 * 1024, 1000
BLANK = re.compile(rb"\r?\n[ \t]*\r?\n")
NAME = re.compile(r"[!-9;-~]{1,100}[ \t]*:")
PARAMETER = re.compile(r';\s*([!#$&+\-^_`.|~*%\'a-zA-Z0-9]{1,60})\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)')
PIECE = re.compile(r"(.+?)(?:\*(\d{1,3}))?(\*)?")


@dataclass
class Headers:
    """The headers of a part, in order; names in small letters."""

    rows: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def read(cls, raw: bytes) -> Headers:
        rows: list[tuple[str, list[str]]] = []
        text = raw[:LONGEST_HEADERS].decode("utf-8", "surrogateescape")
        for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
            if line[:1] in (" ", "\t") and rows:
                rows[-1][1].append(line)
            elif found := NAME.match(line):
                if len(rows) == MOST_HEADERS:
                    break
                rows.append((found[0][:-1].strip().lower(), [line[found.end() :].strip()]))
        return cls([(name, "".join(lines).replace("\0", "")) for name, lines in rows])

    def get(self, name: str) -> str:
        return next((value for known, value in self.rows if known == name), "")

    def all(self, name: str) -> list[str]:
        return [value for known, value in self.rows if known == name]

    def words(self, name: str) -> str:
        return decoding.header_words(self.get(name))

    def parameters(self, name: str) -> dict[str, str]:
        """The parameters of a header, those of RFC 2231 put together and decoded."""
        plain: dict[str, str] = {}
        extended: dict[str, dict[int, tuple[str, bool]]] = {}
        for found in PARAMETER.finditer(self.get(name)[: decoding.LONGEST_HEADER]):
            value = re.sub(r"\\(.)", r"\1", found[2][1:-1]) if found[2].startswith('"') else found[2].strip()
            piece = PIECE.fullmatch(found[1].lower())
            if piece and (piece[2] or piece[3]):
                extended.setdefault(piece[1], {})[int(piece[2] or 0)] = (value, bool(piece[3]))
            else:
                plain.setdefault(found[1].lower(), decoding.header_words(value))
        return plain | {key: together(pieces) for key, pieces in extended.items()}


def together(pieces: dict[int, tuple[str, bool]]) -> str:
    """The pieces of one parameter; only its first says the character set."""
    value = "".join(pieces[number][0] for number in sorted(pieces))
    return decoding.of_extended(value) if any(coded for _, coded in pieces.values()) else decoding.header_words(value)


@dataclass
class Part:
    """One part: its headers, its body as it came, and the parts within it."""

    headers: Headers
    body: bytes
    parts: list[Part] = field(default_factory=list)

    @property
    def kind(self) -> str:
        kind = self.headers.get("content-type").partition(";")[0].strip().lower()
        return kind if re.fullmatch(r"[a-z0-9.+-]+/[a-z0-9.+_-]+", kind) else "text/plain"

    @property
    def name(self) -> str:
        """The name of the file it is."""
        said = self.headers.parameters("content-disposition").get("filename", "")
        return said or self.headers.parameters("content-type").get("name", "")

    @property
    def is_attached(self) -> bool:
        return self.headers.get("content-disposition").lower().lstrip().startswith("attachment")

    @property
    def content(self) -> bytes:
        return decoding.body_of(self.body, self.headers.get("content-transfer-encoding"))

    @property
    def text(self) -> str:
        """Its words."""
        known = self.headers.parameters("content-type")
        words = decoding.in_words(self.content, known.get("charset", ""))
        if self.kind == "text/plain" and known.get("format", "").lower() == "flowed":
            return decoding.unflowed(words, delete_space=known.get("delsp", "").lower() == "yes")
        return words

    def walk(self) -> Iterator[Part]:
        """It and all within it."""
        waiting = [self]
        while waiting:
            part = waiting.pop()
            yield part
            waiting += reversed(part.parts)


@dataclass
class Budget:
    """How many parts may still be taken apart."""

    left: int = MOST_PARTS
    is_spent: bool = False

    def spend(self) -> bool:
        self.left -= 1
        self.is_spent = self.is_spent or self.left < 0
        return self.left >= 0


def parse(raw: bytes) -> tuple[Part, bool]:
    """The message as a tree, and whether it was too much to be taken apart."""
    budget = Budget()
    budget.spend()
    return part_of(raw, budget, DEEPEST), budget.is_spent


def part_of(raw: bytes, budget: Budget, deeper: int, *, kind: str = "text/plain") -> Part:
    head, body = divided(raw)
    part = Part(Headers.read(head), body)
    if part.kind == "text/plain" and kind != "text/plain" and not part.headers.get("content-type"):
        part.headers.rows.append(("content-type", kind))
    if deeper == 0:
        budget.is_spent = budget.is_spent or part.kind.startswith(("multipart/", "message/"))
        return part
    if part.kind.startswith("multipart/"):
        inner = "message/rfc822" if part.kind == "multipart/digest" else "text/plain"
        for piece in pieces_of(body, part.headers.parameters("content-type").get("boundary", "")):
            if not budget.spend():
                break
            part.parts.append(part_of(piece, budget, deeper - 1, kind=inner))
    elif part.kind == "message/rfc822" and budget.spend():
        part.parts.append(part_of(part.content, budget, deeper - 1))
    return part


def divided(raw: bytes) -> tuple[bytes, bytes]:
    """Headers and body. What does not begin with a header has none."""
    if raw.startswith((b"\r\n", b"\n")):
        return b"", raw[raw.index(b"\n") + 1 :]
    first = raw[:2000].partition(b"\n")[0].decode("latin-1")
    if first.startswith("From ") and not NAME.match(first):  # as mailboxes begin
        raw = raw.partition(b"\n")[2]
        first = raw[:2000].partition(b"\n")[0].decode("latin-1")
    if not NAME.match(first):
        return b"", raw
    found = BLANK.search(raw)
    return (raw[: found.start()], raw[found.end() :]) if found else (raw, b"")


def pieces_of(body: bytes, boundary: str) -> Iterator[bytes]:
    """What stands between the boundaries; nothing when they are not there."""
    if not boundary or len(boundary) > 200:
        return
    line = re.compile(
        rb"(?:\A|\r?\n)--" + re.escape(boundary.encode("utf-8", "surrogateescape")) + rb"(--)?[ \t]*(?=\r?\n|\Z)"
    )
    start = -1
    for found in line.finditer(body):
        if start >= 0:
            yield after_line(body[start : found.start()])
        start = found.end()
        if found[1]:
            return
    if start >= 0:
        yield after_line(body[start:])


def after_line(piece: bytes) -> bytes:
    return piece.removeprefix(b"\r").removeprefix(b"\n")
