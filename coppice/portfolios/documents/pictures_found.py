"""Pictures inside a document: taken out of its HTML and kept as files."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from uuid import NAMESPACE_OID, uuid5

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from lxml.html import HtmlElement
from PIL import Image

from coppice.portfolios.documents.dossier import Attachment
from coppice.portfolios.documents.stash import Stash

ENDINGS = {
    "PNG": ("image/png", "png"),
    "JPEG": ("image/jpeg", "jpg"),
    "GIF": ("image/gif", "gif"),
    "WEBP": ("image/webp", "webp"),
}


@dataclass
class Pictures:
    """Takes each picture once, however often it is shown, and counts what could not be kept."""

    stash: Stash = field(default_factory=Stash)
    kept: dict[str, Attachment] = field(default_factory=dict)
    lost: Counter[str] = field(default_factory=Counter)
    without_words: int = 0

    def take(self, element: HtmlElement) -> None:
        """Point the image at a file, or say in its place what stood there."""
        source = element.get("src", "")
        alt = (element.get("alt") or element.get("aria-label") or "").strip()
        file = self._file(source, alt)
        element.attrib.clear()
        if file is None:
            element.tag = "em"
            element.text = (
                _("[Picture: {words} – not brought in]").format(words=alt) if alt else _("[Picture – not brought in]")
            )
            return
        self.without_words += not alt
        element.set("src", f"/files/{file.id}/")
        element.set("alt", alt)

    def _file(self, source: str, alt: str) -> Attachment | None:
        content = self.stash.bytes_for(source)
        if content is None:
            self.lost[_("linked from elsewhere and not inside the document")] += 1
            return None
        kind = _kind(content)
        if kind is None:
            self.lost[_("in a form that browsers do not show (such as EMF drawings or SVG)")] += 1
            return None
        media_type, ending = kind
        digest = hashlib.sha256(content).hexdigest()
        identifier = str(uuid5(NAMESPACE_OID, digest))
        if identifier not in self.kept:
            name = f"picture-{len(self.kept) + 1:02d}.{ending}"
            again = partial(self._again, source)
            self.kept[identifier] = Attachment(identifier, name, media_type, digest, len(content), alt, again)
        return self.kept[identifier]

    def _again(self, source: str) -> BytesIO:
        return BytesIO(self.stash.bytes_for(source) or b"")

    def sentences(self) -> list[str]:
        said = [
            ngettext("{n} picture is {reason}.", "{n} pictures are {reason}.", count).format(n=count, reason=reason)
            for reason, count in self.lost.items()
        ]
        if self.without_words:
            said.append(
                ngettext(
                    "{n} picture has no description; please add one so that everybody can follow.",
                    "{n} pictures have no description; please add one so that everybody can follow.",
                    self.without_words,
                ).format(n=self.without_words)
            )
        return said


def _kind(content: bytes) -> tuple[str, str] | None:
    try:
        with Image.open(BytesIO(content)) as image:
            image.verify()
            return ENDINGS.get(image.format or "")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
