"""Images made ready for paper: upright, no wider than print can show, in a form the typesetter reads."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageOps

from coppice.portfolios.documents.dossier import Attachment

LONGEST, SHORTEST = 1600, 700
PIXELS_IN_ALL = 36_000_000
MOST_POINTS = (402.0, 290.0)
AS_IS = {"image/png": "png", "image/jpeg": "jpg"}


def longest_side(count: int) -> int:
    """How many pixels long an image may be when so many share a document: the typesetter holds all of them at once."""
    return int(max(SHORTEST, min(LONGEST, (PIXELS_IN_ALL / max(count, 1) * 4 / 3) ** 0.5)))


def for_paper(file: Attachment, folder: Path, number: int, most: int) -> dict[str, object] | None:
    """Write the image into the folder, at most so many pixels long; its path and width in points, or None."""
    if not file.is_image:
        return None
    try:
        with file.open() as stream, Image.open(stream) as image:
            small = max(image.size) <= most and file.media_type in AS_IS and not image.getexif().get(0x0112, 1) > 1
            path = folder / f"image-{number}.{AS_IS[file.media_type] if small else _kind(image)}"
            width, height = _kept(file, image, path) if small else _reduced(image, path, most)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return {"path": path.name, "width": round(_points(width, height), 1)}


def _kept(file: Attachment, image: Image.Image, path: Path) -> tuple[int, int]:
    size = image.size
    image.load()
    path.write_bytes(file.read())
    return size


def _reduced(image: Image.Image, path: Path, most: int) -> tuple[int, int]:
    natural = image.size
    image.thumbnail((most, most), Image.Resampling.HAMMING)
    upright = ImageOps.exif_transpose(image)
    if path.suffix == ".jpg":
        upright.convert("RGB").save(path, quality=84, optimize=False)
    else:
        upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB").save(path)
    turned = (natural[0] > natural[1]) != (upright.size[0] > upright.size[1])
    return natural[::-1] if turned else natural


def _kind(image: Image.Image) -> str:
    return "png" if "A" in image.getbands() or "transparency" in image.info else "jpg"


def _points(width: int, height: int) -> float:
    """Natural width at 130 dots an inch, within the text's measure and a third of a page."""
    natural = width * 72 / 130
    return max(12.0, min(natural, MOST_POINTS[0], MOST_POINTS[1] * width / max(height, 1)))
