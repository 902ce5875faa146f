"""The steps of a transfer: each does its slow part, and gives back what is to be done in one transaction at its end."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coppice.portfolios import bringing, placing
from coppice.portfolios.documents import publishing
from coppice.portfolios.documents.archive import write_archive
from coppice.portfolios.documents.archive_reading import read_archive
from coppice.portfolios.documents.dossier import Attachment, Dossier, attachment_from_path
from coppice.portfolios.documents.mapping import proposal
from coppice.portfolios.documents.names import download_name
from coppice.portfolios.documents.pdf import write_pdf
from coppice.portfolios.documents.reading import read_document
from coppice.portfolios.documents.site import write_site_zip
from coppice.portfolios.entries_in import carrying as entries_carrying
from coppice.portfolios.gathering import dossier_of
from coppice.portfolios.leap2a import carrying as leap2a_carrying
from coppice.portfolios.leap2a.writing import write_leap2a
from coppice.portfolios.models import Portfolio
from coppice.portfolios.models.transfer import ENTRIES, State, Transfer, limits
from coppice.portfolios.unpacked import Laid, lay

type Conclusion = Callable[[], None]
type Step = Callable[[Transfer], Conclusion]
ENDINGS = {
    "pdf": ".pdf",
    "site": "-site.zip",
    "archive": "-archive.zip",
    "docx": ".docx",
    "odt": ".odt",
    "epub": ".epub",
    "leap2a": "-leap2a.zip",
}
BY_ITEM: dict[str, tuple[Step, Step]] = {
    "leap2a": (leap2a_carrying.look, leap2a_carrying.settle),
    **dict.fromkeys(ENTRIES, (entries_carrying.look, entries_carrying.settle)),
}


def write(dossier: Dossier, format: str, target: Path) -> list[str]:
    """The dossier in this format; in words what fell short."""
    if format == "pdf":
        return write_pdf(dossier, target)
    if format in publishing.KINDS:
        return publishing.publish(dossier, target, format)
    if format == "leap2a":
        return write_leap2a(dossier, target)
    writer = write_site_zip if format == "site" else write_archive
    writer(dossier, target)
    return []


def export(transfer: Transfer) -> Conclusion:
    assert transfer.portfolio is not None
    transfer.say(_("Gathering your texts, evidence and files."), 15)
    dossier = dossier_of(transfer.portfolio)
    transfer.say(_("Writing the file."), 45)
    transfer.folder.mkdir(parents=True, exist_ok=True)
    half = transfer.folder / "half"
    said = write(dossier, transfer.format, half)
    half.replace(transfer.result)
    name = download_name(dossier.title, ENDINGS[transfer.format])
    summary = {"not_understood": said, "size": transfer.result.stat().st_size}
    return partial(
        transfer.finish, State.DONE, sentence=_("It is ready."), now=timezone.now(), name=name, summary=summary
    )


def propose(transfer: Transfer) -> Conclusion:
    transfer.say(_("Reading what you brought."), 20)
    if transfer.format in BY_ITEM:
        return BY_ITEM[transfer.format][0](transfer)
    read = _look_into_archive if transfer.is_archive else _look_into_document
    return read(transfer)


def _look_into_archive(transfer: Transfer) -> Conclusion:
    dossier = read_archive(transfer.source, transfer.folder / "pictures", limits())
    edition = bringing.edition_for(dossier)
    summary = counted("archive", len(dossier.sections), len(dossier.entries), len(dossier.files), [])
    shown = {
        "title": dossier.title, "person": dossier.person, "framework": dossier.framework_title,
        "pathway": dossier.pathway_title, "remarks": len(dossier.remarks), "versions": len(dossier.versions),
        "sections": [section.heading for section in dossier.sections],
    }  # fmt: skip
    return partial(
        transfer.finish, State.READY, sentence=_("Look it over, then confirm."), now=timezone.now(), summary=summary,
        proposal=shown, edition=edition, pathway_code=dossier.pathway,
    )  # fmt: skip


def _look_into_document(transfer: Transfer) -> Conclusion:
    assert transfer.edition is not None
    source = read_document(transfer.source, transfer.name, limits())
    transfer.say(_("Finding the sections."), 70)
    passages = proposal(source, placing.targets_of(transfer.edition, transfer.pathway_code))
    folder = transfer.folder / "pictures"
    folder.mkdir(exist_ok=True)
    for picture in source.pictures:
        (folder / picture.id).write_bytes(picture.read())
    pictures = [[picture.id, picture.name, picture.media_type, picture.alt] for picture in source.pictures]
    shown = {"title": source.title, "passages": placing.as_rows(passages), "pictures": pictures}
    placed = len({(passage.code, passage.number) for passage in passages if passage.is_placed})
    summary = counted(transfer.format, placed, 0, len(pictures), list(source.not_understood))
    return partial(
        transfer.finish, State.READY, sentence=_("Look it over, then confirm."), now=timezone.now(), summary=summary,
        proposal=json.loads(json.dumps(shown)),
    )  # fmt: skip


def settle_in(transfer: Transfer) -> Conclusion:
    transfer.say(_("Putting everything in its place."), 40)
    if transfer.format in BY_ITEM:
        return BY_ITEM[transfer.format][1](transfer)
    if transfer.is_archive:
        dossier = read_archive(transfer.source, transfer.folder / "pictures", limits())
        return partial(_bring_archive, transfer, dossier, *lay(dossier.files))
    pictures = [_picture(transfer, *row) for row in transfer.proposal["pictures"]]
    return partial(_bring_document, transfer, *lay(pictures))


def _picture(transfer: Transfer, identifier: str, name: str, media_type: str, alt: str) -> Attachment:
    return attachment_from_path(identifier, name, media_type, transfer.folder / "pictures" / identifier, alt)


def _bring_archive(transfer: Transfer, dossier: Dossier, laid: dict[str, Laid], refused: list[str]) -> None:
    portfolio, used_again = bringing.bring(dossier, laid, by=transfer.person, now=timezone.now())
    _done(transfer, portfolio, len(dossier.entries), len(laid), refused, used_again)


def _bring_document(transfer: Transfer, laid: dict[str, Laid], refused: list[str]) -> None:
    assert transfer.edition is not None
    now, by = timezone.now(), transfer.person
    passages = placing.from_rows(transfer.proposal["passages"])
    title = transfer.proposal["title"][:200]
    portfolio = Portfolio.begin(edition=transfer.edition, pathway=transfer.pathway_code, title=title, by=by, now=now)
    left = placing.place(passages, laid, portfolio=portfolio, source=transfer.name, by=by, now=now)
    _done(transfer, portfolio, 1 if left else 0, len(laid), refused)


def _done(
    transfer: Transfer, portfolio: Portfolio, entries: int, files: int, refused: list[str], used_again: int = 0
) -> None:
    sections = portfolio.here().filter(words__gt=0).count()
    said = [*transfer.summary.get("not_understood", []), *refused]
    summary = counted(transfer.format, sections, entries, files, said) | {"portfolio": str(portfolio.pk)}
    sentence = _("Your portfolio is here.")
    if used_again:
        sentence += " " + ngettext(
            "{n} journal entry was yours already and not copied.",
            "{n} journal entries were yours already and not copied.",
            used_again,
        ).format(n=used_again)
    transfer.finish(State.DONE, sentence=sentence, now=timezone.now(), portfolio=portfolio, summary=summary)


def counted(kind: str, sections: int, entries: int, files: int, said: list[str]) -> dict[str, object]:
    return {"kind": kind, "sections": sections, "entries": entries, "files": files, "not_understood": said}
