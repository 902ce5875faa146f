"""What two dozen clients make of an answer, read as its writer meant it; and whatever else may come, read at all."""

from __future__ import annotations

import re
import time
import tracemalloc
from collections import Counter
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coppice.inbound.reading import lines, pages, read
from coppice.inbound.reading.decoding import header_words, in_words
from coppice.inbound.reading.mime import Headers, parse

MESSAGES = sorted(Path(__file__).with_name("messages").glob("*.eml"))


def said(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip("> ")]


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\s>]+", text))


@pytest.mark.parametrize("path", MESSAGES, ids=lambda path: path.stem)
def test_an_answer_is_read_without_what_its_client_added(path: Path) -> None:
    reading = read(path.read_bytes().replace(b"\n", b"\r\n"))
    assert said(pages.in_lines(reading.html)) == said(path.with_suffix(".txt").read_text())


def test_there_are_samples_of_many_clients() -> None:
    assert len(MESSAGES) >= 30


def test_an_emblem_in_a_signature_goes_with_it_and_a_photograph_stays() -> None:
    folder = Path(__file__).with_name("messages")
    assert read((folder / "outlook-web.eml").read_bytes()).attachments == []
    photo = read((folder / "forwarded-with-photo.eml").read_bytes())
    assert [one.name for one in photo.attachments] == ["Blackboard after the workshop – café.png"]
    assert read((folder / "winmail.eml").read_bytes()).unreadable == ["winmail.dat"]


LINE = st.one_of(
    st.sampled_from(
        ["", "> ", "> quoted words", ">> deeper", "-- ", "--", "Sent from my iPhone", "Envoyé de mon iPhone", "see below", "________________",
         "On Tue, 3 Nov 2026 at 10:12, Ruth <ruth@example.org> wrote:", "Am 03.11.26 um 11:12 schrieb Ruth:", "On 3 November",
         "From: Ruth <ruth@example.org>", "Sent: 3 November 2026 10:12", "To: Owen", "Subject: Captions", "-----Original Message-----",
         "Begin forwarded message:", "a line of words"]
    ),
    st.text(max_size=40).filter(lambda text: not set(text) & set("\n\r")),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(LINE, max_size=25), st.booleans())
def test_no_line_is_lost_it_is_kept_or_said_to_be_removed(some: list[str], keep_history: bool) -> None:
    done = lines.strip("\n".join(some), keep_history=keep_history)
    assert words(done.kept) + sum((words(one.text) for one in done.removed), Counter()) == words("\n".join(some))


@settings(max_examples=25, deadline=None)
@given(st.lists(LINE, max_size=15), st.sampled_from(["plain", "html"]))
def test_no_word_is_lost_between_the_mail_and_the_page(some: list[str], kind: str) -> None:
    plain = "\n".join("".join(one for one in line if one.isascii() and one.isprintable()) for line in some)
    mail = EmailMessage()
    mail["Subject"] = "Any"
    page = "".join(f"<div>{line.replace('&', '&amp;').replace('<', '&lt;')}</div>" for line in plain.split("\n"))
    mail.set_content(plain if kind == "plain" else f"<html><body>{page}</body></html>", subtype=kind)
    reading = read(mail.as_bytes())
    found = words(pages.in_lines(reading.html)) + sum((words(one.text) for one in reading.removed), Counter())
    assert words(plain) - found == Counter()


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=2000), st.sampled_from(["", "Content-Type: text/html\n\n", "Content-Type: multipart/mixed; boundary=a\n\n--a\n",
       "Subject: =?utf-8?q?", "Content-Type: text/plain; charset=utf-7; format=flowed\nContent-Transfer-Encoding: base64\n\n",
       "Content-Type: message/rfc822\n\n", 'Content-Type: a/b; name*0*="\n\n']))  # fmt: skip
def test_whatever_comes_is_read(rest: bytes, beginning: str) -> None:
    reading = read(beginning.encode() + rest)
    assert reading.subject is not None
    assert "\0" not in reading.whole + reading.html + reading.subject


