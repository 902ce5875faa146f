"""Pictures made ready for a document, and the tiny ones that stand in for them while pandoc works.

Pandoc would need twenty times their size to carry the pictures themselves along.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from coppice.portfolios.documents.dossier import Attachment
from coppice.portfolios.documents.pictures import for_paper, longest_side


@dataclass(frozen=True)
class Plate:
    """A picture in the folder, its size in points, and its stand-in."""

    path: Path
    width: float
    height: float
    stand_in: bytes

    @property
    def address(self) -> str:
        kind = "jpeg" if self.path.suffix == ".jpg" else "png"
        return f"data:image/{kind};base64,{base64.b64encode(self.stand_in).decode()}"


def plates(files: Iterable[Attachment], folder: Path) -> dict[str, Plate]:
    """A plate for each picture that can be shown, by its id."""
    pictures = [file for file in files if file.is_image]
    longest = longest_side(len(pictures))
    made = ((file.id, _plate(file, folder, number, longest)) for number, file in enumerate(pictures, 1))
    return {identifier: plate for identifier, plate in made if plate}


def _plate(file: Attachment, folder: Path, number: int, longest: int) -> Plate | None:
    ready = for_paper(file, folder, number, longest)
    if ready is None:
        return None
    path, width = folder / str(ready["path"]), float(str(ready["width"]))
    with Image.open(path) as image:
        height = round(width * image.height / image.width, 1)
    return Plate(path, width, height, _stand_in(number, path.suffix))


def _stand_in(number: int, ending: str) -> bytes:
    """One point of a colour of its own, of the same kind as the picture."""
    held = BytesIO()
    point = Image.new("RGB", (1, 1), tuple(number.to_bytes(3)))
    if ending == ".jpg":
        point.save(held, "JPEG", comment=f"{number}")
    else:
        point.save(held, "PNG")
    return held.getvalue()
