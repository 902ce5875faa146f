"""A portfolio as a dossier: everything of it that leaves with its author."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from io import BytesIO
from typing import Any, BinaryIO

from django.utils.translation import gettext_noop

from coppice.files.models import File
from coppice.journal.models import Entry, Impact
from coppice.portfolios import circle
from coppice.portfolios.documents.archive_told import as_rows
from coppice.portfolios.documents.canonical import files_mentioned
from coppice.portfolios.documents.dossier import (
    Attachment,
    Citation,
    Claim,
    Dossier,
    Json,
    Remark,
    Signature,
    Text,
    Version,
    WebLink,
)
from coppice.portfolios.documents.dossier import Entry as Told
from coppice.portfolios.documents.dossier import Section as Written
from coppice.portfolios.documents.told import Wording
from coppice.portfolios.leap2a.keeping import carried
from coppice.portfolios.models import Carried, Evidence, Portfolio, Section
from coppice.portfolios.models import Signature as Signed
from coppice.portfolios.own_told import occasions_told, standings_told, told_of
from coppice.portfolios.remarks import remarks_on
from coppice.revisions.models import Cause, Revision


def dossier_of(portfolio: Portfolio) -> Dossier:
    """Everything its author can see of it (a dozen queries, whatever its size)."""
    sections = list(portfolio.here())
    evidence = list(
        Evidence.objects.filter(section__in=sections).still_there().order_by("section_id", "position", "id")
    )
    entries = _entries(evidence)
    origins, stood = told_of(sections), standings_told(portfolio)
    carried = Carried.objects.filter(portfolio=portfolio).first()
    whole = Dossier(
        title=portfolio.title,
        person=portfolio.author.name,
        framework=portfolio.edition.slug,
        framework_version=portfolio.edition.version,
        framework_title=portfolio.framework.name,
        pathway=portfolio.pathway_code,
        pathway_title=portfolio.pathway.title,
        language=portfolio.language,
        created=moment(portfolio.created_at),
        aim=moment(portfolio.aim),
        changed=moment(max([portfolio.changed_at, *(section.changed_at for section in sections)])),
        sections=tuple(
            replace(
                _section(section, portfolio, evidence),
                brought_over=tuple(origins[section.pk]),
                stood=stood.get(section.pk),
            )
            for section in sections
        ),
        entries=tuple(as_told(entry) for entry in entries),
        remarks=(*_carried(carried, sections), *remarks_on(sections, portfolio.author)),
        versions=tuple(_versions(sections)),
        recognitions=tuple(circle.recognitions(portfolio, sections, carried)),
        audience=tuple(circle.audiences(portfolio, sections, carried)),
        occasions=tuple(occasions_told(portfolio)),
    )
    return _with_files(whole, portfolio, entries)


def moment(value: datetime | date | None) -> str:
    return value.isoformat() if value else ""


def _section(section: Section, portfolio: Portfolio, evidence: list[Evidence]) -> Written:
    labels = section.text_labels
    titles = {principle.code: principle.title for principle in portfolio.framework.principles}
    node = portfolio.framework.nodes.get(section.code)
    return Written(
        id=str(section.pk),
        code=section.code,
        number=section.number,
        title=node.title if node else section.code,
        own_title=section.own_title,
        status=section.status,
        texts={code: Text(label, section.text(code)) for code, label in labels.items()},
        claims=tuple(Claim(claim.code, titles.get(claim.code, "")) for claim in section.claims.order_by("code")),
        evidence=tuple(Citation(str(e.entry_id), e.note, e.shared) for e in evidence if e.section_id == section.pk),
        signature=_signature(section),
    )


def _signature(section: Section) -> Signature | None:
    signed = Signed.objects.filter(section=section).first() if section.sentences else None
    if signed is None:
        return None
    return Signature(signed.name, moment(signed.signed_at), tuple(signed.sentences), signed.nominee)


def _entries(evidence: Iterable[Evidence]) -> list[Entry]:
    wanted = {piece.entry_id for piece in evidence}
    found = Entry.objects.filter(pk__in=wanted).order_by("happened_on", "created_at", "pk")
    return list(found.prefetch_related("tools", "codes", "addresses", "permissions", "files", "origins"))


def as_told(entry: Entry) -> Told:
    details: dict[str, Json] = {
        gettext_noop("Until"): f"{entry.ended_on:%d.%m.%Y}" if entry.ended_on else "",
        gettext_noop("With whom"): entry.with_whom,
        gettext_noop("Impact"): str(Impact(entry.impact).label) if entry.impact else "",
        gettext_noop("Reach"): entry.impact_reach,
        gettext_noop("How you know"): entry.impact_known,
        gettext_noop("Numbers"): entry.impact_numbers,
        gettext_noop("Tools"): list(map(str, entry.tools.all())),
    }
    fields: dict[str, Json] = {
        "ended_on": moment(entry.ended_on),
        "with_whom": entry.with_whom,
        "impact": entry.impact,
        "impact_reach": entry.impact_reach,
        "impact_known": entry.impact_known,
        "impact_numbers": entry.impact_numbers,
        "tools": list(map(str, sorted(tool.name for tool in entry.tools.all()))),
        "is_draft": entry.is_draft,
        "has_own_title": entry.has_own_title,
        "links_kept_on": {row.url: moment(row.kept_on) for row in entry.addresses.all()},
        "permissions": [{"who": row.who, "state": row.state, "note": row.note} for row in entry.permissions.all()],
    }
    if came := carried(entry):
        fields["origin"] = came
    return Told(
        id=str(entry.pk),
        title=entry.title,
        happened=moment(entry.happened_on),
        created=moment(entry.created_at),
        origin=origin_of(entry),
        texts={code: Text(label, entry.text(code)) for code, label in entry.text_labels.items()},
        details={label: value for label, value in details.items() if value},
        fields=fields,
        codes=tuple(sorted(row.code for row in entry.codes.all())),
        links=tuple(WebLink(row.url, row.label) for row in entry.addresses.all()),
        files=tuple(str(file.pk) for file in entry.files.all()),
    )


def origin_of(entry: Entry) -> str:
    """Where the entry was written first: here, unless it came with an archive."""
    came = (row.key.split(" ", 1)[0] for row in entry.origins.all() if row.source == "archive")
    return next(came, str(entry.pk))


def _versions(sections: list[Section]) -> Iterable[Version]:
    """What was kept of each section; what was brought in says nothing that the text does not."""
    kept = Revision.objects.filter(item__in=[section.pk for section in sections]).exclude(cause=Cause.BROUGHT)
    for row in kept.select_related("author").order_by("item_id", "number"):
        yield Version(str(row.item_id), row.number, row.author.name, moment(row.at), row.texts, row.name, row.cause)


def _carried(carried: Carried | None, sections: list[Section]) -> Iterable[Remark]:
    """Comments that came along with an archive, under the sections that are still here."""
    ids = {circle.place_of(section): str(section.pk) for section in sections}
    for row in carried.remarks if carried else []:
        if row["section"] in ids:
            wordings = tuple(Wording(**wording) for wording in row.get("wordings", []))
            yield Remark(**{**row, "section": ids[row["section"]], "wordings": wordings})


def _with_files(dossier: Dossier, portfolio: Portfolio, entries: list[Entry]) -> Dossier:
    """The files that its texts mention and its entries hold, of those its author can see."""
    from dataclasses import replace

    mentioned = {found for html in dossier.every_html() for found in files_mentioned(html)}
    held = {name for entry in dossier.entries for name in entry.files}
    rows = File.objects.visible_to(portfolio.author).filter(pk__in=[*filter(_is_id, mentioned | held)])
    return replace(dossier, files=tuple(attachment_of(row) for row in rows.order_by("kept_at", "id")))


def _is_id(text: str) -> bool:
    return len(text) == 36 and text.count("-") == 4


def attachment_of(row: File) -> Attachment:
    return Attachment(str(row.pk), row.name, row.media_type, row.sha256, row.size, row.alt, partial(_opened, row))


def _opened(row: File) -> BinaryIO:
    try:
        return row.path.open("rb")
    except FileNotFoundError:
        return BytesIO()


def as_row(remark: Remark, section: str) -> dict[str, Any]:
    """A comment as it is kept when its writer has no account here."""
    names = ("id", "author", "written", "html", "answers", "revision", "anchor", "resolved", "resolved_by")
    return {name: getattr(remark, name) for name in names} | {"section": section, "wordings": as_rows(remark.wordings)}
