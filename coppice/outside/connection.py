"""A connection that ends: after so many seconds and so many bytes, however slowly or much the other side talks."""

from __future__ import annotations

import io
import socket
from collections.abc import Mapping
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from typing import Any

from coppice.outside.network import Deadline, Network
from coppice.outside.place import PORTS, Place

MOST_BYTES = 65_536


class TooMuch(HTTPException):
    """The other side says more than a beginning needs."""


class Reading(io.RawIOBase):
    """What comes from a socket, as long as there is time and not more than enough: only the head is ever read."""

    def __init__(self, wire: socket.socket, until: Deadline) -> None:
        self.wire, self.until, self.allowed = wire, until, MOST_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self.allowed <= 0:
            raise TooMuch
        self.wire.settimeout(self.until.left())
        got = self.wire.recv_into(buffer)
        self.allowed -= got
        return got


class Line:
    """A socket as http.client uses it."""

    def __init__(self, wire: socket.socket, until: Deadline) -> None:
        self.wire, self.until = wire, until

    def sendall(self, data: bytes) -> None:
        self.wire.settimeout(self.until.left())
        self.wire.sendall(data)

    def makefile(self, *_: Any) -> io.BufferedReader:
        return io.BufferedReader(Reading(self.wire, self.until), 4096)

    def close(self) -> None:
        """Not yet: http.client says so before the answer is read. `head` ends it."""


class Connection(HTTPConnection):
    """To one place, by a number that was found to be outside."""

    def __init__(self, place: Place, network: Network, until: Deadline) -> None:
        super().__init__(place.host, place.port)
        self.place, self.network, self.until = place, network, until
        self.default_port = PORTS[place.scheme]
        self.wire: socket.socket | None = None

    def connect(self) -> None:
        wire = self.wire = self.network.reach(self.place.host, self.place.port, self.until)
        if self.place.scheme == "https":
            wire.settimeout(self.until.left())
            wire = self.wire = self.network.tls().wrap_socket(wire, server_hostname=self.place.host)
        self.sock = Line(wire, self.until)

    def head(self, method: str, headers: Mapping[str, str]) -> tuple[int, dict[str, str]]:
        """Status and headers of the answer; whatever happens, the connection ends."""
        try:
            self.request(method, self.place.target, headers=headers)
            with closing(self.getresponse()) as reply:
                return reply.status, {name.lower(): value for name, value in reply.getheaders()}
        finally:
            self.close()
            if self.wire:
                self.wire.close()
