"""An archive becomes a portfolio: everything as it was, under new ids, as its new owner's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.frameworks.models import Edition
from coppice.journal.models import Entry, EntryLink, Impact, PermissionState
from coppice.journal.models.entry import Details
from coppice.journal.wording import line
from coppice.kernel import richtext
from coppice.kernel.refusals import Refusal
from coppice.portfolios import own_told
from coppice.portfolios.circle import place_of
from coppice.portfolios.documents.archive_told import as_rows
from coppice.portfolios.documents.canonical import files_mentioned, readdressed
from coppice.portfolios.documents.dossier import Dossier, Json, Remark
from coppice.portfolios.documents.dossier import Entry as Told
from coppice.portfolios.documents.dossier import Section as Written
from coppice.portfolios.gathering import as_row
from coppice.portfolios.leap2a.keeping import keep_origin
from coppice.portfolios.models import Carried, Claim, Portfolio, Section, Signature, Status
from coppice.portfolios.said import day_of, end_of, listed, moment_of, words
from coppice.portfolios.unpacked import Laid
from coppice.portfolios.used_again import UsedAgain
from coppice.revisions.models import Cause, Revision


def edition_for(dossier: Dossier) -> Edition:
    """The edition it was written against, else the newest of the same framework. Refuses when there is none."""
    same = Edition.objects.filter(slug=dossier.framework)
    found = same.filter(version=dossier.framework_version).first() or same.in_order().first()
    if found is None:
        said = _(
            "This portfolio was written against {framework}, which this community does not have. Nothing was changed; "
            "ask an administrator to add that framework."
        )
        raise Refusal(said.format(framework=dossier.framework_title or dossier.framework))
    if dossier.pathway not in {pathway.code for pathway in found.framework.pathways}:
        said = _("{framework} has no pathway “{pathway}” here. Nothing was changed.")
        raise Refusal(said.format(framework=found.framework.name, pathway=dossier.pathway))
    return found


def bring(dossier: Dossier, laid: dict[str, Laid], *, by: Person, now: datetime) -> tuple[Portfolio, int]:
    """All rows, in the caller's transaction; and how many entries were in the journal already."""
    edition = edition_for(dossier)
    portfolio = Portfolio.objects.create(
        edition=edition, pathway_code=dossier.pathway, language=dossier.language[:12], author=by,
        title=dossier.title[:200], aim=day_of(dossier.aim), created_at=moment_of(dossier.created, now), changed_at=now,
    )  # fmt: skip
    sections = {told.id: _section(portfolio, told, n, by=by, now=now) for n, told in enumerate(dossier.sections, 1)}
    again = UsedAgain.of(dossier, by=by)
    fresh = [(told, _entry(told, by=by, now=now)) for told in dossier.entries if not again.entry_for(told)]
    entries = again.entries() | {told.id: entry for told, entry in fresh}
    ids = _give_rows(dossier, laid, portfolio, sections, entries, by=by)
    for told, entry in fresh:
        _fill_entry(entry, told, ids, by=by, now=now)
    again.remember(fresh)
    for written in dossier.sections:
        _fill_section(sections[written.id], written, dossier, ids, by=by, now=now)
        for citation in written.evidence:
            sections[written.id].attach(
                entry=entries[citation.entry], note=citation.note[:2000], shared=citation.shared, by=by, now=now
            )
    own_told.keep_all(dossier, portfolio, sections, by=by, now=now)
    _carry(dossier, portfolio, sections, ids)
    _set_clocks(dossier, portfolio, sections, now)
    return portfolio, len(dossier.entries) - len(fresh)


def _section(portfolio: Portfolio, told: Written, order: int, *, by: Person, now: datetime) -> Section:
    positions = {placement.node.code: placement.position for placement in portfolio.placements}
    section = Section(
        whole=portfolio, code=told.code, number=told.number, author=by, created_at=now, changed_at=now,
        position=positions.get(told.code, 1000 + order), own_title=told.own_title[:120],
    )  # fmt: skip
    section.title = section.heading
    section.save()
    section.grant(through=portfolio, reason="section of the portfolio", by=by, now=now)
    codes = {principle.code for principle in portfolio.framework.principles}
    Claim.objects.bulk_create(
        Claim(section=section, code=code, made_at=now) for code in sorted({c.code for c in told.claims} & codes)
    )
    return section


def _entry(told: Told, *, by: Person, now: datetime) -> Entry:
    created = moment_of(told.created, now)
    day = day_of(told.happened) or created.date()
    entry = Entry(author=by, keeper=by, happened_on=day, created_at=created, changed_at=now)
    entry.save()
    return entry


def _give_rows(
    dossier: Dossier,
    laid: dict[str, Laid],
    portfolio: Portfolio,
    sections: dict[str, Section],
    entries: dict[str, Entry],
    *,
    by: Person,
) -> dict[str, str]:
    """Each file hangs on the entry that holds it, else where it is mentioned first. Answers with the new ids.

    An entry that was here already has its files.
    """
    homes: dict[str, Item] = {}
    for told in dossier.entries:
        for name in (*told.files, *(n for text in told.texts.values() for n in files_mentioned(text.html))):
            homes.setdefault(name, entries[told.id])
    for written in dossier.sections:
        for name in (n for text in written.texts.values() for n in files_mentioned(text.html)):
            homes.setdefault(name, sections[written.id])
    there = {(file.item_id, file.sha256): file for entry in entries.values() for file in entry.files.all()}
    ids = {}
    for name in (file.id for file in dossier.files if file.id in laid):
        home = homes.get(name, portfolio)
        file = there.get((home.pk, laid[name].sha256)) or laid[name].give_row(home, by)
        ids[name] = str(file.pk)
    return ids


