"""Mail over real SMTP: what is asked for here arrives there."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from coppice.readers.models import Reader
from tests.cast import Cast
from tests.world import an_entry

pytestmark = pytest.mark.django_db


class Box:
    """A letter box: keeps what a server hands over."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        return "250 kept"


@pytest.fixture
def box(settings: Any) -> Iterator[Box]:
    found = Box()
    host = "127.0.0.1"
    with socket.create_server((host, 0)) as free:
        port = free.getsockname()[1]
    listener = Controller(found, hostname=host, port=port)
    listener.start()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": host, "port": port, "timeout": 5},
        }
    }
    yield found
    listener.stop()


def test_the_request_to_read_arrives_as_it_was_written(
    cast: Cast, box: Box, run_tasks: Any, django_capture_on_commit_callbacks: Any
) -> None:
    now = timezone.now()
    entry = an_entry(cast, "A pilot – with “quotes” &amp; &lt;angles&gt;")
    with django_capture_on_commit_callbacks(execute=True):
        Reader.ask(
            item=entry,
            by=cast.owner,
            address="ruth@elsewhere.example",
            message="Diolch! 🙏 Is <this> clear?",
            until=now + timedelta(days=9),
            now=now,
        )
    run_tasks()
    (letter,) = box.letters
    assert letter["To"] == "ruth@elsewhere.example"
    assert letter["Subject"] == "Olwen Prys asks you to read a draft"
    said = letter.get_content()
    assert "Diolch! 🙏 Is <this> clear?" in said
    assert "“quotes” & <angles>" in said
    assert "/reading/" in said
