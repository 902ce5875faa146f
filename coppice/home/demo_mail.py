"""The demonstration's mail, which goes nowhere: it is kept in COPPICE_HOME/mail and read in the browser."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

BETWEEN = b"-" * 79 + b"\n"
NEWEST = 50


@dataclass(frozen=True)
class Letter:
    """One message, ready to be shown."""

    sender: str
    to: str
    subject: str
    sent: datetime | None
    text: str


def index(request: HttpRequest) -> HttpResponse:
    """The newest mail, whoever it was for."""
    if not settings.DEMO:
        raise Http404
    return render(request, "home/mail.html", {"letters": letters(settings.HOME / "mail")[:NEWEST]})


def letters(folder: Path) -> list[Letter]:
    """Every message in the folder's files, newest file first."""
    found: list[Letter] = []
    for file in sorted(folder.glob("*.log"), reverse=True)[:NEWEST]:
        parts = [part for part in file.read_bytes().split(BETWEEN) if part.strip()]
        found.extend(letter(part) for part in reversed(parts))
    return found


def forget(folder: Path, marks: Collection[str]) -> None:
    """Write each file anew without the letters that have one of the marks in them."""
    for file in folder.glob("*.log"):
        parts = [part for part in file.read_bytes().split(BETWEEN) if part.strip()]
        kept = [part for part in parts if not is_marked(part, marks)]
        if len(kept) < len(parts):
            file.write_bytes(b"".join(part + BETWEEN for part in kept))


def is_marked(raw: bytes, marks: Collection[str]) -> bool:
    told = letter(raw)
    return any(mark in f"{told.sender} {told.to} {told.subject} {told.text}" for mark in marks)


def letter(raw: bytes) -> Letter:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain",))
    return Letter(
        sender=str(message["From"] or ""),
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        sent=message["Date"].datetime if message["Date"] else None,
        text=body.get_content().strip() if body else "",
    )