def _fill_entry(entry: Entry, told: Told, ids: dict[str, str], *, by: Person, now: datetime) -> None:
    for code, text in told.texts.items():
        if code in entry.text_codes and text.html:
            entry.put(code, readdressed(text.html, ids, _NOWHERE), now=now)
    fields = told.fields
    entry.describe(
        Details(
            happened_on=entry.happened_on,
            ended_on=end_of(entry.happened_on, words(fields, "ended_on", 10)),
            title=told.title if fields.get("has_own_title", True) else "",
            with_whom=words(fields, "with_whom", 300),
            impact=words(fields, "impact", 10) if fields.get("impact") in Impact.values else "",
            impact_reach=words(fields, "impact_reach", 300),
            impact_known=words(fields, "impact_known", 2000),
            impact_numbers=words(fields, "impact_numbers", 300),
            is_draft=fields.get("is_draft") is True,
            tools=listed(fields, "tools"),
            codes=told.codes,
            links=[(link.url[:500], link.title) for link in told.links if link.url.startswith(("https://", "http://"))],
        ),
        by=by,
        now=now,
    )
    _fill_permissions(entry, fields, by=by, now=now)
    keep_origin(entry, fields.get("origin"), now=now)
    days = fields.get("links_kept_on")
    for url, day in days.items() if isinstance(days, dict) else ():
        if kept_on := day_of(str(day)):
            EntryLink.objects.filter(entry=entry, url=url).update(kept_on=kept_on)
    Item.everything.filter(pk=entry.pk).update(created_at=moment_of(told.created, now))


def _fill_permissions(entry: Entry, fields: dict[str, Json], *, by: Person, now: datetime) -> None:
    rows = fields.get("permissions")
    people = [
        (str(row.get("who", ""))[:120], str(row["state"]), str(row.get("note", ""))[:300])
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, dict) and row.get("state") in PermissionState.values
    ]
    if people:
        entry.set_permissions(people, by=by, now=now)


def _fill_section(
    section: Section, told: Written, dossier: Dossier, ids: dict[str, str], *, by: Person, now: datetime
) -> None:
    """Its texts and versions, then how far it is."""
    for version in dossier.versions:
        if version.section == told.id:
            texts = {code: readdressed(html, ids, _NOWHERE) for code, html in version.texts.items()}
            Revision.objects.create(
                item_id=section.pk, number=min(version.number, 2**30), author=by, at=moment_of(version.written, now),
                cause=version.cause if version.cause in Cause.values else Cause.WRITING, name=version.name[:120],
                snapshot={"title": section.title, "texts": texts}, words=sum(map(richtext.word_count, texts.values())),
            )  # fmt: skip
    for code, text in told.texts.items():
        if text.html:
            section.put(code[:60], readdressed(text.html, ids, _NOWHERE), now=now)
    if section.words:
        section.keep_revision(by=by, now=now, cause=Cause.BROUGHT)
    if told.signature and section.sentences:
        said = told.signature
        Signature.objects.create(
            section=section, name=line(said.name)[:120] or by.name, sentences=list(said.sentences),
            nominee=line(said.nominee)[:120], signed_at=moment_of(said.signed, now),
        )  # fmt: skip
    if told.status in Status.values:
        Section.everything.filter(pk=section.pk).update(status=told.status)


def _carry(dossier: Dossier, portfolio: Portfolio, sections: dict[str, Section], ids: dict[str, str]) -> None:
    places = {name: place_of(section) for name, section in sections.items()} | {"": ""}
    remarks = [as_row(_at_home(remark, ids), places[remark.section]) for remark in dossier.remarks]
    recognitions = as_rows(replace(one, section=places[one.section]) for one in dossier.recognitions)
    audience = as_rows(replace(one, part=places[one.part]) for one in dossier.audience)
    if remarks or recognitions or audience:
        Carried.objects.create(portfolio=portfolio, remarks=remarks, recognitions=recognitions, audience=audience)


def _at_home(remark: Remark, ids: dict[str, str]) -> Remark:
    """With its files under their new ids."""
    wordings = (replace(wording, html=readdressed(wording.html, ids, _NOWHERE)) for wording in remark.wordings)
    return replace(remark, html=readdressed(remark.html, ids, _NOWHERE), wordings=tuple(wordings))


def _set_clocks(dossier: Dossier, portfolio: Portfolio, sections: dict[str, Section], now: datetime) -> None:
    """It was last changed and written when its author last did so, not when it was brought in."""
    rows, changed = [section.pk for section in sections.values()], moment_of(dossier.changed, now)
    Item.everything.filter(pk__in=[portfolio.pk, *rows]).update(changed_at=changed)
    Section.everything.filter(pk__in=rows, written_at__gt=changed).update(written_at=changed)


_NOWHERE = "00000000-0000-0000-0000-000000000000"
