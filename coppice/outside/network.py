"""The world as this server reaches it. Only machines that everybody can reach are ever connected to.

A name is resolved once, every number that it has must be outside, and the connection goes to such a number and never to
the name: between looking and leaping nothing can change. `settings.NETWORK` names the class, so that tests have a world
of their own and the very same guard.
"""

from __future__ import annotations

import socket
import ssl
from functools import lru_cache
from ipaddress import IPv6Address, IPv6Network, ip_address
from time import monotonic

from django.conf import settings
from django.utils.module_loading import import_string

from coppice.outside.place import NotOutside

UNICAST = IPv6Network("2000::/3")
MOST_TRIED = 3


class Deadline:
    """When it is over, whatever the other side does."""

    def __init__(self, seconds: float) -> None:
        self.end = monotonic() + seconds

    def left(self) -> float:
        if (left := self.end - monotonic()) <= 0:
            raise TimeoutError
        return left


class Network:
    """Names, machines and certificates as they are."""

    seconds = 6.0

    def resolve(self, host: str, port: int) -> list[str]:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return list(dict.fromkeys(str(address[0]) for *_, address in found))

    def dial(self, number: str, port: int, timeout: float) -> socket.socket:
        connected = socket.create_connection((number, port), timeout)
        if not is_outside(connected.getpeername()[0]):
            connected.close()
            raise NotOutside
        return connected

    def tls(self) -> ssl.SSLContext:
        return usual_tls()

    def reach(self, host: str, port: int, until: Deadline) -> socket.socket:
        """A connection to the first number of the host that answers, if all of its numbers are outside."""
        numbers = self.resolve(host, port)
        if not numbers or not all(is_outside(number) for number in numbers):
            raise NotOutside
        for number in numbers[:MOST_TRIED]:
            try:
                return self.dial(number, port, until.left())
            except OSError as trouble:
                last = trouble
        raise last


def is_outside(number: str) -> bool:
    """Whether the whole world can reach it, and it is no other number in disguise."""
    address = ip_address(number.partition("%")[0])
    if isinstance(address, IPv6Address):
        return address in UNICAST and address.is_global and not hides_another(address)
    return address.is_global and not address.is_multicast and not address.is_reserved


def hides_another(address: IPv6Address) -> bool:
    """IPv6 that leads to a number of IPv4 along the way."""
    return (address.ipv4_mapped or address.sixtofour or address.teredo) is not None


@lru_cache(maxsize=1)
def usual_tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def network() -> Network:
    made: Network = import_string(settings.NETWORK)()
    return made
