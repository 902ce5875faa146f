"""The mail of the demonstration: what one member sent within the last weeks, and what became of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.message import EmailMessage

from coppice.accounts.models import Person
from coppice.inbound import addresses, processing
from coppice.inbound.models import Arrival, PrivateAddress
from coppice.journal.demo_files import make

THANKS = (
    "Keep this: the first thing anybody said about the new induction.\n\nBegin forwarded message:\n\n"
    "From: A second-year student\nSubject: Thank you for Thursday\nDate: a Friday in the evening\n\n"
    "I had not known that one can slow the recordings down. Now I can follow them.\n"
)
# so many days ago, subject, words, a file, and what only a machine would have written above them
LETTERS = [
    (
        23,
        "Fwd: Thank you for Thursday",
        THANKS,
        "",
        {},
    ),
    (9, "The board after the workshop", "Before the cleaner comes.\n\nSent from my iPhone\n", "workshop-board.png", {}),
    (
        8,
        "Automatic reply: The board after the workshop",
        "I am away until Monday.\n",
        "",
        {"Auto-Submitted": "auto-replied"},
    ),
    (2, "Minutes", "The minutes are in the attachment.\n", "winmail.dat", {}),
]


def seed(people: dict[str, Person], *, now: datetime) -> list[Arrival]:
    """Sent and looked at as it would be; nothing where no mail is taken in."""
    person = people["morwenna-pascoe"]
    if not addresses.is_on():
        return []
    address = str(PrivateAddress.renew(by=person, now=now - timedelta(days=40)))
    return [arrived(person, address, letter, now=now - timedelta(days=letter[0])) for letter in LETTERS]


def arrived(
    person: Person, address: str, letter: tuple[int, str, str, str, dict[str, str]], *, now: datetime
) -> Arrival:
    days, subject, words, name, headers = letter
    mail = EmailMessage()
    known = {"From": person.email, "To": address, "Subject": subject, "Message-ID": f"<{days}@demo.example>"}
    for header, value in {**known, **headers}.items():
        mail[header] = value
    mail.set_content(words)
    if name:
        content = b"\x78\x9f\x3e\x22" if name == "winmail.dat" else make(name)
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    (arrival,) = Arrival.take(mail.as_bytes(), sender=person.email, recipients=[address], now=now)
    processing.process(arrival, now=now)
    return arrival
