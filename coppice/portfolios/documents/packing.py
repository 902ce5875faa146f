"""Into a ZIP so that the same content always gives the same bytes: fixed dates, fixed modes, no extras."""

from __future__ import annotations

import hashlib
import zipfile

from coppice.portfolios.documents.dossier import Attachment

LONG_AGO = (1980, 1, 1, 0, 0, 0)
PACKED_ALREADY = ("image/", "audio/", "video/", "application/zip", "application/pdf", "application/vnd.openxml")
PIECE = 256 * 1024


def add_bytes(archive: zipfile.ZipFile, name: str, content: bytes) -> str:
    """Add the content; returns its SHA-256. Readers look for `mimetype` unpacked."""
    archive.writestr(_slip(name, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED), content)
    return hashlib.sha256(content).hexdigest()


def add_file(archive: zipfile.ZipFile, name: str, file: Attachment) -> str:
    """Add the file piece by piece; returns the SHA-256 of what was written."""
    packed = file.media_type.startswith(PACKED_ALREADY)
    slip = _slip(name, zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED)
    slip.file_size = file.size
    digest = hashlib.sha256()
    with file.open() as source, archive.open(slip, "w") as target:
        while piece := source.read(PIECE):
            digest.update(piece)
            target.write(piece)
    return digest.hexdigest()


def _slip(name: str, method: int) -> zipfile.ZipInfo:
    slip = zipfile.ZipInfo(name, LONG_AGO)
    slip.compress_type = method
    slip.create_system = 3
    slip.external_attr = 0o100644 << 16
    return slip
