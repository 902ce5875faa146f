"""Files that came with a portfolio: laid on the disk first, given their rows in the transaction that follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.files import keeping, looking
from coppice.files.models import File
from coppice.kernel.refusals import Refusal
from coppice.portfolios.documents.dossier import Attachment
from coppice.portfolios.plain_pictures import is_plain


@dataclass(frozen=True)
class Laid:
    """A file on the disk that has no row yet."""

    name: str
    media_type: str
    alt: str
    size: int
    sha256: str
    width: int | None
    height: int | None

    def give_row(self, item: Item, by: Person) -> File:
        return File.objects.create(
            item_id=item.pk, owner=by, name=self.name, alt=self.alt[:500], media_type=self.media_type, size=self.size,
            sha256=self.sha256, width=self.width, height=self.height,
        )  # fmt: skip


def lay(files: Iterable[Attachment]) -> tuple[dict[str, Laid], list[str]]:
    """Each file by its id in the dossier, and in words those that are not kept here."""
    laid: dict[str, Laid] = {}
    refused: list[str] = []
    for file in files:
        try:
            laid[file.id] = _laid(file)
        except Refusal as refusal:
            refused.append(refusal.sentence)
    return laid, refused


def _laid(file: Attachment) -> Laid:
    """Checked like any upload. A picture that holds nothing but itself keeps its bytes, so that its checksum stays."""
    content = file.read()
    if file.is_image and is_plain(content) and (size := _size(content)):
        kept = keeping.keep(BytesIO(content))
        name = looking.clean_name(file.name)
        return Laid(name, file.media_type, file.alt, kept.size, kept.sha256, *size)
    seen = looking.look(BytesIO(content), file.name)
    kept = keeping.keep(seen.content)
    return Laid(seen.name, seen.media_type, file.alt, kept.size, kept.sha256, seen.width, seen.height)


def _size(content: bytes) -> tuple[int, int] | None:
    """The picture's size, if it can be read to its end and is no larger than what is kept."""
    try:
        with Image.open(BytesIO(content)) as image:
            image.load()
            return image.size if max(image.size) <= looking.LARGEST_SIDE else None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
