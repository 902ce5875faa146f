"""Visits, to friendly servers and to others. Nothing inside is ever reached, and nothing takes long."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address
from itertools import repeat
from threading import Event
from time import perf_counter
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coppice.outside.network import Deadline, Network, is_outside
from coppice.outside.place import NotOutside, Place
from coppice.outside.visiting import MOST_REDIRECTS, Trouble, visit
from tests.town import OUTSIDE, Town

INSIDE = """0.0.0.0 10.0.0.1 100.64.0.1 127.0.0.1 127.9.9.9 169.254.169.254 172.16.0.1 192.168.1.1 192.0.2.1 198.18.0.1
203.0.113.5 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1
64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1:: 2002:808:808:: fc00::1 fd12::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1""".split()


@pytest.mark.parametrize("number", INSIDE)
def test_numbers_that_not_everybody_can_reach_are_inside(number: str) -> None:
    assert not is_outside(number)


@pytest.mark.parametrize("number", [OUTSIDE, "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "2a00:1450::1"])
def test_numbers_of_the_world_are_outside(number: str) -> None:
    assert is_outside(number)


@given(st.integers(0, 2**32 - 1))
def test_no_way_of_writing_a_number_hides_it(number: int) -> None:
    address = IPv4Address(number)
    assert not any(is_outside(f"{prefix}{address}") for prefix in ("::ffff:", "::", "64:ff9b::"))
    if is_outside(str(address)):
        assert not any([address.is_private, address.is_loopback, address.is_link_local, address.is_multicast])


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "2130706433", "0x7f.1", "127.1", "017700000001", "::1"])
def test_however_this_machine_is_called_it_is_not_visited(host: str) -> None:
    with pytest.raises(NotOutside):
        Network().reach(host, 80, Deadline(1))


def test_even_a_number_that_was_let_through_is_looked_at_once_connected(town: Town) -> None:
    with pytest.raises(NotOutside):
        Network().dial("127.0.0.1", town.ports[80], 1)


def test_the_head_is_enough_and_says_who_asks_and_nothing_else(town: Town, settings: Any) -> None:
    settings.BASE_URL = "https://community.example"
    town.says("open.example/a?b=1", "200 OK")
    answer = visit("http://open.example/a?b=1#part")
    assert (answer.status, answer.trouble) == (200, None)
    (asked,) = town.asked
    assert asked[:3] == ("HEAD", "open.example", "/a?b=1")
    assert asked.headers.keys() == {"host", "user-agent", "accept", "accept-encoding"}
    assert asked.headers["user-agent"] == "Coppice link check (+https://community.example)"


@pytest.mark.parametrize("status", ["404 Not Found", "405 Method Not Allowed", "501 Not Implemented"])
def test_where_the_head_is_refused_the_page_is_asked_for_once(town: Town, status: str) -> None:
    town.says("open.example/", status)
    assert visit("http://open.example").status == int(status[:3])
    assert [asked.method for asked in town.asked] == ["HEAD", "GET"]


def test_an_endless_page_is_not_read(town: Town) -> None:
    def endless() -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n\r\n" if len(town.asked) > 1 else b"HTTP/1.1 405 No\r\n\r\n"
        if len(town.asked) > 1:
            yield from repeat(b"and so on " * 1000)

    town.does("endless.example/", endless)
    assert visit("http://endless.example/").status == 200


def test_redirects_are_followed_wherever_they_may_lead(town: Town) -> None:
    town.says("old.example/a/b", "301 Moved", "Location: ../c?d=é")
    town.says("old.example/c?d=%C3%A9", "302 Found", "Location: //new.example/")
    town.says("new.example/", "204 No Content")
    answer = visit("http://old.example/a/b")
    assert (answer.status, answer.url) == (204, "http://new.example/")


def test_redirects_in_circles_end(town: Town) -> None:
    town.says("circle.example/", "302 Found", "Location: /")
    assert visit("http://circle.example/").trouble == Trouble.IN_CIRCLES
    assert len(town.asked) == MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    "further",
    ["http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://10.0.0.7/", "http://2130706433/", "file:///etc/passwd",
     "ftp://open.example/", "http://open.example:8080/", "http://me:secret@open.example/", "https://[", "//%00/"],
)  # fmt: skip
def test_a_redirect_leads_nowhere_else(town: Town, further: str) -> None:
    town.numbers |= {"169.254.169.254": [["169.254.169.254"]], "::1": [["::1"]], "10.0.0.7": [["10.0.0.7"]]}
    town.numbers |= {"2130706433": [["127.0.0.1"]]}
    town.says("open.example/", "302 Found", f"Location: {further}")
    answer = visit("http://open.example/")
    assert answer.trouble in {Trouble.REFUSED, Trouble.NO_HOST}
    assert town.dialled[1:] == []


@pytest.mark.parametrize(
    "url",
    ["http://me:secret@open.example/", "http://me@open.example/", "http://@open.example/", "gopher://open.example/", "http://open.example:22/",
     "http:///x", "javascript:alert(1)", "", "http://[", f"http://open.example/{'a' * 2000}", f"http://{'a' * 64}.example/", "http://open.example\\@127.0.0.1/"],
)  # fmt: skip
def test_other_addresses_are_not_visited(town: Town, url: str) -> None:
    town.says("open.example/", "200 OK")
    assert visit(url).trouble == Trouble.REFUSED
    assert not town.dialled


@example("\ud800")
@given(st.text(st.characters(), max_size=40))
def test_whatever_is_written_it_is_a_place_or_none(text: str) -> None:
    for url in (text, f"http://{text}", f"https://a.example/{text}"):
        try:
            place = Place.of(url)
        except NotOutside:
            continue
        assert (place.url + place.host).isascii()
        assert not set(" \r\n\t#") & set(place.target)
        assert Place.of(place.url) == place


def test_a_name_that_moves_inside_between_two_steps_is_left(town: Town) -> None:
    town.says("moves.example/", "302 Found", "Location: /further")
    town.numbers["moves.example"] = [[OUTSIDE], ["127.0.0.1"]]
    assert visit("http://moves.example/").trouble == Trouble.REFUSED
    assert town.dialled == [(OUTSIDE, 80)]


def test_a_name_is_resolved_once_and_the_number_dialled(town: Town) -> None:
    town.says("moves.example/", "200 OK")
    town.numbers["moves.example"] = [[OUTSIDE], ["127.0.0.1"]]
    assert visit("http://moves.example/").status == 200
    assert town.numbers["moves.example"] == [["127.0.0.1"]]


def test_a_name_with_one_number_inside_is_not_visited_at_all(town: Town) -> None:
    town.says("both.example/", "200 OK")
    town.numbers["both.example"] = [[OUTSIDE, "192.168.0.1"]]
    assert visit("http://both.example/").trouble == Trouble.REFUSED
    assert not town.dialled


def test_a_name_that_is_not_known(town: Town) -> None:
    assert visit("http://nobody.example/").trouble == Trouble.NO_HOST


def drop_by_drop() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n"
    wait = Event()
    for number in range(200):
        wait.wait(0.02)
        yield b"X-%d: slow\r\n" % number


def all_at_once() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n"
    yield from repeat(b"X: " + b"long " * 10_000 + b"\r\n", 200)


@pytest.mark.parametrize(
    "page",
    [drop_by_drop, all_at_once, lambda: repeat(b"x" * 10_000), lambda: repeat(b"HTTP/1.1 100 Continue\r\n\r\n"),
     lambda: [b""], lambda: [b"SSH-2.0-door\r\n"], lambda: [b"HTTP/1.1 banana\r\n\r\n"]],
    ids=["slow", "10 MB", "garbage", "continue", "nothing", "other", "banana"],
)  # fmt: skip
def test_who_talks_too_slowly_too_much_or_nonsense_is_left(town: Town, page: Any) -> None:
    town.does("odd.example/", page)
    start = perf_counter()
    assert visit("http://odd.example/").trouble == Trouble.SILENT
    assert perf_counter() - start < 5


def test_certificates_are_looked_at(town: Town) -> None:
    if town.certificate is None:
        pytest.skip("no openssl to make a certificate with")
    town.says("safe.example/", "200 OK")
    town.says("other.example/", "200 OK")
    assert visit("https://safe.example/").status == 200
    assert visit("https://other.example/").trouble == Trouble.CERTIFICATE
    assert [asked.host for asked in town.asked] == ["safe.example"]


def test_names_and_paths_in_any_alphabet(town: Town) -> None:
    town.says("xn--bcher-kva.example/%C3%BC?q=%C3%9F%20", "200 OK")
    assert visit("http://Bücher.example./ü?q=ß #ende").status == 200
