"""How long a recording is, and the parts of a file that a player asks for."""

import io
import struct
import wave
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coppice.files import parts
from coppice.files.sound import seconds


def a_wav(lasts: int) -> bytes:
    content = io.BytesIO()
    with wave.open(content, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(400)
        sound.writeframes(b"\x80" * 400 * lasts)
    return content.getvalue()


def element(name: str, body: bytes) -> bytes:
    return bytes.fromhex(name) + struct.pack(">Q", len(body) | 1 << 56) + body


def a_webm(*begins: int, said: float = 0, unknown_sizes: bool = False) -> bytes:
    """As a browser records it: a cluster each half minute, a block at each of its milliseconds."""
    info = element("2AD7B1", (1_000_000).to_bytes(3)) + (element("4489", struct.pack(">d", said)) if said else b"")
    clusters = [
        element("E7", (begin // 30_000 * 30_000).to_bytes(4))
        + element("A3", b"\x81" + struct.pack(">h", begin % 30_000) + b"\0" + b"opus" * 30)
        for begin in begins
    ]
    body = element("1549A966", info) + b"".join(element("1F43B675", cluster) for cluster in clusters)
    segment = bytes.fromhex("18538067") + b"\x01" + b"\xff" * 7 + body if unknown_sizes else element("18538067", body)
    return element("1A45DFA3", bytes.fromhex("428284") + b"webm") + segment


@pytest.mark.parametrize("lasts", [1, 180, 3600])
def test_a_wav_says_how_long_it_is(lasts: int) -> None:
    assert seconds(io.BytesIO(a_wav(lasts))) == pytest.approx(lasts, abs=0.1)


@pytest.mark.parametrize("unknown_sizes", [True, False])
def test_what_a_browser_records_is_as_long_as_its_last_block(unknown_sizes: bool) -> None:
    content = a_webm(0, 15_000, 29_999, 3_599_000, unknown_sizes=unknown_sizes)
    assert seconds(io.BytesIO(content)) == pytest.approx(3599)


def test_what_a_webm_says_of_itself_counts() -> None:
    assert seconds(io.BytesIO(a_webm(0, said=61_500.0))) == pytest.approx(61.5)


@settings(max_examples=80)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", a_webm(0, 9)[:40], a_wav(1)[:60], b"OggS", b"ID3\x03", b"\0\0\0 ftypM4A "]),
)
def test_nonsense_has_no_length_and_is_no_fault(noise: bytes, start: bytes) -> None:
    content = io.BytesIO(start + noise)
    assert seconds(content) is None or seconds(content) is not None
    assert content.tell() == 0


@given(st.integers(1, 5000), st.integers(0, 6000), st.integers(0, 6000))
def test_a_part_lies_within_the_file(size: int, first: int, last: int) -> None:
    for header in (f"bytes={first}-{last}", f"bytes={first}-", f"bytes=-{last}"):
        if part := parts.asked_for(header, size):
            assert 0 <= part[0] <= part[1] < size


@pytest.mark.parametrize("header", ["", "bytes=-", "bytes=a-b", "bytes=0-1,3-4", "lines=1-2", "bytes=9-2"])
def test_what_cannot_be_given_in_part_is_given_whole(header: str) -> None:
    assert parts.asked_for(header, 100) is None


def test_a_part_is_just_those_bytes(tmp_path: Path) -> None:
    path = tmp_path / "sound"
    path.write_bytes(bytes(range(100)))
    assert b"".join(parts.read(path, 10, 19)) == bytes(range(10, 20))
