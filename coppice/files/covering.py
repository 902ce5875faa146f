"""Covering parts of a picture so that nothing can bring them back: black, or a few blurred cells."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

from PIL import Image

FORMS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
MOST_CELLS, SMALLEST_CELL = 6, 32
BLACK, BLUR = "black", "blur"


@dataclass(frozen=True)
class Area:
    """A rectangle of a picture, in hundredths of its width and height, and how it is covered."""

    left: float
    top: float
    width: float
    height: float
    how: str = BLACK

    def box(self, wide: int, high: int) -> tuple[int, int, int, int]:
        """In whole pixels, rather one more than one less, and within the picture."""
        left, top = min(wide - 1, int(self.left * wide / 100)), min(high - 1, int(self.top * high / 100))
        right = math.ceil((self.left + self.width) * wide / 100)
        bottom = math.ceil((self.top + self.height) * high / 100)
        return left, top, min(wide, max(right, left + 1)), min(high, max(bottom, top + 1))

    def as_row(self) -> dict[str, Any]:
        return asdict(self)


def cover(original: BinaryIO, media_type: str, areas: Iterable[Area]) -> BinaryIO:
    """The picture drawn anew with each area covered."""
    with Image.open(original) as opened:
        picture = opened.convert("RGB" if media_type == "image/jpeg" else "RGBA")
    for area in areas:
        box = area.box(picture.width, picture.height)
        picture.paste(blurred(picture.crop(box)) if area.how == BLUR else black(picture, box), box)
    content = io.BytesIO()
    picture.save(content, FORMS[media_type], quality=88, optimize=True)
    return content


def black(picture: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    size = (box[2] - box[0], box[3] - box[1])
    return Image.new(picture.mode, size, "black")


def blurred(part: Image.Image) -> Image.Image:
    """At most six cells a side, each the mean of all it covers and never a few pixels, with soft edges between them."""
    cells = tuple(min(MOST_CELLS, max(1, side // SMALLEST_CELL)) for side in part.size)
    return part.resize(cells, Image.Resampling.BOX).resize(part.size, Image.Resampling.BICUBIC)
