"""A mail server that keeps who got which letter, and nothing of what it says."""

from __future__ import annotations

import re
import socket
import time
from collections import defaultdict
from typing import Any, Self

from aiosmtpd.controller import Controller

MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>]+>)", re.IGNORECASE | re.MULTILINE)


class Sink:
    """`came` counts every letter that was handed over; `people` has the different ones of each address."""

    def __init__(self) -> None:
        self.came, self.last = 0, 0.0
        self.known: set[bytes] = set()
        self.people: defaultdict[str, set[bytes]] = defaultdict(set)
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])
        self.server = Controller(self, hostname="127.0.0.1", port=self.port)

    def __enter__(self) -> Self:
        self.server.start()
        return self

    def __exit__(self, *failure: object) -> None:
        self.server.stop()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        found = MESSAGE_ID.search(envelope.content)
        name = found[1] if found else b""
        self.came, self.last = self.came + 1, time.monotonic()
        self.known.add(name)
        for address in envelope.rcpt_tos:
            self.people[address].add(name)
        return "250 kept"
