"""Everything that is held about a person, in one archive that needs nothing of Coppice to be read.

The archive is a transfer like those of portfolios: asked for, made by a worker, told of by a notice, fetched by its
person alone, deleted after seven days.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.files import personal_data as files
from coppice.files.models import File
from coppice.portfolios.documents.dossier import Attachment
from coppice.portfolios.documents.names import plain
from coppice.portfolios.documents.packing import add_bytes, add_file
from coppice.portfolios.models.transfer import State, Transfer, TransferQuerySet
from coppice.portfolios.moving import Conclusion
from coppice.privacy import telling
from coppice.privacy.shares import shares

FORMAT = "everything"


@transaction.atomic
def ask(*, by: Person, now: datetime) -> Transfer:
    """Ask for it. While one is under way it is the answer."""
    from coppice.privacy.tasks import pack_everything

    if found := made_for(by).filter(state__in=[State.WAITING, State.WORKING]).first():
        return found
    sentence = _("It begins in a moment.")
    made = Transfer.objects.create(person=by, is_inward=False, format=FORMAT, made_at=now, sentence=sentence)
    pack_everything.enqueue(str(made.pk))
    return made


def made_for(person: Person) -> TransferQuerySet:
    return Transfer.objects.visible_to(person).filter(format=FORMAT)


def pack(transfer: Transfer) -> Conclusion:
    """A step of the transfer: write the archive, then say that it is ready."""
    transfer.say(_("Gathering everything of yours."), 15)
    transfer.folder.mkdir(parents=True, exist_ok=True)
    half = transfer.folder / "half"
    missing = write(transfer.person, half, now=timezone.now())
    half.replace(transfer.result)
    summary = {"not_understood": missing, "size": transfer.result.stat().st_size}
    name = f"{plain(transfer.person.name) or 'everything'}-everything.zip"
    return partial(
        transfer.finish, State.DONE, sentence=_("Everything of yours is packed."), now=timezone.now(), name=name,
        summary=summary,
    )  # fmt: skip


def write(person: Person, target: Path, *, now: datetime) -> list[str]:
    """The archive of one person; in words what could not be added."""
    mine, missing, sums = list(files.of(person)), [], {}
    places = {str(file.pk): place_of(number, file) for number, file in enumerate(mine, 1)}
    with zipfile.ZipFile(target, "w") as archive:
        pages = []
        for share in shares():
            if held := share.of.held(person):
                data = json.dumps(held, ensure_ascii=False, indent=1).encode()
                sums[f"data/{share.app}.json"] = add_bytes(archive, f"data/{share.app}.json", data)
                page = telling.page(str(share.of.TITLE), held, places).encode()
                sums[f"{share.app}.html"] = add_bytes(archive, f"{share.app}.html", page)
                pages.append((share.app, share.of.TITLE))
        for file in mine:
            if file.path.exists():
                sums[places[str(file.pk)]] = add_file(archive, places[str(file.pk)], attachment(file))
            else:
                missing.append(_("The contents of “{name}” are not on the server any more.").format(name=file.name))
        context = {"person": person, "community": settings.COMMUNITY_NAME, "now": now, "pages": pages}
        for name in ("README.txt", "index.html"):
            said = render_to_string(f"privacy/archive/{name}", {**context, "missing": missing})
            sums[name] = add_bytes(archive, name, said.encode())
        listed = "".join(f"{digest}  {name}\n" for name, digest in sums.items())
        add_bytes(archive, "SHA256SUMS.txt", listed.encode())
    return missing


def forget_naming(marks: Iterable[str]) -> None:
    """Delete packed archives, whosever they are, that have one of the marks in their data; they can be made anew."""
    written = [json.dumps(mark, ensure_ascii=False)[1:-1].encode() for mark in marks]
    for transfer in Transfer.objects.filter(format=FORMAT, state=State.DONE):
        if any(mark in data for data in data_of(transfer) for mark in written):
            transfer.forget_with_its_files()


def data_of(transfer: Transfer) -> Iterator[bytes]:
    if transfer.result.exists():
        with zipfile.ZipFile(transfer.result) as archive:
            yield from (archive.read(name) for name in archive.namelist() if name.startswith("data/"))


def place_of(number: int, file: File) -> str:
    """Where a file lies in the archive, under a name that every system accepts."""
    stem, dot, ending = file.name.rpartition(".")
    ending = plain(ending, 8) if dot and stem else "bin"
    return f"files/{number:04d}-{plain(stem or file.name) or 'file'}.{ending or 'bin'}"


def attachment(file: File) -> Attachment:
    path, known = file.path, (str(file.pk), file.name, file.media_type, file.sha256, file.size, file.alt)
    return Attachment(*known, lambda: path.open("rb"))