HOSTILE = {
    "levels": b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5000))
    + b"\nx",
    "nested": b"Content-Type: message/rfc822\n\n" * 5000 + b"\nx",
    "parts": b"Content-Type: multipart/mixed; boundary=b\n\n"
    + b"--b\nContent-Type: text/plain\n\nword\n" * 10_000
    + b"--b--\n",
    "headers": b"Subject: x\n" + b"X-Long: " + b"a" * 5_000_000 + b"\n\nwords",
    "many headers": b"X-A: b\n" * 200_000 + b"\nwords",
    "a folded subject": b"Subject: " + b"=?utf-8?q?a?=\n " * 100_000 + b"\n\nwords",
    "parameters": b"Content-Type: text/plain; " + b'a="\\' * 100_000 + b"\n\nwords",
    "elements": b"Content-Type: text/html\n\n" + b"<div><blockquote>" * 20_000 + b"deep",
    "quotations": b"Content-Type: text/html\n\n" + b"<blockquote type=cite>a</blockquote><p>b</p>" * 1_000,
    "quoted lines": b"Content-Type: text/plain\n\n" + b"On 3 November at 10:12\n" * 15_000 + b"> a\n" * 4_000,
    "arrows": b"Content-Type: text/plain; format=flowed\n\n" + b">" * 200_000 + b" \n" + b"> " * 50_000,
    "a long line": b"Content-Type: text/plain\n\nOn " + b"1 wrote " * 200_000 + b":\n> x",
    "boundaries": b"Content-Type: multipart/mixed; boundary=-\n\n" + b"---\n" * 200_000,
    "entities": b"Content-Type: text/html\n\n" + b"&amp;&lt;<o:p>&nbsp;</o:p>" * 5_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mail_costs_bounded_time(name: str) -> None:
    began = time.process_time()
    read(HOSTILE[name])
    taken = time.process_time() - began
    assert taken < 5, f"{name} took {taken:.1f} s"


@pytest.mark.parametrize("name", ["levels", "nested", "parts", "headers"])
def test_hostile_mail_costs_bounded_memory(name: str) -> None:
    tracemalloc.start()
    read(HOSTILE[name])
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20 * len(HOSTILE[name]) + 5_000_000


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("=?utf-8?B?UXVlc3Rpb24gYWJvdXQg?= =?utf-8?B?Y2Fmw6k=?=", "Question about café"),
        ("=?utf-8?q?caf=C3?= =?utf-8?q?=A9?=", "café"),
        ("=?iso-8859-1?q?Gr=FC=DFe?= from Ruth", "Grüße from Ruth"),
        ("=?nothing?q?abc?= =?utf-8?b?!!?=", "abc"),
        ("plain café", "plain café"),
    ],
)
def test_encoded_words_of_headers(header: str, words: str) -> None:
    assert header_words(header) == words


def test_names_of_files_as_rfc_2231_writes_them() -> None:
    raw = b"Content-Disposition: attachment;\r\n filename*0*=utf-8''caf%C3;\r\n filename*1*=%A9%20;\r\n filename*2=\"plain.txt\"\r\n\r\n"
    assert Headers.read(raw).parameters("content-disposition")["filename"] == "café plain.txt"


def test_character_sets_that_are_wrong_or_none() -> None:
    assert in_words(b"caf\xe9 \x93x\x94", "us-ascii") == "café “x”"
    assert in_words("café".encode(), "x-unknown") == "café"
    assert in_words(b"abc", "zip") == in_words(b"abc", "idna") == "abc"


def test_flowed_text_is_whole_again() -> None:
    raw = b"Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\nA line that goes o \r\nn.\r\n> quoted \r\n> too\r\n-- \r\nRuth\r\n"
    assert parse(raw)[0].text == "A line that goes on.\n> quotedtoo\n-- \nRuth\n"


def test_text_is_preferred_unless_it_only_says_that_there_is_html() -> None:
    mail = EmailMessage()
    mail.set_content("This is an HTML formatted message.")
    mail.add_alternative("<p>We <b>paint</b> every word of it by hand, twice.</p>", subtype="html")
    reading = read(mail.as_bytes())
    assert "<strong>paint</strong>" in reading.html


def test_what_is_encrypted_is_known_and_a_script_stays_out() -> None:
    raw = b"Content-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b--\n"
    assert read(raw).is_encrypted
    page = read(b"Content-Type: text/html\n\n<p onclick='x()'>Good</p><script>alert(1)</script><img src=x onerror=y>")
    assert "script" not in page.html
    assert "onclick" not in page.html
    assert "Good" in page.html
