"""A link that most readers may not be able to open, as far as its address tells. Nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from ipaddress import ip_address
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from coppice.hints.judging import NOTABLE, Looked, Verdict, is_candid
from coppice.hints.language import Language
from coppice.hints.writing import Found, Passage, Writing, shortened

PLACES = Path(__file__).parents[1] / "private-places.yaml"
LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")
BARE = re.compile(r"https?://[^\s<>“”\"]+")
NUMBERED = gettext_noop("a page inside an organisation, at {host}")
KINDS = {
    "shared": gettext_noop("a document on {host}, which opens only for those it was shared with"),
    "own": gettext_noop("a place of somebody’s own on {host}, which asks for a login"),
    "kept": gettext_noop("something kept on {host}, which opens only for those it was shared with"),
    "board": gettext_noop("a board or page on {host}, which asks for a login"),
    "recording": gettext_noop("a recording on {host}, which asks for a login"),
    "course": gettext_noop("a course page on {host}, which asks for a login"),
    "inside": gettext_noop("a page inside an organisation, on {host}"),
}
WHY = gettext_noop("This link may need a login: it leads to {place}.")
HELP = gettext_noop(
    "Try it in a private window. If it does not open, put a copy or a picture of it beside your text instead."
)


class PrivatePlace(NamedTuple):
    """Addresses of one kind that most readers cannot open."""

    kind: str
    hosts: re.Pattern[str]
    paths: re.Pattern[str]
    but: re.Pattern[str]


def either(patterns: list[str]) -> re.Pattern[str]:
    """Any of them; of none, whatever comes."""
    return re.compile("|".join(f"(?:{one})" for one in patterns))


@lru_cache(maxsize=1)
def private_places() -> tuple[PrivatePlace, ...]:
    rows = yaml.safe_load(PLACES.read_text(encoding="utf-8"))
    return tuple(
        PrivatePlace(row["kind"], either(row["hosts"]), either(row.get("paths", [])), either(row.get("but", ["(?!)"])))
        for row in rows
    )


def find(writing: Writing, language: Language) -> Iterator[Found]:
    """Each address once in a passage."""
    for passage in writing.passages:
        for url, words in dict(links_of(passage)).items():
            if (where := private(url)) and not is_known(url, writing.looked_up.get(bare(url))):
                yield Found(passage, shortened(words), _(WHY).format(place=where), _(HELP))


def is_known(url: str, looked: Looked | None) -> bool:
    """Whether a look at it says more than its address: what was found, or that it does open."""
    return looked is not None and (looked.verdict in NOTABLE or (looked.verdict == Verdict.OPENS and is_candid(url)))


def bare(url: str) -> str:
    """The address of the page, without the place in it."""
    return url.partition("#")[0]


def links_of(passage: Passage) -> Iterator[tuple[str, str]]:
    """Address and words of each link, and the addresses that stand in the text as such."""
    if "://" not in passage.block.html:
        return
    for bare in BARE.findall(passage.text):
        yield bare.rstrip(".,;:!?)’"), bare.rstrip(".,;:!?)’")
    for href, words in LINK.findall(passage.block.html):
        yield unescape(href), unescape(TAG.sub("", words))


def private(url: str) -> str:
    """Where the address leads, if most readers cannot follow; else nothing."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    if is_inside(host):
        return _(NUMBERED).format(host=host)
    there = (place for place in private_places() if fits(place, host, parts.path or "/"))
    return next((_(KINDS[place.kind]).format(host=host) for place in there), "")


def is_inside(host: str) -> bool:
    """A bare number of a machine that the rest of the world cannot reach."""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return False


def fits(place: PrivatePlace, host: str, path: str) -> bool:
    is_there = place.hosts.fullmatch(host) and place.paths.match(path)
    return bool(is_there) and not place.but.match(path)
