"""A text ready for a page that stands alone: relative files, headings without gaps, described images, scopes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from lxml import html as markup
from lxml.html import HtmlElement

from coppice.portfolios.documents.dossier import Attachment

ADDRESS = re.compile(r"^/files/([^/]+)/$")
HEADING = re.compile(r"^h[1-6]$")


@dataclass(frozen=True)
class Place:
    """Where texts go: the files by id, the address of each, and the level just below the heading above the text."""

    files: Mapping[str, Attachment]
    addresses: Mapping[str, str]
    heading_from: int = 3

    def set(self, html: str) -> str:
        if not html.strip():
            return ""
        body = markup.fragment_fromstring(html, create_parent="div")
        open_levels: list[int] = []
        for element in list(body.iter()):
            if isinstance(element.tag, str):
                self._set(element, open_levels)
        inside = "".join(markup.tostring(child, encoding="unicode") for child in body)
        return _escaped(body.text or "") + inside

    def _set(self, element: HtmlElement, open_levels: list[int]) -> None:
        element.attrib.pop("data-block", None)
        if HEADING.match(element.tag):
            element.tag = f"h{self._level(int(element.tag[1]), open_levels)}"
        elif element.tag == "img":
            self._picture(element)
        elif element.tag == "a":
            self._link(element)
        elif element.tag == "th" and "scope" not in element.attrib:
            in_head = element.getparent() is not None and element.getparent().getparent().tag == "thead"
            element.set("scope", "col" if in_head else "row")

    def _level(self, chosen: int, open_levels: list[int]) -> int:
        while open_levels and open_levels[-1] >= chosen:
            open_levels.pop()
        open_levels.append(chosen)
        return min(self.heading_from + len(open_levels) - 1, 6)

    def _picture(self, element: HtmlElement) -> None:
        found = ADDRESS.match(element.get("src", ""))
        file = self.files.get(found[1]) if found else None
        alt = element.get("alt", "") or (file.alt if file else "")
        if file is None:
            element.tag = "em"
            element.attrib.clear()
            element.text = _("[The image “{name}” is not part of this copy.]").format(name=alt or _("without a name"))
            return
        element.set("src", self.addresses[file.id])
        element.set("alt", alt or _("Image without description: {name}").format(name=file.name))
        element.set("loading", "lazy")

    def _link(self, element: HtmlElement) -> None:
        found = ADDRESS.match(element.get("href", ""))
        if found and found[1] in self.addresses:
            element.set("href", self.addresses[found[1]])
        elif not re.match(r"^(https?://|mailto:)", element.get("href", ""), re.IGNORECASE):
            element.attrib.pop("href", None)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
