"""What was brought: one XML file, or a ZIP with the feed at its root or one folder down and the files beside it."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote
from uuid import NAMESPACE_OID, uuid5

import filetype
from django.utils.translation import gettext as _

from coppice.kernel.refusals import Refusal
from coppice.portfolios.documents.dossier import Attachment, attachment_from_path
from coppice.portfolios.documents.unpacking import Limits, copy, opened, read
from coppice.portfolios.leap2a.parsing import MOST_BYTES

FEEDS = ("leap2a.xml", "leap2.xml", "leap.xml")
FOLDERS = ("", "files/", "export_info/", "export_info/files/")
EMPTY: Mapping[str, str] = {}
OTHERWISE = "application/octet-stream"


@dataclass(frozen=True)
class Package:
    """The feed's bytes, and every file beside it under the ways an export may speak of it."""

    content: bytes
    base: str = ""
    names: dict[str, str] = field(default_factory=dict)

    def find(self, href: str) -> str | None:
        """The name in the ZIP of what the feed calls so; None when it is not there. Nothing outside can be meant."""
        for written in dict.fromkeys((href, unquote(href))):
            name = _alike(written.split("#")[0].removeprefix("./"))
            for folder in (self.base, ""):
                for below in FOLDERS:
                    if found := self.names.get(_alike(folder + below) + name):
                        return found
        return None

    def beside(self) -> list[str]:
        """The files that an export puts where its items' files are."""
        return [name for name in self.names.values() if "files/" in name and not name.endswith(FEEDS)]


def is_export(archive: zipfile.ZipFile) -> bool:
    return bool(_feeds(archive.namelist()))


def opened_package(path: Path, limits: Limits) -> Package:
    """The feed and the names beside it. Raises Refusal."""
    if not zipfile.is_zipfile(path):
        if path.stat().st_size > MOST_BYTES:
            raise Refusal(
                _("This export is longer than the {most} MB of text that we take in at once.").format(
                    most=MOST_BYTES // 1024**2
                )
            )
        return Package(path.read_bytes())
    with opened(path, limits) as archive:
        feeds = _feeds(archive.namelist())
        if len(feeds) != 1:
            raise Refusal(_("This ZIP holds several exports. Please bring in one at a time; nothing was changed."))
        content = read(archive, feeds[0], MOST_BYTES)
        names = {_alike(name): name for name in archive.namelist() if not name.endswith("/")}
    return Package(content, feeds[0].rpartition("/")[0] + "/" if "/" in feeds[0] else "", names)


def unpacked(
    path: Path, names: Iterable[str], into: Path, limits: Limits, called: Mapping[str, str] = EMPTY
) -> dict[str, Attachment]:
    """The files of these names, copied into the folder `into` under names of our own; `called` names them anew."""
    found: dict[str, Attachment] = {}
    if not (wanted := sorted(set(names))):
        return found
    into.mkdir(parents=True, exist_ok=True)
    with opened(path, limits) as archive:
        for name in wanted:
            target = into / file_id(name)
            with target.open("wb") as stream:
                copy(archive, name, stream)
            found[name] = _attachment(name, target, called.get(name) or shown_name(name))
    return found


def file_id(name: str) -> str:
    """The id of a file in this package, in the form that can stand in a text."""
    return str(uuid5(NAMESPACE_OID, f"leap2a {name}"))


def shown_name(name: str) -> str:
    return unicodedata.normalize("NFC", PurePosixPath(name).name)


def _attachment(name: str, target: Path, shown: str) -> Attachment:
    media_type = filetype.guess_mime(str(target)) or OTHERWISE
    return attachment_from_path(file_id(name), shown, media_type, target)


def _feeds(names: Iterable[str]) -> list[str]:
    """Where a feed stands: at the root if there is one, else one folder down."""
    here = [name for name in names if name.count("/") <= 1 and name.rpartition("/")[2].lower() in FEEDS]
    here = [name for name in here if not name.startswith("__MACOSX/")]
    at_root = [name for name in here if "/" not in name]
    return at_root[:1] or here


def _alike(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
