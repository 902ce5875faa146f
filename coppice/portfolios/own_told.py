"""What only its author knows of a portfolio, as it leaves and comes back: where texts came from, and where one was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from html import escape
from uuid import UUID

from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.frameworks.parts import Step
from coppice.kernel import richtext
from coppice.portfolios.documents.dossier import Dossier, Text
from coppice.portfolios.documents.told import BroughtOver, Looked, Stood
from coppice.portfolios.models import Occasion, Portfolio, Section, Standing, TextOrigin
from coppice.portfolios.standings import sheet
from coppice.revisions.models import Revision


def told_of(sections: Iterable[Section]) -> defaultdict[UUID, list[BroughtOver]]:
    """Of each section (one query)."""
    found: defaultdict[UUID, list[BroughtOver]] = defaultdict(list)
    for row in TextOrigin.objects.filter(section__in=sections):
        found[row.section_id].append(
            BroughtOver(
                code=row.code, key=row.key, text=row.source_code, version=row.number, print=row.print,
                section=row.told.get("section", ""), portfolio=row.told.get("portfolio", ""),
                at=row.brought_at.isoformat(),
            )
        )  # fmt: skip
    return found


def occasions_told(portfolio: Portfolio) -> Iterator[Looked]:
    """Each time of looking at all statements (two queries)."""
    for row in Occasion.objects.filter(portfolio=portfolio).prefetch_related("standings"):
        stood = (Stood(str(one.section_id), one.step, one.said_at.isoformat()) for one in row.standings.all())
        yield Looked(row.number, row.begun_at.isoformat(), row.kept_as, tuple(stood))


def standings_told(portfolio: Portfolio) -> dict[UUID, Text]:
    """Where its author says they are with each statement, for reading, with what they said the last time."""
    lines = sheet(portfolio).lines if portfolio.framework.steps else ()
    return {line.section.pk: standing_told(line.now, line.before) for line in lines if line.now}


def standing_told(now: Step, before: Step | None) -> Text:
    said = _("{step} (the last time: {before})").format(step=now.title, before=before.title) if before else now.title
    return Text(_("Where I am"), f"<p>{escape(said)}</p>")


def keep_all(
    dossier: Dossier, portfolio: Portfolio, sections: Mapping[str, Section], *, by: Person, now: datetime
) -> None:
    for told in dossier.sections:
        keep(sections[told.id], told.brought_over, by=by, now=now)
    for looked in dossier.occasions:
        row = Occasion.objects.create(
            portfolio=portfolio,
            number=min(looked.number, 30_000),
            begun_at=moment(looked.begun, now),
            kept_as=looked.kept_as[:120],
        )
        Standing.objects.bulk_create(
            Standing(occasion=row, section=sections[one.section], step=one.step[:80], said_at=moment(one.at, now))
            for one in {stood.section: stood for stood in looked.standings}.values()
        )


def keep(section: Section, told: Iterable[BroughtOver], *, by: Person, now: datetime) -> None:
    """What an archive tells of a section. It is tied to the original again where that is the person's own and here."""
    newest = Revision.objects.of(section).newest()
    for one in told:
        TextOrigin.objects.get_or_create(
            section=section,
            code=one.code[:80],
            key=one.key[:64],
            source_code=one.text[:80],
            defaults={
                "source": original(one.key, by),
                "told": {"section": one.section[:300], "portfolio": one.portfolio[:200]},
                "number": min(one.version, 2**30),
                "print": one.print[:16],
                "own_number": newest.number if newest else 0,
                "own_print": richtext.fingerprint(section.text(one.code)),
                "brought_at": moment(one.at, now),
            },
        )


def original(key: str, by: Person) -> Section | None:
    try:
        return Section.everything.filter(pk=UUID(key), author=by).first()
    except ValueError:
        return None


def moment(said: str, otherwise: datetime) -> datetime:
    """When it was brought over, if that is a moment that has been."""
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        return otherwise
    return found if found.tzinfo and found <= otherwise else otherwise
