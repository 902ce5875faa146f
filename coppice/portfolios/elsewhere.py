"""What its author wrote in other portfolios that could serve one section, and why it may suit.

No framework says which of its sections is like which of another's, and no table of ours does. The author's own entries
do, by lying beside both, or by speaking to both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.journal.models import EntryCode
from coppice.kernel import richtext
from coppice.portfolios.models import Evidence, Portfolio, Section, TextOrigin
from coppice.revisions.comparing import Comparison, compare

MOST_NAMED = 3


@dataclass(frozen=True)
class Candidate:
    """A section of another portfolio, and the reasons for it, the strongest first."""

    section: Section
    shared: int
    codes: tuple[str, ...]
    is_alike: bool

    @property
    def worth(self) -> tuple[int, int, int]:
        return (self.is_alike, self.shared, len(self.codes))

    @property
    def reasons(self) -> list[str]:
        said = [_("It answers the same question.")] if self.is_alike else []
        if self.shared:
            said.append(
                ngettext("{n} entry lies beside both.", "{n} entries lie beside both.", self.shared).format(
                    n=self.shared
                )
            )
        if self.codes:
            said.append(_("Evidence beside it speaks to {codes}.").format(codes=", ".join(self.codes[:MOST_NAMED])))
        return said


def candidates(section: Section) -> list[Candidate]:
    """Every written section of the author's other portfolios, what suits best first (three queries)."""
    others = list(written_elsewhere(section.author).exclude(whole=section.whole_id).select_related("whole__edition"))
    beside, spoken = evidence_of([section, *others]), codes_of(others, section.portfolio.edition.slug)
    known = {section.code, *(principle.code for principle in section.portfolio.framework.principles)}
    found = [
        Candidate(
            section=other,
            shared=len(beside[section.pk] & beside[other.pk]),
            codes=tuple(in_order(spoken[other.pk] & known, section.code)),
            is_alike=(other.portfolio.edition.slug, other.code) == (section.portfolio.edition.slug, section.code),
        )
        for other in others
    ]
    return sorted(found, key=lambda one: one.worth, reverse=True)


def written_elsewhere(person: Person) -> QuerySet[Any]:
    """Sections with words in them, of portfolios that are not in the bin."""
    return (
        Section.objects.by(person)
        .filter(whole__removed_at=None, words__gt=0)
        .defer("texts", "writers")
        .order_by("-whole__changed_at", "position", "number", "pk")
    )


def is_any_beside(section: Section) -> bool:
    """Whether there is another portfolio to look in: the newest two, in the order of their index, because PostgreSQL
    looks through everything for one that it expects to find soon.
    """
    mine = Item.objects.by(section.author).filter(kind=Portfolio._meta.model_name)
    newest = mine.order_by("-changed_at", "-id").values_list("pk", flat=True)[:2]
    return any(pk != section.whole_id for pk in newest)


def in_order(codes: Collection[str], first: str) -> Sequence[str]:
    """The section's own code before those of principles."""
    return sorted(codes, key=lambda code: (code != first, code))


def evidence_of(sections: Sequence[Section]) -> defaultdict[UUID, set[UUID]]:
    found: defaultdict[UUID, set[UUID]] = defaultdict(set)
    rows = Evidence.objects.filter(section__in=sections, entry__removed_at=None).order_by()
    for section, entry in rows.values_list("section_id", "entry_id"):
        found[section].add(entry)
    return found


def codes_of(sections: Sequence[Section], slug: str) -> defaultdict[UUID, set[str]]:
    """What the entries beside each section speak to in one framework."""
    found: defaultdict[UUID, set[str]] = defaultdict(set)
    rows = EntryCode.objects.filter(entry__evidence__section__in=sections, code__startswith=f"{slug}:").order_by()
    for section, code in rows.values_list("entry__evidence__section_id", "code"):
        found[section].add(code.removeprefix(f"{slug}:"))
    return found


@dataclass(frozen=True)
class Line:
    """What is said beside one text of where it came from, or where it went."""

    code: str
    pk: UUID
    other: Section | None
    words: str
    number: int
    came: bool
    is_changed: bool


def lines(section: Section) -> list[Line]:
    """For its author alone (one query; two where there are any)."""
    rows = TextOrigin.objects.of(section)
    return [line_of(row, section) for row in rows.with_both()] if rows.exists() else []


def line_of(row: TextOrigin, section: Section) -> Line:
    came = row.section_id == section.pk
    if not row.is_here:
        code = row.code if came else row.source_code
        return Line(code, row.pk, None, str(row), row.number, came, is_changed=False)
    mine, theirs = row.ends(section)
    words = f"{theirs.section.title}, {theirs.section.portfolio.title}"
    return Line(mine.code, row.pk, theirs.section, words, theirs.number, came, theirs.is_changed)


def linked(section: Section, other: Section) -> dict[str, UUID]:
    """The texts of the other section that are side by side with one here already, whichever was first."""
    rows = TextOrigin.objects.of(section).filter(Q(section=other) | Q(source=other))
    return {row.code if row.section_id == other.pk else row.source_code: row.pk for row in rows}


@dataclass(frozen=True)
class Difference:
    """What changed in the other text, what that makes of the one here, and how many passages it would not touch."""

    other: Section
    number: int
    there: Comparison
    here: Comparison
    left: int
    mine: str
    theirs: str


def difference(row: TextOrigin, section: Section) -> Difference:
    """`mine` and `theirs` say what was seen, so that nothing else is brought over."""
    mine, theirs = row.ends(section)
    made = row.brought_into(section)
    return Difference(
        other=theirs.section,
        number=theirs.number,
        there=compare(theirs.before, theirs.html),
        here=compare(mine.html, made.html),
        left=made.left,
        mine=richtext.fingerprint(mine.html),
        theirs=richtext.fingerprint(theirs.html),
    )
