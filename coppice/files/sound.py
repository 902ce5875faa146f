"""How long a recording is, read from its container; None where it does not say so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from tinytag import TinyTag, TinyTagException

WEBM = b"\x1a\x45\xdf\xa3"
SEGMENT, INFO, SCALE, DURATION = 0x18538067, 0x1549A966, 0x2AD7B1, 0x4489
CLUSTER, CLUSTER_TIME, GROUP, BLOCK, SIMPLE_BLOCK = 0x1F43B675, 0xE7, 0xA0, 0xA1, 0xA3
STEPPED_INTO = {SEGMENT, INFO, CLUSTER, GROUP}
LONGEST_READ = 64
MOST_ELEMENTS = 100_000


def seconds(content: BinaryIO) -> float | None:
    """The length of a WAV, Ogg, MP3, MP4 or WebM."""
    content.seek(0)
    is_webm = content.read(4) == WEBM
    content.seek(0)
    try:
        return seconds_of_webm(content) if is_webm else TinyTag.get(file_obj=content, tags=False).duration
    except (TinyTagException, ValueError, EOFError, OverflowError, ArithmeticError, LookupError):
        return None
    finally:
        content.seek(0)


def seconds_of_webm(content: BinaryIO) -> float | None:
    """As its head says; what a browser recorded has no such line, so then when its last block begins."""
    scale, said, cluster, last = 1_000_000, 0.0, 0, 0
    for number, (element, body) in enumerate(elements(content)):
        if number > MOST_ELEMENTS:
            return None
        if element == SCALE:
            scale = int.from_bytes(body)
        elif element == DURATION:
            said = real(body)
        elif element == CLUSTER_TIME:
            cluster = int.from_bytes(body)
        elif element in {BLOCK, SIMPLE_BLOCK}:
            last = max(last, cluster + beginning_of(body))
    return (said or last) * scale / 1e9 or None


def elements(content: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Each element with the beginning of its body; those that hold others are stepped into."""
    while head := content.read(1):
        element = number_in(content, head[0], keep_mark=True)
        size = number_in(content, (content.read(1) or b"\0")[0], keep_mark=False)
        if element in STEPPED_INTO:
            continue
        body = content.read(min(size, LONGEST_READ))
        content.seek(size - len(body), 1)
        yield element, body


def number_in(content: BinaryIO, first: int, *, keep_mark: bool) -> int:
    """A number whose first byte tells by its leading zeros how many follow."""
    length = 9 - first.bit_length()
    if length > 8:
        raise EOFError
    rest = content.read(length - 1)
    if len(rest) < length - 1:
        raise EOFError
    start = first if keep_mark else first & (0xFF >> length)
    return int.from_bytes(bytes([start]) + rest)


def real(body: bytes) -> float:
    import struct

    value: float = struct.unpack(">f" if len(body) == 4 else ">d", body)[0]
    return value if 0 < value < 1e15 else 0.0


def beginning_of(block: bytes) -> int:
    """When a block begins, counted from its cluster: two bytes after the number of its track."""
    track = 9 - block[0].bit_length() if block else 1
    return int.from_bytes(block[track : track + 2], signed=True)
