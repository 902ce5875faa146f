"""One chat for a calendar: an iCalendar file (RFC 5545), in universal time, so that no clock change moves it."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings

from coppice.chats.models import Chat


def as_calendar(chat: Chat, *, now: datetime) -> str:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Coppice//Chat hours//EN",
        "BEGIN:VEVENT",
        f"UID:{chat.pk}@{settings.BASE_URL.split('//')[-1].split(':')[0]}",
        f"SEQUENCE:{chat.state_seq}",
        f"DTSTAMP:{stamp(now)}",
        f"DTSTART:{stamp(chat.starts_at)}",
        f"DTEND:{stamp(chat.ends_at)}",
        f"SUMMARY:{escaped(str(chat))}",
        f"URL:{settings.BASE_URL}{chat.get_absolute_url()}",
        f"STATUS:{'CANCELLED' if chat.called_off_at else 'CONFIRMED'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def stamp(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(words: str) -> str:
    for mark in ("\\", ";", ","):
        words = words.replace(mark, f"\\{mark}")
    return words.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "")


def folded(line: str) -> str:
    """At most 75 bytes a line, no character torn."""
    pieces, rest = [], line
    while len(rest.encode()) > 73:
        cut = 73
        while len(rest[:cut].encode()) > 73:
            cut -= 1
        pieces.append(rest[:cut])
        rest = rest[cut:]
    return "\r\n ".join([*pieces, rest])
