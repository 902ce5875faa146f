"""Looking at what somebody brought: what is it really, and may it be kept?

The content decides, never the name or what the browser said. Pictures are written anew without their metadata; what a
browser might run (HTML, SVG, scripts) and programs are refused; everything else is only ever handed out as a download.
"""

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from typing import BinaryIO

import filetype
from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from coppice.kernel.refusals import Refusal

register_heif_opener()
Image.MAX_IMAGE_PIXELS = 80_000_000

PICTURES = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "image/gif": "PNG",
    "image/heic": "JPEG",
    "image/avif": "JPEG",
}
PICTURE_ENDINGS = {"JPEG": (".jpg", "image/jpeg"), "PNG": (".png", "image/png"), "WEBP": (".webp", "image/webp")}
LARGEST_SIDE = 4000
OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
OTHERS = {
    "application/pdf",
    "application/zip",
    "application/epub+zip",
    "audio/mpeg",
    "audio/mp4",
    "audio/ogg",
    "audio/wav",
    "audio/x-wav",
    "audio/webm",
    "audio/aac",
    "video/mp4",
    "video/webm",
    "video/quicktime",
}
TEXTS = {".txt": "text/plain", ".md": "text/markdown", ".csv": "text/csv", ".json": "application/json"}
MARKUP = re.compile(rb"<\s*(!doctype|html|svg|script|\?xml|body|iframe|\?php)", re.IGNORECASE)


class NotKept(Refusal):
    """A file that Coppice does not keep."""


@dataclass(frozen=True)
class Seen:
    """What the file proved to be. `content` is what will be kept."""

    name: str
    media_type: str
    content: BinaryIO
    width: int | None = None
    height: int | None = None


def look(upload: BinaryIO, name: str) -> Seen:
    """What this is, ready to be kept; raises NotKept with the reason."""
    name = clean_name(name)
    size = upload.seek(0, io.SEEK_END)
    upload.seek(0)
    if not size:
        raise NotKept(about(name, _("“{name}” is empty. Nothing was added.")))
    if size > settings.LARGEST_FILE:
        limit = settings.LARGEST_FILE // (1024 * 1024)
        raise NotKept(
            _("“{name}” is {size} MB; files can have up to {limit} MB. Nothing was added.").format(
                name=name, size=size // (1024 * 1024), limit=limit
            )
        )
    head = upload.read(4096)
    upload.seek(0)
    guess = filetype.guess(head)
    media_type = guess.mime if guess else ""
    if media_type in PICTURES:
        return look_at_picture(upload, name, media_type)
    if media_type == "application/zip" or zipfile.is_zipfile(upload):
        return look_at_zip(upload, name)
    upload.seek(0)
    if media_type in OTHERS:
        return Seen(name, media_type, upload)
    return look_at_text(upload, name, head)


def about(name: str, words: str) -> str:
    return words.format(name=name)


def clean_name(name: str) -> str:
    """A name without folders, control or direction characters, at most 120 characters with its ending kept."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    name = "".join(c for c in name if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}).strip(
        " ."
    )
    stem, dot, ending = name.rpartition(".")
    if not dot:
        return name[:120] or "file"
    return f"{stem[: 119 - len(ending[:10])]}.{ending[:10]}"


def look_at_picture(upload: BinaryIO, name: str, media_type: str) -> Seen:
    try:
        with Image.open(upload) as opened:
            turned = ImageOps.exif_transpose(opened)
            turned.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
            form = PICTURES[media_type]
            picture = turned.convert("RGB") if form == "JPEG" else turned.convert("RGBA")
            fresh = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NotKept(
            _("“{name}” can't be read as a picture; it may be damaged or far too large. Nothing was added.").format(
                name=name
            )
        ) from error
    content = io.BytesIO()
    fresh.save(content, form, quality=88, optimize=True)
    ending, kept_type = PICTURE_ENDINGS[form]
    stem = name.rpartition(".")[0] or name
    return Seen(stem + ending, kept_type, content, fresh.width, fresh.height)


def look_at_zip(upload: BinaryIO, name: str) -> Seen:
    try:
        with zipfile.ZipFile(upload) as archive:
            names = archive.namelist()
            encrypted = any(info.flag_bits & 1 for info in archive.infolist())
            kind = archive.read("mimetype")[:80].decode("ascii", "replace").strip() if "mimetype" in names[:1] else ""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise NotKept(
            about(name, _("“{name}” is damaged: its end is missing or it can't be opened. Nothing was added."))
        ) from error
    if encrypted:
        raise NotKept(
            about(name, _("“{name}” is protected with a password. Take the protection off and add it again."))
        )
    if any(part.lower().endswith("vbaproject.bin") for part in names):
        raise NotKept(
            _("“{name}” contains macros. Save it without macros (as .docx, .xlsx or .pptx) and add it again.").format(
                name=name
            )
        )
    upload.seek(0)
    for folder, media_type in OFFICE.items():
        if "[Content_Types].xml" in names and any(part.startswith(folder) for part in names):
            return Seen(name, media_type, upload)
    if kind.startswith("application/vnd.oasis.opendocument.") or kind == "application/epub+zip":
        return Seen(name, kind, upload)
    return Seen(name, "application/zip", upload)


def look_at_text(upload: BinaryIO, name: str, head: bytes) -> Seen:
    ending = "." + name.rpartition(".")[2].lower()
    if MARKUP.search(head):
        raise NotKept(
            _("“{name}” is a web page or drawing that could run scripts. Add it as a PDF or a picture instead.").format(
                name=name
            )
        )
    if ending not in TEXTS or b"\0" in head:
        raise NotKept(
            _(
                "“{name}” is of a kind that Coppice does not keep. Pictures, PDF, office documents, "
                "audio, video, ZIP and plain text can be added."
            ).format(name=name)
        )
    upload.seek(0)
    try:
        upload.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotKept(about(name, _("“{name}” is not text in UTF-8. Save it as UTF-8 and add it again."))) from error
    upload.seek(0)
    return Seen(name, TEXTS[ending], upload)
