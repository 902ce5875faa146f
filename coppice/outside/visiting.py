"""A visit: does an address open? Only the heads of answers are read, a few redirects followed, each checked anew.

Nothing of it is logged and nothing raised: whatever happens out there is an answer.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from http.client import HTTPException
from urllib.parse import urljoin

from django.conf import settings

from coppice.outside.connection import Connection
from coppice.outside.network import Deadline, Network, network
from coppice.outside.place import NotOutside, Place

MOST_REDIRECTS = 5
REDIRECTS = {301, 302, 303, 307, 308}
NO_SUCH_HOST = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


class Trouble(StrEnum):
    """Why there is no answer of a server."""

    REFUSED = "refused"
    NO_HOST = "no host"
    SILENT = "silent"
    CERTIFICATE = "certificate"
    IN_CIRCLES = "in circles"


@dataclass(frozen=True)
class Answer:
    """The last address asked, and what came from it: a status with headers, or a trouble."""

    url: str
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    trouble: Trouble | None = None


def visit(url: str) -> Answer:
    """Ask for the head; and, where that is refused or met with silence, for the thing itself, as a browser would."""
    world = network()
    first = follow(url, "HEAD", world)
    if first.status >= 400 or first.trouble == Trouble.SILENT:
        return follow(first.url, "GET", world)
    return first


def follow(url: str, method: str, world: Network) -> Answer:
    until = Deadline(world.seconds)
    for _ in range(MOST_REDIRECTS + 1):
        answer = ask(url, method, world, until)
        further = answer.headers.get("location", "")
        if answer.status not in REDIRECTS or not further:
            return answer
        url = onwards(url, further)
    return Answer(url, trouble=Trouble.IN_CIRCLES)


def onwards(url: str, further: str) -> str:
    """Where a redirect leads; what cannot be read leads nowhere."""
    try:
        return urljoin(url, further.encode("latin-1").decode("utf-8", "replace"))
    except ValueError:
        return ""


def ask(url: str, method: str, world: Network, until: Deadline) -> Answer:
    try:
        place = Place.of(url)
        status, headers = Connection(place, world, until).head(method, {"User-Agent": who_asks(), "Accept": "*/*"})
        return Answer(url, status, headers)
    except (NotOutside, OSError, HTTPException, ValueError) as failure:
        return Answer(url, trouble=trouble_of(failure))


def trouble_of(failure: Exception) -> Trouble:
    if isinstance(failure, NotOutside | UnicodeError):
        return Trouble.REFUSED
    if isinstance(failure, ssl.SSLCertVerificationError):
        return Trouble.CERTIFICATE
    if isinstance(failure, socket.gaierror) and failure.errno in NO_SUCH_HOST:
        return Trouble.NO_HOST
    return Trouble.SILENT


def who_asks() -> str:
    """The installation, so that whoever keeps a server can see who came and write to them."""
    return f"Coppice link check (+{settings.BASE_URL})"
