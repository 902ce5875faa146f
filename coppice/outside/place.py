"""An address, taken apart once: what is checked here is what is asked for later."""

from __future__ import annotations

from typing import NamedTuple, Self
from urllib.parse import SplitResult, quote, urlsplit

PORTS = {"http": 80, "https": 443}
LONGEST = 2000
AS_IT_IS = "!$%&'()*+,/:;=?@[]~"


class NotOutside(Exception):
    """An address that is never visited: of another kind, with a name and password in it, or inside the own network."""


class Place(NamedTuple):
    """Where a request goes and what it asks for; without the fragment, which is the reader's alone."""

    scheme: str
    host: str
    port: int
    target: str

    @classmethod
    def of(cls, url: str) -> Self:
        try:
            parts = urlsplit(url)
            port = parts.port or PORTS.get(parts.scheme, 0)
            host = in_ascii(parts.hostname or "")
            target = quoted(parts.path or "/") + (f"?{quoted(parts.query)}" if parts.query else "")
        except ValueError:
            raise NotOutside from None
        if len(url) > LONGEST or parts.scheme not in PORTS or port not in PORTS.values() or not host or named(parts):
            raise NotOutside
        return cls(parts.scheme, host, port, target)

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.target}"


def quoted(part: str) -> str:
    return quote(part, safe=AS_IT_IS, errors="strict")


def in_ascii(host: str) -> str:
    """The name as the name servers know it: “bücher.example” is xn--bcher-kva.example."""
    host = host.removesuffix(".")
    return host if ":" in host else host.encode("idna").decode("ascii").lower()


def named(parts: SplitResult) -> bool:
    """Whether it says who comes; that is nobody's business, and never sent."""
    return "@" in parts.netloc
