"""From bytes to words: transfer encodings, character sets and the encoded words of headers, however broken."""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from urllib.parse import unquote_to_bytes

LONGEST_HEADER = 4000
ENCODED = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
BETWEEN = re.compile(r"(=\?[^?\s]{1,60}\?[bBqQ]\?[^?]*\?=)[ \t\r\n]+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
# Python knows codecs that are no character sets, and some that are slow on purpose-made input.
READ_AS = re.compile(
    r"(ascii|us-ascii|latin-?1|utf-?(7|8|16|32)(-?[bl]e)?|iso-?8859-?\d{1,2}|iso-?2022-?(jp|kr)(-?\d)?|windows-?\d{3,4}"
    r"|cp-?\d{3,4}|koi8-?[rut]|big5(hkscs)?|gb2312|gbk|gb18030|shift-?jis|sjis|euc-?(jp|kr|cn)|mac-?roman|tis-?620|hz)"
)
WIDER = {"ascii": "cp1252", "us-ascii": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "gb2312": "gb18030"}
SOFT_BREAK = re.compile(rb"=[ \t]+(\r?\n)")
NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


def body_of(raw: bytes, encoding: str) -> bytes:
    """A body without its transfer encoding; one that is not what it says stays as it is."""
    match encoding.strip().lower():
        case "base64":
            return from_base64(raw)
        case "quoted-printable":
            return binascii.a2b_qp(SOFT_BREAK.sub(rb"=\1", raw))
    return raw


def from_base64(raw: bytes) -> bytes:
    """Whatever can be read of it: mail gateways add lines, and some clients forget the padding."""
    letters = NOT_BASE64.sub(b"", raw)
    letters = letters[: len(letters) - 1] if len(letters) % 4 == 1 else letters
    return base64.b64decode(letters + b"=" * (-len(letters) % 4))


def in_words(raw: bytes, charset: str) -> str:
    """The text, in the character set it names if that reads it, else in the likeliest one."""
    for name in (known(charset), "utf-8"):
        if name:
            try:
                return scrubbed(raw.decode(name))
            except (UnicodeError, LookupError):
                continue
    return scrubbed(raw.decode("cp1252", "replace"))


def known(charset: str) -> str:
    """The codec for a character set that a mail names; none if it is none."""
    name = charset.strip().strip("\"'").lower().replace("_", "-")
    if not READ_AS.fullmatch(name):
        return ""
    try:
        name = codecs.lookup(name.replace("cp-", "cp")).name
    except LookupError:
        return ""
    return WIDER.get(name, name)


def scrubbed(text: str) -> str:
    """One kind of line end; none of the characters that no database keeps."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def header_words(value: str) -> str:
    """A header as a reader sees it: encoded words in words, on one line."""
    value = BETWEEN.sub(r"\1", value[:LONGEST_HEADER])
    pieces: list[tuple[str, bytes]] = []
    end = 0
    for found in ENCODED.finditer(value):
        pieces.append(("", value[end : found.start()].encode("utf-8", "surrogateescape")))
        pieces.append((found[1].partition("*")[0], of_encoded_word(found[2], found[3])))
        end = found.end()
    pieces.append(("", value[end:].encode("utf-8", "surrogateescape")))
    return " ".join("".join(in_words(raw, charset) for charset, raw in joined(pieces)).split())


def joined(pieces: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Neighbours of one character set as one: some clients cut in the middle of a letter."""
    found: list[tuple[str, bytes]] = []
    for charset, raw in pieces:
        if raw and found and found[-1][0].lower() == charset.lower():
            found[-1] = (charset, found[-1][1] + raw)
        elif raw:
            found.append((charset, raw))
    return found


def of_encoded_word(how: str, text: str) -> bytes:
    raw = text.encode("utf-8", "surrogateescape")
    return from_base64(raw) if how in "bB" else binascii.a2b_qp(raw, header=True)


def of_extended(value: str) -> str:
    """A parameter as RFC 2231 writes it: charset'language'percent-encoded."""
    charset, quote, rest = value.partition("'")
    _language, second, text = rest.partition("'")
    return in_words(unquote_to_bytes(text), charset) if quote and second else in_words(unquote_to_bytes(value), "utf-8")


def unflowed(text: str, *, delete_space: bool) -> str:
    """Lines that a client cut where they were full (RFC 3676), whole again; each keeps its depth of quotation."""
    lines: list[str] = []
    open_depth = -1
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        words = line[depth:].removeprefix(" ") if depth or line.startswith(" ") else line
        is_signature = words == "-- "
        if open_depth == depth and not is_signature:
            lines[-1] += words
        else:
            lines.append((">" * depth + " " if depth else "") + words)
        flows = words.endswith(" ") and not is_signature
        open_depth = depth if flows else -1
        if flows and delete_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)
