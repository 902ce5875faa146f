"""Every file in `wrong/` is refused with the lines and sentences at its end, marked `#: `."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coppice.frameworks.reading import WrongFile, read
from coppice.frameworks.tests.makers import SMALL, small

WRONG = sorted((Path(__file__).parent / "wrong").glob("*.yaml"))


def refusals(source):
    with pytest.raises(WrongFile) as refused:
        read(source)
    return [str(mistake) for mistake in refused.value.mistakes]


def mistakes_in(source):
    """None when it is read as a framework."""
    try:
        return read(source) and None
    except WrongFile as refused:
        return refused.mistakes


@pytest.mark.parametrize("file", WRONG, ids=lambda file: file.stem)
def test_a_wrong_file_is_refused_with_line_and_reason(file):
    text = file.read_text(encoding="utf-8")
    expected = [line.removeprefix("#: ") for line in text.splitlines() if line.startswith("#: ")]
    assert expected
    assert refusals(text.encode()) == expected


def test_there_are_enough_of_them():
    assert len(WRONG) > 40


def test_what_is_not_utf8_is_refused_at_its_line():
    assert refusals(SMALL.replace("Small", "Sm\xe4ll", 1).encode("latin-1")) == [
        "Line 3: This is not text in UTF-8. Save the file as UTF-8 and try again."
    ]


@pytest.mark.parametrize("character", ["\0", "\x07", "\x7f", "\x85"])
def test_control_characters_are_refused_at_their_line(character):
    assert refusals(small(**{"For tests.": f"For{character}tests."})) == [
        "Line 7: There is a control character here (such as NUL), which no text needs."
    ]


def test_ten_megabytes_are_refused_at_once():
    started = time.process_time()
    assert "larger than 1,000,000 bytes" in refusals(b"a: b\n" * 2_000_000)[0]
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize("source", [b"[" * 900_000, b"{a: " * 200_000, b"- " * 400_000])
def test_deep_nesting_is_refused_at_once(source):
    started = time.process_time()
    assert "nested more than 24 levels deep" in refusals(source)[0]
    assert time.process_time() - started < 2


def test_very_many_parts_are_refused_at_once():
    started = time.process_time()
    assert "more than 50,000 parts" in refusals(b"[" + b"a," * 400_000 + b"]")[0]
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "text", ["إطار الممارسة المهنية", "Ffrâm waith ymarfer", "e\u0301 👩🏽\u200d💻 ✍️", "\u202eabc\u202c", "学習技術"]
)
def test_text_of_any_language_is_read_as_it_is(text):
    assert read(small(**{"For tests.": text})).about == text


def test_a_byte_order_mark_and_line_ends_of_windows_do_no_harm():
    assert read(b"\xef\xbb\xbf" + small().replace(b"\n", b"\r\n")) == read(small())


LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")  # as YAML counts lines


@given(st.integers(0, len(SMALL) - 1), st.integers(0, 200), st.text(max_size=12))
@example(0, len(SMALL), "")
@example(1011, 159, "\r0")
def test_no_damage_makes_anything_but_a_framework_or_a_refusal(at, length, instead):
    damaged = SMALL[:at] + instead + SMALL[at + length :]
    lines = range(len(LINE_END.findall(damaged)) + 3)
    mistakes = mistakes_in(damaged.encode())
    assert mistakes is None or (mistakes and all(mistake.line in lines for mistake in mistakes))


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_in_sentences(source):
    assert all(line.endswith((".", "?")) for line in refusals(source))
