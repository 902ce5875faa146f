"""An SMTP server that says 250 when a message is kept, and never before. Whatever is wrong here, it says: later."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from coppice.inbound import taking
from coppice.inbound.rates import NotNow

log = logging.getLogger(__name__)
MOST_CONNECTIONS, MOST_OF_ONE, MOST_MESSAGES, MOST_RECIPIENTS = 40, 20, 50, 5
PATIENCE, READY_WITHIN = 300, 30
CALLS = {"MAIL": 60, "RCPT": 300, "DATA": 60, "NOOP": 20, "VRFY": 5, "*": 60}
logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # aiosmtpd writes down what the other side said
LATER = "451 4.3.0 Please try again later"


class Connection(SMTP):
    """One connection; there are not more of them than can be served, nor many from one address."""

    line_length_limit = 65_536
    among: set[Connection]
    line: asyncio.Transport
    is_counted = False
    taken = 0

    def connection_made(self, transport: Any) -> None:
        self.host = str((transport.get_extra_info("peername") or ("",))[0])
        of_host = sum(other.host == self.host for other in self.among)
        if len(self.among) >= MOST_CONNECTIONS or of_host >= MOST_OF_ONE:
            transport.write(b"421 4.7.0 Too many connections; please try again later\r\n")
            transport.close()
            return
        self.is_counted, self.line = True, transport
        self.among.add(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        if self.is_counted:
            self.among.discard(self)
            super().connection_lost(error)

    def eof_received(self) -> bool | None:
        return super().eof_received() if self.is_counted else None


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


class Ear:
    """The server, in a thread of its own. Made, it has the port; raises OSError if somebody else has."""

    def __init__(self, host: str, port: int) -> None:
        self.socket = socket.create_server((host, port))
        self.loop = asyncio.new_event_loop()
        self.handler, self.connections = Handler(), set[Connection]()
        self.is_listening = threading.Event()
        self.thread = threading.Thread(target=self.listen, daemon=True, name="inbound")

    def connection(self) -> Connection:
        made = Connection(
            self.handler,
            data_size_limit=settings.INBOUND_LARGEST,
            enable_SMTPUTF8=True,
            hostname=settings.INBOUND_DOMAIN,
            ident="Coppice",
            timeout=PATIENCE,
            command_call_limit=CALLS,
            loop=self.loop,
        )
        made.among = self.connections
        return made

    def listen(self) -> None:
        server = self.loop.run_until_complete(self.loop.create_server(self.connection, sock=self.socket))
        self.loop.call_soon(self.is_listening.set)
        self.loop.run_forever()
        server.close()
        self.loop.run_until_complete(self.hang_up())
        self.loop.close()

    async def hang_up(self) -> None:
        """What was kept and not yet acknowledged comes again, and is known then."""
        for each in list(self.connections):
            each.line.abort()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.handler.threads.shutdown(wait=True)

    def start(self) -> None:
        self.thread.start()
        self.is_listening.wait(READY_WITHIN)

    def stop(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
