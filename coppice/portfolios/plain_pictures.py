"""Whether a picture's file holds the picture and nothing else, so that its bytes may be kept as they are."""

from __future__ import annotations

JPEG_PARTS = {0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD, 0xDA, 0xE0}
PNG_PARTS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
WEBP_PARTS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}


def is_plain(content: bytes) -> bool:
    """True for a JPEG, PNG or WebP without metadata, comments, or anything after its end."""
    if content.startswith(b"\xff\xd8"):
        return _plain_jpeg(content)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _plain_png(content)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _plain_webp(content)
    return False


def _plain_jpeg(content: bytes) -> bool:
    at = 2
    while at + 4 <= len(content):
        if content[at] != 0xFF or content[at + 1] not in JPEG_PARTS:
            return False
        kind, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if kind == 0xE0 and content[at + 4 : at + 9] != b"JFIF\0":
            return False
        at += 2 + length
        if kind == 0xDA:
            at = _after_scan(content, at)
            if content[at : at + 2] == b"\xff\xd9":
                return at + 2 == len(content)
    return False


def _after_scan(content: bytes, at: int) -> int:
    """Where the next marker stands: in picture data a 0xFF is followed by 0 or a restart marker."""
    while (at := content.find(b"\xff", at)) >= 0 and at + 1 < len(content):
        if content[at + 1] == 0 or 0xD0 <= content[at + 1] <= 0xD7:
            at += 2
        else:
            return at
    return len(content)


def _plain_png(content: bytes) -> bool:
    at = 8
    while at + 12 <= len(content):
        length, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        if kind not in PNG_PARTS:
            return False
        at += 12 + length
        if kind == b"IEND":
            return at == len(content)
    return False


def _plain_webp(content: bytes) -> bool:
    length = int.from_bytes(content[4:8], "little")
    at = 12
    while at + 8 <= len(content):
        if content[at : at + 4] not in WEBP_PARTS:
            return False
        part = int.from_bytes(content[at + 4 : at + 8], "little")
        at += 8 + part + part % 2
    return at == len(content) == length + 8
