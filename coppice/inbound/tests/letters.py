"""Letters for tests, as people and machines write them."""

from __future__ import annotations

import io
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Any

from PIL import Image

DOMAIN = "mail.example.org"


def a_letter(
    sender: str, to: str, words: str = "A student thanked me for the captions.", **headers: str
) -> EmailMessage:
    """A plain one. Headers by their name, with `_` for `-`."""
    letter = EmailMessage()
    letter["From"], letter["To"] = sender, to
    letter["Message-ID"] = headers.pop("Message_ID", make_msgid(domain="example.org"))
    for name, value in {"Subject": "Thanks", **headers}.items():
        letter[name.replace("_", "-")] = value
    letter.set_content(words)
    return letter


def a_photo() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (30, 20), "seagreen").save(content, "JPEG")
    return content.getvalue()


def with_files(letter: EmailMessage, *files: tuple[str, bytes, str]) -> EmailMessage:
    for name, content, kind in files:
        main, _, sub = kind.partition("/")
        letter.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return letter


def arrive(letter: EmailMessage, to: str, *, sender: str | None = None) -> Any:
    """Taken in, as by the listener; the rows that were new."""
    from django.utils import timezone

    from coppice.inbound import taking

    envelope = str(letter["From"]) if sender is None else sender
    return taking.take_in(letter.as_bytes(), sender=envelope, recipients=[to], now=timezone.now())
