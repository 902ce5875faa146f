"""A web page packed with its pictures, as Google hands out a document and as a browser saves any page."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import parse_qs, unquote, urlsplit

from lxml import html as markup
from lxml.html import HtmlElement

from coppice.portfolios.documents.stash import MARK, Stash, part_reader
from coppice.portfolios.documents.unpacking import Limits, read

RULE = re.compile(r"\.([\w-]+)\s*\{([^}]*)\}")
MARKS = {"font-weight:700": "strong", "font-style:italic": "em", "line-through": "s"}
LEVEL = re.compile(r"\blst-[\w-]+-(\d)\b")
PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp"}
BESIDE = PICTURES | {".css", ".js", ".download", ".woff", ".woff2", ".ttf"}


def page_in(archive: zipfile.ZipFile) -> str | None:
    """The name of the HTML file, if this ZIP holds nothing else that one could mean."""
    names = [PurePosixPath(name) for name in archive.namelist() if not name.endswith("/")]
    pages = [name for name in names if name.suffix.lower() in {".html", ".htm"}]
    others = [name for name in names if name not in pages]
    if len(pages) != 1 or len(pages[0].parts) != 1 or not all(map(_stands_beside, others)):
        return None
    return str(pages[0])


def _stands_beside(name: PurePosixPath) -> bool:
    """A picture anywhere; what a browser needs besides only in the folder that it keeps such things in."""
    return name.suffix.lower() in (BESIDE if len(name.parts) > 1 else PICTURES)


def html_of(path: Path, stash: Stash, limits: Limits) -> str:
    """The page as any other: its pictures set aside, its looks as marks, links straight to where they lead."""
    with zipfile.ZipFile(path) as archive:
        name = page_in(archive)
        assert name is not None
        page = markup.document_fromstring(read(archive, name, limits.most_text), markup.HTMLParser(encoding="utf-8"))
        parts = set(archive.namelist())
    for image in page.iter("img"):
        _set_aside(image, path, parts, stash)
    for link in page.iter("a"):
        link.set("href", straight(link.get("href", "")))
    _mark(page)
    _nest(page)
    _head(page)
    html: str = markup.tostring(page, encoding="unicode")
    return html


def straight(address: str) -> str:
    """Google leads every link through a page of its own."""
    parts = urlsplit(address) if address.startswith("https://www.google.com/url?") else None
    leads_to: str = parse_qs(parts.query).get("q", [address])[0] if parts else address
    return leads_to


def _set_aside(image: HtmlElement, path: Path, parts: set[str], stash: Stash) -> None:
    name = unquote(image.get("src", "")).removeprefix("./")
    if name in parts:
        stash.pictures[MARK + name] = part_reader(path, name)
        image.set("src", MARK + name)
    image.set("alt", image.get("alt") or image.get("title") or "")


def _mark(page: HtmlElement) -> None:
    """Words whose class is bold or slanted are marked so; headings are that by themselves."""
    looks = dict(_looks("".join(style.text or "" for style in page.iter("style"))))
    for span in page.xpath("//body//span[not(ancestor::h1 or ancestor::h2 or ancestor::h3 or ancestor::h4)]"):
        tags = dict.fromkeys(tag for name in span.get("class", "").split() for tag in looks.get(name, []))
        for tag in tags:
            inner = markup.Element(tag)
            inner.text, span.text = span.text, None
            inner.extend(list(span))
            span.append(inner)


def _looks(sheet: str) -> Iterator[tuple[str, list[str]]]:
    for name, said in RULE.findall(sheet):
        compact = said.replace(" ", "").lower()
        if tags := [tag for look, tag in MARKS.items() if look in compact]:
            yield name, tags


def _nest(page: HtmlElement) -> None:
    """Lists within lists, and what goes on after them, stand one after the other and only say how deep they are."""
    for holder in page.xpath("//*[ul or ol]"):
        open_lists: list[HtmlElement] = []
        for block in list(holder):
            if block.tag not in {"ul", "ol"}:
                open_lists = []
                continue
            depth = _depth(block)
            del open_lists[depth + 1 :]
            if len(open_lists) > depth and _is_same(open_lists[depth], block):
                open_lists[depth].extend(list(block))
                holder.remove(block)
            elif depth and len(open_lists) >= depth and len(open_lists[depth - 1]):
                open_lists[depth - 1][-1].append(block)
                open_lists[depth:] = [block]
            else:
                open_lists = [block]


def _depth(listed: HtmlElement) -> int:
    found = LEVEL.search(listed.get("class", ""))
    return int(found[1]) if found else 0


def _is_same(one: HtmlElement, other: HtmlElement) -> bool:
    found = LEVEL.search(one.get("class", "")), LEVEL.search(other.get("class", ""))
    return one.tag == other.tag and bool(found[0] and found[1] and found[0][0] == found[1][0])


def _head(page: HtmlElement) -> None:
    """The title as the document shows it; failing that, the one it is filed under."""
    shown = page.xpath("//body//p[contains(concat(' ', @class, ' '), ' title ')]")
    filed = page.find(".//title")
    if shown and filed is not None:
        filed.text = " ".join(shown[0].text_content().split()) or filed.text
        shown[0].drop_tree()
