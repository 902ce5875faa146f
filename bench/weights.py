"""How heavy a page is on a first visit: itself and whatever it links to, compressed, without pictures."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import brotli
from django.contrib.staticfiles import finders
from django.core.handlers.wsgi import WSGIHandler

from coppice.ui.binding import bound

ON_THE_FLY, AT_REST = 5, 11


class Linked(HTMLParser):
    """The style sheets, scripts and preloads that a page names; htmx where the page has something for it."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: set[str] = set()
        self.scripts: set[str] = set()
        self.htmx, self.uses_htmx = "", False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "link" and given.get("rel") == "stylesheet":
            self.sheets.add(given["href"])
        if tag == "link" and given.get("rel") == "modulepreload":
            self.scripts.add(given["href"])
        if tag == "script" and "src" in given:
            self.scripts.add(given["src"])
        self.htmx = given.get("data-htmx", self.htmx)
        self.uses_htmx = self.uses_htmx or any(re.fullmatch(r"hx-(get|post|put|delete)", name) for name in given)


def weigh(page: Any, handler: WSGIHandler) -> dict[str, int]:
    """Bytes of the HTML, the sheets and the scripts, and the number of requests."""
    body = page.visit(handler)
    linked = Linked()
    linked.feed(body.decode())
    scripts = linked.scripts | ({linked.htmx} if linked.uses_htmx else set())
    weights = {
        "html": len(brotli.compress(body, quality=ON_THE_FLY)),
        "css": sum(map(resting, linked.sheets)),
        "script": sum(map(resting, scripts)),
        "requests": 1 + len(linked.sheets) + len(scripts),
    }
    return weights | {"all": weights["html"] + weights["css"] + weights["script"]}


def resting(url: str) -> int:
    """The weight of a file that never changes under its address, compressed once and well."""
    if own := re.search(r"/coppice\.(css|js)$", url):
        return len(bound(own[1]).br)
    found = finders.find(url.removeprefix("/static/"))
    assert isinstance(found, str), url
    return len(brotli.compress(Path(found).read_bytes(), quality=AT_REST))
