"""Pictures inside a document: data URIs taken out of the HTML and kept as files."""

from __future__ import annotations

import base64
import binascii
import io
from collections import Counter
from dataclasses import dataclass, field
from uuid import NAMESPACE_OID, uuid5

from lxml.html import HtmlElement
from PIL import Image

from coppice.portfolios.documents.dossier import Attachment, attachment_from_bytes

ENDINGS = {
    "PNG": ("image/png", "png"),
    "JPEG": ("image/jpeg", "jpg"),
    "GIF": ("image/gif", "gif"),
    "WEBP": ("image/webp", "webp"),
}
MOST = 40 * 1024**2


@dataclass
class Pictures:
    """Takes each picture once, however often it is shown, and counts what could not be kept."""

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
            element.text = f"[Picture{': ' + alt if alt else ''} – not brought in]"
            return
        self.without_words += not alt
        element.set("src", f"/files/{file.id}/")
        element.set("alt", alt)

    def _file(self, source: str, alt: str) -> Attachment | None:
        if not source.startswith("data:"):
            self.lost["linked from elsewhere and not inside the document"] += 1
            return None
        content = _decoded(source)
        kind = _kind(content)
        if kind is None:
            self.lost["in a form that browsers do not show (such as EMF drawings or SVG)"] += 1
            return None
        media_type, ending = kind
        identifier = str(uuid5(NAMESPACE_OID, base64.b85encode(content).decode()))
        if identifier not in self.kept:
            name = f"picture-{len(self.kept) + 1:02d}.{ending}"
            self.kept[identifier] = attachment_from_bytes(identifier, name, media_type, content, alt)
        return self.kept[identifier]

    def sentences(self) -> list[str]:
        said = [
            f"{count} {'picture is' if count == 1 else 'pictures are'} {reason}." for reason, count in self.lost.items()
        ]
        if self.without_words:
            said.append(
                f"{self.without_words} {'picture has' if self.without_words == 1 else 'pictures have'} no description; "
                "please add one so that everybody can follow."
            )
        return said


def _decoded(source: str) -> bytes:
    head, _, body = source.partition(",")
    if not head.endswith(";base64") or len(body) > MOST * 4 // 3:
        return b""
    try:
        return base64.b64decode(body, validate=False)
    except (binascii.Error, ValueError):
        return b""


def _kind(content: bytes) -> tuple[str, str] | None:
    try:
        with Image.open(io.BytesIO(content)) as image:
            image.verify()
            return ENDINGS.get(image.format or "")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
