"""What a blog's editor wrote, as a text of ours: paragraphs made real, pictures and frames named by their address."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _
from lxml import html as markup
from lxml.html import HtmlElement

BLOCKS = re.compile(r"</?(p|div|ul|ol|li|table|tr|td|th|h[1-6]|blockquote|figure|pre|section)\b", re.IGNORECASE)
IS_NEWER = "<!-- wp:"
NOTES = re.compile(r"<!--.*?-->", re.DOTALL)
CAPTION = re.compile(r"\[/?(?:wp_)?caption\b[^\]]{0,500}\]")
EMBED = re.compile(r"\[embed\b[^\]]{0,500}\]\s*(\S{1,2000}?)\s*\[/embed\]")
GALLERY = re.compile(r"\[gallery\b[^\]]{0,500}\]")
FRAMES = {"iframe": "src", "embed": "src", "video": "src", "audio": "src", "object": "data"}


def html_of(written: str) -> str:
    """HTML for `clean`, which has the last word on it."""
    is_newer = IS_NEWER in written
    said = NOTES.sub("", written.replace("\r\n", "\n").replace("\x00", ""))
    said = GALLERY.sub("[Gallery]", EMBED.sub(r'<a href="\1">\1</a>', CAPTION.sub("", said))).strip()
    if not said:
        return ""
    body = markup.fragment_fromstring(said if is_newer else _paragraphs(said), create_parent="div")
    for element in list(body.iter("img", *FRAMES)):
        _name(element)
    html: str = markup.tostring(body, encoding="unicode")
    return html


def _paragraphs(said: str) -> str:
    """The older editor keeps paragraphs as empty lines."""
    parts = [part for part in re.split(r"\n\s*\n", said) if part.strip()]
    return "".join(part if BLOCKS.search(part) else f"<p>{part.replace(chr(10), '<br>')}</p>" for part in parts)


def _file_name(address: str) -> str:
    try:
        return unquote(PurePosixPath(urlsplit(address).path).name)
    except ValueError:
        return ""


def _name(element: HtmlElement) -> None:
    """In its place, what it shows and where it is."""
    what = _("Picture") if element.tag == "img" else _("Embedded")
    address = element.get(FRAMES.get(str(element.tag), "src"), "")
    address = address or next((part.get("src", "") for part in element.iter("source")), "")
    words = element.get("alt") or element.get("title") or _file_name(address) or address
    tail = element.tail
    in_link = next(element.iterancestors("a"), None) is not None
    element.clear()
    element.tail = tail
    element.tag = "em" if in_link or not address else "a"
    if element.tag == "a":
        element.set("href", address)
    element.text = f"[{what}: {words}]"
