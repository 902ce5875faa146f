"""A writer that saves as the editor does: PUT with the sequence and every base it may have started from."""

import http.client
import json
import threading
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

PACE = 0.01


@dataclass
class Session:
    """A signed-in connection to a house."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, verb: str, path: str, body: str = "", kind: str = "application/json") -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Content-Type": kind}
        if "csrftoken" in self.cookies:
            headers["X-CSRFToken"] = self.cookies["csrftoken"]
        try:
            connection.request(verb, path, body.encode(), headers)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer.status, content

    def sign_in(self, slug: str) -> None:
        self.ask("POST", "/demo/session/", urlencode({"person": slug}), "application/x-www-form-urlencoded")
        self.ask("GET", "/journal/new/")
        if not {"sessionid", "csrftoken"} <= set(self.cookies):
            raise RuntimeError("the demo did not sign the writer in")


@dataclass
class Autosaver(threading.Thread):
    """Adds a sentence with each save, as fast as answers come, until the server is gone."""

    session: Session
    entry: str
    sent: int = 0
    acknowledged: int = 0
    refused: list[str] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    writer: str = field(default_factory=lambda: uuid4().hex)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self.stopping = threading.Event()

    __hash__ = threading.Thread.__hash__

    @property
    def path(self) -> str:
        return f"/items/{self.entry}/texts/happened/"

    def run(self) -> None:
        while not self.stopping.is_set():
            try:
                self.save()
            except (OSError, http.client.HTTPException):
                return
            time.sleep(PACE)

    def save(self) -> None:
        number = self.sent = self.sent + 1
        html = "".join(f"<p>Sentence s{each}s.</p>" for each in range(1, number + 1))
        message = {"html": html, "bases": self.bases, "writer": self.writer, "sequence": number}
        status, content = self.session.ask("PUT", self.path, json.dumps(message))
        answer: dict[str, Any] = json.loads(content) if status in {200, 409} else {}
        if status == 200:
            self.acknowledged = number
            self.bases = [answer["fingerprint"]]
        else:
            self.refused.append(f"{status} {content[:200]!r}")

    def begin(self) -> None:
        """Read the text once, as a page does, so that the first save starts from it."""
        self.bases = [json.loads(self.session.ask("GET", self.path)[1])["fingerprint"]]
        self.start()

    def wait_for(self, saves: int) -> None:
        """Until so many saves were acknowledged, at most twenty seconds."""
        end = time.monotonic() + 20
        while self.acknowledged < saves and self.is_alive() and time.monotonic() < end:
            time.sleep(0.005)

    def missing(self) -> int:
        """How many acknowledged saves the server no longer knows."""
        status, content = self.session.ask("GET", self.path)
        html = json.loads(content)["html"] if status == 200 else ""
        return sum(f"s{number}s." not in html for number in range(1, self.acknowledged + 1))
