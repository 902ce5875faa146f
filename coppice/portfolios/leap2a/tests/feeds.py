"""Feeds for tests: small ones in every generation's names, and one like a whole Mahara account."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from coppice.portfolios.documents.tests.makers import photo

ARCHIVED = "https://web.archive.org/web/20100503000634/http://terms.leapspecs.org"
GENERATIONS = {
    "2009": (
        ('xmlns:leap="http://wiki.cetis.ac.uk/2009-03/LEAP2A_predicates#" '
        'xmlns:leaptype="http://wiki.cetis.ac.uk/2009-03/Leap2A_types#" '
        'xmlns:categories="http://wiki.cetis.ac.uk/2009-03/LEAP2A_categories/"'),
        "leap", "leaptype",
    ),
    "2010": (
        'xmlns:leap2="http://terms.leapspecs.org/" xmlns:categories="http://wiki.leapspecs.org/2A/categories/"',
        "leap2", "leap2",
    ),
    "2022": (
        (f'xmlns:leap2="{ARCHIVED}" xmlns:categories="https://web.archive.org/web/20120819100914/'
        'http://wiki.leapspecs.org:80/2A/categories"'),
        "leap2", "leap2",
    ),
}  # fmt: skip
MAHARA = {
    "2009": "http://wiki.mahara.org/Developer_Area/Import%2F%2FExport/LEAP_Extensions#",
    "2010": "http://wiki.mahara.org/Developer_Area/Import%2F%2FExport/LEAP_Extensions#",
    "2022": "https://wiki.mahara.org/wiki/Developer_Area/Import//Export/LEAP_Extensions",
}
ACCOUNT = "https://portfolio.trevenna.example/export/leap/7/"


def feed(*entries: str, generation: str = "2010", made: int = 1_700_000_000, extra: str = "", head: str = "") -> str:
    names, _, _ = GENERATIONS[generation]
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n{head}<feed xmlns="http://www.w3.org/2005/Atom" '
        f'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" {names} xmlns:mahara="{MAHARA[generation]}" '
        f'xmlns:portfolio="{ACCOUNT}{made}/">'
        f"<id>{ACCOUNT}{made}</id><title>Export for Morwenna Pascoe</title><updated>2024-03-01T10:00:00Z</updated>"
        "<author><name>Morwenna Pascoe</name></author><generator>Mahara</generator>"
        f"{extra}{''.join(entries)}</feed>"
    )


def entry(name: str, title: str = "A thing", body: str = "", *, kind: str = "entry", generation: str = "2010") -> str:
    _, _, types = GENERATIONS[generation]
    identifier = f"<id>portfolio:{name}</id>" if name else ""
    return (
        f"<entry>{identifier}<title>{title}</title><updated>2023-05-06T07:08:09Z</updated>"
        f'<published>2023-05-04T07:08:09Z</published><rdf:type rdf:resource="{types}:{kind}"/>{body}</entry>'
    )


def text(words: str) -> str:
    return f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{words}</div></content>'


def relation(name: str, target: str, *, generation: str = "2010", order: int = 0) -> str:
    _, prefix, _ = GENERATIONS[generation]
    placed = f' {prefix}:display_order="{order}"' if order else ""
    return f'<link rel="{prefix}:{name}" href="portfolio:{target}"{placed}/>'


def page(name: str, title: str, body: str) -> str:
    marked = '<category term="Webpage" scheme="categories:selection_type#"/>'
    return entry(name, title, body + marked, kind="selection")


def account(made: int = 1_700_000_000, changed: str = "") -> str:
    """A collection of two pages, posts with pictures, a file, a plan, people and things nobody here knows."""
    first = text("<h2>Reflection</h2><p>We compared three tools.</p>")
    return feed(
        entry("collection1", "My CMALT", relation("has_part", "view1", order=2) + relation("has_part", "view2", order=1)
              + '<category term="Website" scheme="categories:selection_type#"/>', kind="selection"),
        page("view1", "1a Constraints and benefits", first + relation("has_part", "post1")),
        page("view2", "Odds and ends", text("<p>Whatever else there is.</p>") + relation("has_part", "post2")),
        entry("post1", "First post", text(
            f'<p>Tried captions.&nbsp;They worked{changed}.</p><p><img rel="leap2:has_part" href="portfolio:file1" '
            'alt="A table"/></p>') + relation("reflects_on", "act1") + '<link rel="enclosure" href="portfolio:file1"/>'),
        entry("post2", "Second post", '<content type="html">&lt;p&gt;Said &lt;b&gt;aloud&lt;/b&gt;.&lt;/p&gt;</content>'
              '<link rel="related" href="https://example.org/guide" title="Guide"/>'),
        entry("file1", "table.jpg", '<link rel="enclosure" href="files/table.jpg" type="image/jpeg"/>', kind="resource"),
        entry("file2", "notes.txt", '<content src="files/Erkl%C3%A4rung.txt" type="text/plain"/>', kind="resource"),
        entry("act1", "A course", '<leap2:date leap2:point="start">2022-09-01</leap2:date>'
              '<leap2:date leap2:point="end">2023-06-30</leap2:date>' + relation("reflected_on_by", "post1"),
              kind="activity"),
        entry("me", "Morwenna", '<leap2:persondata leap2:field="email" leap2:label="Email address">m@trevenna.example'
              "</leap2:persondata><leap2:spatial><leap2:addressline>Harbour Road</leap2:addressline></leap2:spatial>",
              kind="person"),
        entry("goal", "A goal", '<leap2:status>half done</leap2:status><mahara:unheard of="it">deep <mahara:in>side'
              "</mahara:in></mahara:unheard>", kind="plan"),
        made=made,
    )  # fmt: skip


def files() -> dict[str, bytes]:
    """What lies beside the account's feed; one name is written with its accent apart."""
    return {"files/table.jpg": photo(1, 320, 240), "files/Erkla\u0308rung.txt": b"Plain words.\n"}


def zipped(path: Path, feed: str | bytes, beside: dict[str, bytes] | None = None, *, at: str = "leap2a.xml") -> Path:
    held = io.BytesIO()
    content = feed.encode() if isinstance(feed, str) else feed
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {at: content, **(beside or {})}.items():
            archive.writestr(name, part)
    path.write_bytes(held.getvalue())
    return path
