"""An SMTP server that says 250 when a message is kept, and never before. Whatever is wrong here, it says: later."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from coppice.inbound import taking
from coppice.inbound.rates import NotNow

log = logging.getLogger(__name__)
MOST_CONNECTIONS, MOST_OF_ONE, MOST_MESSAGES, MOST_RECIPIENTS = 100, 20, 50, 5
PATIENCE = 60
CALLS = {"MAIL": 60, "RCPT": 300, "DATA": 60, "NOOP": 20, "VRFY": 5, "*": 60}
LATER = "451 4.3.0 Please try again later"


class Connection(SMTP):
    """One connection; there are not more of them than can be served, nor many from one address."""

    line_length_limit = 65_536
    open: dict[str, int] = {}

    def connection_made(self, transport: Any) -> None:
        self.peer = str((transport.get_extra_info("peername") or ("",))[0])
        self.taken = 0
        mine = self.open.get(self.peer, 0)
        self.is_counted = sum(self.open.values()) < MOST_CONNECTIONS and mine < MOST_OF_ONE
        if not self.is_counted:
            transport.write(b"421 4.7.0 Too many connections; please try again later\r\n")
            transport.close()
            return
        self.open[self.peer] = mine + 1
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        if not self.is_counted:
            return
        self.open[self.peer] -= 1
        if not self.open[self.peer]:
            del self.open[self.peer]
        super().connection_lost(error)


class Handler:
    """What is answered to each command. The database is asked in threads of its own."""

    def __init__(self) -> None:
        self.threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="inbound")

    async def handle_RCPT(  # noqa: N802 as aiosmtpd calls it
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        if not taking.is_taken_in(address):
            return "550 5.1.1 No mail is taken in at this address"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: Connection, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if server.taken >= MOST_MESSAGES:
            return "421 4.7.0 Many messages came by this connection; please try again later"
        server.taken += 1
        assert isinstance(envelope.content, bytes)
        raw, sender, recipients = envelope.content, envelope.mail_from or "", list(envelope.rcpt_tos)
        return await asyncio.get_running_loop().run_in_executor(self.threads, kept, raw, sender, recipients)

    async def handle_exception(self, error: Exception) -> str:
        log.error("A message could not be taken in (%s).", type(error).__name__)
        return LATER


def kept(raw: bytes, sender: str, recipients: list[str]) -> str:
    """Keep it, and say so. Whatever is wrong here, their server keeps it meanwhile and tries again."""
    try:
        taking.take_in(raw, sender=sender, recipients=recipients, now=timezone.now())
    except NotNow as reason:
        return f"451 {reason}"
    except (DatabaseError, OSError) as trouble:
        log.error("The database or the disk does not answer (%s); mail waits at its server.", type(trouble).__name__)
        return LATER
    finally:
        connection.close()
    return "250 2.0.0 Kept"


class Ear(Controller):
    """The server with our limits, in a thread of its own."""

    def factory(self) -> Connection:
        return Connection(
            self.handler,
            data_size_limit=settings.INBOUND_LARGEST,
            enable_SMTPUTF8=True,
            hostname=settings.INBOUND_DOMAIN,
            ident="Coppice",
            timeout=PATIENCE,
            command_call_limit=CALLS,
        )
