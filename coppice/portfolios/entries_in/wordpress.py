"""A WordPress export (WXR): posts and pages as rows; what hangs on them is named by its address and never fetched."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from html import escape
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from lxml import etree

from coppice.kernel.refusals import Refusal
from coppice.kernel.richtext import clean
from coppice.portfolios.documents.intake import DECLARES
from coppice.portfolios.documents.unpacking import Limits, opened, read
from coppice.portfolios.entries_in.posts import html_of
from coppice.portfolios.entries_in.rows import Reading, Row, can_be
from coppice.portfolios.entries_in.telling_apart import EXPORT

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
WRITTEN = {"post", "page"}
MOST = 3_000
CALLED = {
    "attachment": gettext_lazy("Files of the library, which stand where they are and are linked to"),
    "nav_menu_item": gettext_lazy("Items of menus, left out"),
    "trash": gettext_lazy("Posts in the bin of the blog, left out"),
    "empty": gettext_lazy("Posts without a title and words, left out"),
    "comment": gettext_lazy("Comments by readers of the blog, left out"),
}


@dataclass
class Blog:
    """One export while it is read."""

    today: date
    title: str = ""
    site: str = ""
    items: list[etree._Element] = field(default_factory=list)
    files: dict[str, tuple[str, str]] = field(default_factory=dict)
    hanging: dict[str, list[str]] = field(default_factory=dict)
    left: Counter[str] = field(default_factory=Counter)

    def take(self, content: bytes) -> None:
        """Remember the posts, pages and files of one document."""
        channel = _channel(content)
        self.title = self.title or _text(channel, "title")
        self.site = self.site or _told(channel, "base_blog_url") or _text(channel, "link")
        for item in channel.iterfind("item"):
            kind = _told(item, "post_type") or "post"
            if kind in WRITTEN:
                self.items.append(item)
            else:
                self.left[kind] += 1
            if kind == "attachment":
                self._file(item)

    def _file(self, item: etree._Element) -> None:
        identifier = _told(item, "post_id")
        self.files[identifier] = (_told(item, "attachment_url"), _text(item, "title"))
        self.hanging.setdefault(_told(item, "post_parent"), []).append(identifier)

    def rows(self) -> Iterator[Row]:
        for number, item in enumerate(self.items, 1):
            if _told(item, "status") in {"trash", "auto-draft"}:
                self.left["trash"] += 1
                continue
            self.left["comment"] += sum(_is_told(part, "comment") for part in item)
            row = self._row(number, item)
            if row.title or row.texts["happened"]:
                yield row
            else:
                self.left["empty"] += 1

    def _row(self, number: int, item: etree._Element) -> Row:
        return Row(
            number=number,
            key=f"{self.site} {_told(item, 'post_id') or _text(item, 'guid') or number}"[:400],
            title=" ".join(_text(item, "title").split())[:200],
            day=next((day for day in _days(item) if can_be(day, self.today)), None),
            texts={"happened": clean(self._html(item))},
            links=tuple(self._links(item)),
        )

    def _html(self, item: etree._Element) -> str:
        excerpt = " ".join((_excerpt(item)).split())
        said = html_of(item.findtext(CONTENT) or "")
        before = f"<p><em>{escape(excerpt)}</em></p>" if excerpt and excerpt not in said else ""
        filed = [" ".join((part.text or "").split()) for part in item.iterfind("category") if _is_shelf(part)]
        under = dict.fromkeys(name for name in filed if name and name != "Uncategorized")
        return (
            before
            + said
            + (f"<p>{escape(_('Filed under: {shelves}.').format(shelves=', '.join(under)))}</p>" if under else "")
        )

    def _links(self, item: etree._Element) -> Iterator[tuple[str, str]]:
        """Where it was published, its picture, and what hangs on it."""
        if _told(item, "status") == "publish":
            yield from _web(_text(item, "link"), _("As it was published"))
        chosen = [
            _told(meta, "meta_value") for meta in item
            if _is_told(meta, "postmeta") and _told(meta, "meta_key") == "_thumbnail_id"
        ]  # fmt: skip
        for identifier in dict.fromkeys([*chosen, *self.hanging.get(_told(item, "post_id"), [])][:50]):
            yield from _web(*self.files.get(identifier, ("", "")))

    def said(self) -> Iterator[str]:
        for kind, count in sorted(self.left.items()):
            if count:
                other = _("Items of the kind “{kind}”, left out").format(kind=kind[:40])
                yield f"{CALLED.get(kind, other)}: {count}."


def read_blog(path: Path, limits: Limits, today: date) -> Reading:
    """Posts and pages, in the order of the file. Raises a Refusal."""
    blog = Blog(today)
    for content in _documents(path, limits):
        blog.take(content)
    if len(blog.items) > MOST:
        raise Refusal(
            _("This blog has {n} posts and pages; we take {most} at most. Export it by years.").format(
                n=f"{len(blog.items):,}", most=f"{MOST:,}"
            )
        )
    rows = tuple(blog.rows())
    if not rows:
        raise Refusal(_("We found no posts or pages in this export. Nothing was changed."))
    return Reading(blog.title or _("Blog"), rows, tuple(blog.said()))


def _documents(path: Path, limits: Limits) -> Iterable[bytes]:
    if not zipfile.is_zipfile(path):
        return [path.read_bytes()]
    with opened(path, limits) as archive:
        parts = [part for part in archive.infolist() if part.filename.endswith(".xml")]
        if sum(part.file_size for part in parts) > limits.most_text:
            raise Refusal(_("This export is larger than we can take in at once. Please bring its files in one by one."))
        return [read(archive, name, limits.most_text) for name in sorted(part.filename for part in parts)]


def _channel(content: bytes) -> etree._Element:
    if DECLARES.search(content) or DECLARES.search(content.replace(b"\x00", b"")):
        raise Refusal(_("This export has definitions inside that WordPress never writes, so we did not open it."))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=True)
    root = etree.fromstring(content, parser) if content.strip() else None
    channel = root.find("channel") if root is not None else None
    if channel is None:
        raise Refusal(_("This export is damaged or was cut off before its first post. Please export it again."))
    return channel


def _text(element: etree._Element, name: str) -> str:
    return (element.findtext(name) or "").strip()


def _is_told(element: etree._Element, name: str) -> bool:
    """Whether it is WordPress's own element of this name, whatever the version of the export."""
    tag = element.tag
    return isinstance(tag, str) and tag.startswith(f"{{{EXPORT}") and tag.endswith(f"}}{name}")


def _told(element: etree._Element, name: str) -> str:
    return next(((part.text or "").strip() for part in element if _is_told(part, name)), "")


def _excerpt(item: etree._Element) -> str:
    return next((part.text or "" for part in item if isinstance(part.tag, str) and "/excerpt/}" in part.tag), "")


def _is_shelf(part: etree._Element) -> bool:
    return part.get("domain", "category") in {"category", "post_tag"}


def _days(item: etree._Element) -> Iterator[date]:
    """The day it is of, then the days that would do instead. A draft has none but that of its last change."""
    for said in (_told(item, "post_date"), _told(item, "post_modified")):
        try:
            yield datetime.fromisoformat(said).date()
        except ValueError:
            continue
    try:
        yield parsedate_to_datetime(_text(item, "pubDate")).date()
    except (ValueError, TypeError, IndexError):
        return


def _web(address: str, label: str) -> Iterator[tuple[str, str]]:
    if address.startswith(("https://", "http://")) and len(address) <= 500 and not any(c.isspace() for c in address):
        yield address, label[:200]
