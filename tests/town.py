"""A world for tests of going out: names with numbers that anybody could reach, all of whose doors lead to this machine.

The guard is the real one, since the numbers are what it looks at; only the last step, the connection, leads elsewhere.
"""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Any, NamedTuple

import pytest

from coppice.outside.network import Network

OUTSIDE = "93.184.215.14"
current: Town


class Asked(NamedTuple):
    """A request as it came."""

    method: str
    host: str
    target: str
    headers: dict[str, str]


class Town(Network):
    """Who lives where, what each door says, and who asked. A page is bytes, or pieces of them without end."""

    seconds = 0.25

    def __init__(self, ports: dict[int, int], certificate: Path | None) -> None:
        self.ports, self.certificate = ports, certificate
        self.numbers: dict[str, list[list[str]]] = {}
        self.pages: dict[str, bytes | Callable[[], Iterable[bytes]]] = {}
        self.asked: list[Asked] = []
        self.dialled: list[tuple[str, int]] = []

    def says(self, where: str, status: str, *headers: str, number: str = OUTSIDE) -> None:
        """Whoever asks at `host/path` is answered so."""
        self.numbers.setdefault(where.partition("/")[0], [[number]])
        self.pages[where] = "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode()

    def does(self, where: str, pieces: Callable[[], Iterable[bytes]]) -> None:
        self.numbers.setdefault(where.partition("/")[0], [[OUTSIDE]])
        self.pages[where] = pieces

    def resolve(self, host: str, port: int) -> list[str]:
        """The numbers of a name, which may be others the next time."""
        if host not in self.numbers:
            raise socket.gaierror(socket.EAI_NONAME, f"{host} is unknown")
        known = self.numbers[host]
        return known.pop(0) if len(known) > 1 else known[0]

    def dial(self, number: str, port: int, timeout: float) -> socket.socket:
        self.dialled.append((number, port))
        return socket.create_connection(("127.0.0.1", self.ports[port]), timeout)

    def tls(self) -> ssl.SSLContext:
        assert self.certificate
        return ssl.create_default_context(cafile=str(self.certificate))


class Door(BaseRequestHandler):
    """Hears a request out, and says what the town says there until nobody listens."""

    def handle(self) -> None:
        heard = b""
        try:
            while b"\r\n\r\n" not in heard and (more := self.request.recv(4096)):
                heard += more
            if heard:
                for piece in self.answer(heard.decode("latin-1")):
                    self.request.sendall(piece)
        except OSError:
            pass

    def answer(self, heard: str) -> Iterable[bytes]:
        first, *lines = heard.split("\r\n\r\n", maxsplit=1)[0].split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        method, target, _ = first.split(" ")
        current.asked.append(Asked(method, headers["host"], target, headers))
        page = current.pages.get(headers["host"] + target, b"HTTP/1.1 404 Not Found\r\n\r\n")
        return [page] if isinstance(page, bytes) else page()


class Street(ThreadingTCPServer):
    """Every door, open or behind a certificate."""

    daemon_threads, block_on_close = True, False
    tls: ssl.SSLContext | None = None

    def finish_request(self, request: Any, client_address: Any) -> None:
        if self.tls:
            try:
                request = self.tls.wrap_socket(request, server_side=True)
            except OSError:
                request.close()
                return
        super().finish_request(request, client_address)
        request.close()


@pytest.fixture(scope="session")
def streets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[dict[int, int], Path | None]]:
    plain, safe, certificate = Street(("127.0.0.1", 0), Door), Street(("127.0.0.1", 0), Door), None
    if shutil.which("openssl"):
        certificate = a_certificate(tmp_path_factory.mktemp("town"))
        safe.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        safe.tls.load_cert_chain(certificate, certificate.with_name("key.pem"))
    for street in (plain, safe):
        Thread(target=street.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield {80: plain.server_address[1], 443: safe.server_address[1]}, certificate
    for street in (plain, safe):
        street.shutdown()
        street.server_close()


def a_certificate(folder: Path) -> Path:
    """For safe.example, and believed by nobody but the town."""
    made, key = folder / "certificate.pem", folder / "key.pem"
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    name = ["-subj", "/CN=safe.example", "-addext", "subjectAltName=DNS:safe.example"]
    subprocess.run(
        ["openssl", "req", "-x509", *curve, *name, "-keyout", str(key), "-out", str(made)],
        check=True,
        capture_output=True,
    )
    return made


@pytest.fixture
def town(streets: tuple[dict[int, int], Path | None], settings: Any) -> Town:
    """The world for one test; without it, tests have none."""
    global current
    current = Town(*streets)
    settings.NETWORK = "tests.town.here"
    return current


def here() -> Network:
    return current
