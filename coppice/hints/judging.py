"""What the answer of an address means for readers of a text that cites it: a pure function, quiet rather than wrong."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import yaml
from django.db.models import TextChoices

from coppice.outside.visiting import Answer, Trouble

FILE = Path(__file__).parent / "signing-in.yaml"


class Verdict(TextChoices):
    """What readers will meet."""

    OPENS = "opens"
    GONE = "gone"
    SIGN_IN = "sign in"
    PRIVATE = "private"
    IN_DOUBT = "in doubt"
    UNKNOWN = "unknown"


NOTABLE = frozenset({Verdict.GONE, Verdict.SIGN_IN, Verdict.PRIVATE})


class Finding(NamedTuple):
    """A verdict, and what it rests on: a status, or a trouble."""

    verdict: Verdict
    cause: str = ""


class Looked(NamedTuple):
    """A finding, and the day of it."""

    verdict: str
    cause: str
    on: date


class Signs(NamedTuple):
    """What tells a sign-in, and what does not."""

    hosts: re.Pattern[str]
    paths: re.Pattern[str]
    documents: re.Pattern[str]
    candid: re.Pattern[str]
    guards: re.Pattern[str]


@lru_cache(maxsize=1)
def signs() -> Signs:
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    either = {name: "|".join(f"(?:{one})" for one in rows[name]) for name in Signs._fields}
    either["paths"] = f"/(?:{either['paths']})"
    return Signs(**{name: re.compile(pattern, re.IGNORECASE) for name, pattern in either.items()})


def judge(url: str, answer: Answer) -> Finding:
    """In doubt is what may be otherwise tomorrow; unknown, what a machine cannot tell."""
    if answer.trouble is not None:
        return of_trouble(answer.trouble)
    if answer.status in {404, 410}:
        return Finding(Verdict.GONE, str(answer.status))
    if is_guarded(answer):
        return Finding(Verdict.UNKNOWN)
    if answer.status in {401, 403}:
        return closed(url, str(answer.status))
    if 200 <= answer.status < 300:
        return closed(url) if is_led_to_sign_in(url, answer.url) else Finding(Verdict.OPENS)
    return Finding(Verdict.IN_DOUBT, "server") if 500 <= answer.status < 600 else Finding(Verdict.UNKNOWN)


def of_trouble(trouble: Trouble) -> Finding:
    if trouble in {Trouble.REFUSED, Trouble.IN_CIRCLES}:
        return Finding(Verdict.UNKNOWN)
    return Finding(Verdict.IN_DOUBT, trouble)


def closed(url: str, cause: str = "") -> Finding:
    return Finding(Verdict.PRIVATE if is_document(url) else Verdict.SIGN_IN, cause)


def is_led_to_sign_in(url: str, end: str) -> bool:
    """Whether it ended at a sign-in; an address that is one itself shows what it was meant to show."""
    return is_sign_in(end) and not is_sign_in(url)


def is_sign_in(url: str) -> bool:
    parts = urlsplit(url)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path
    return bool(signs().hosts.fullmatch(parts.hostname or "") or signs().paths.search(path))


def is_document(url: str) -> bool:
    return signs().documents.fullmatch(host_of(url)) is not None


def is_candid(url: str) -> bool:
    return signs().candid.fullmatch(host_of(url)) is not None


def is_guarded(answer: Answer) -> bool:
    """Turned away by what stands before the server, as machines are, rather than by the server."""
    if answer.status < 400:
        return False
    return "cf-mitigated" in answer.headers or bool(signs().guards.search(answer.headers.get("server", "")))


def host_of(url: str) -> str:
    return urlsplit(url).hostname or ""
