"""A section laid out: for its author to write, for its readers to read. Plain values for the templates, few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.sentences import who_can_see
from coppice.frameworks.models import Edition
from coppice.frameworks.parts import Principle
from coppice.kernel import richtext
from coppice.kernel.addresses import address
from coppice.portfolios import elsewhere
from coppice.portfolios.models import Claim, Evidence, Recognition, Section, Signature
from coppice.portfolios.overview import words_against
from coppice.portfolios.siblings import Neighbours, can_go, neighbours, siblings

FEW_PRINCIPLES = 6
LONG = 60_000


@lru_cache(maxsize=256)
def markdown_of(html: str) -> str:
    """The plain field's text, made once for as long as the text stays the same. Kept only in this process."""
    return richtext.to_markdown(html)


def asked(edition: Edition, code: str) -> SafeString:
    """What the framework asks for here, with its guidance."""
    return _asked(edition, code, get_language())


@lru_cache(maxsize=512)
def _asked(edition: Edition, code: str, language: str | None) -> SafeString:
    """An edition never changes, so it is drawn once in each language."""
    framework = edition.framework
    context = {"node": framework.nodes.get(code), "edition": edition, "framework": framework}
    return mark_safe(render_to_string("portfolios/sections/asks.html", context))


@dataclass(frozen=True)
class Writing:
    """One text of a section, with what its editor needs."""

    code: str
    title: str
    prompt: str
    html: str
    save_url: str

    @property
    def markdown(self) -> str:
        return markdown_of(self.html) if len(self.html) < LONG else richtext.to_markdown(self.html)

    @property
    def fingerprint(self) -> str:
        return richtext.fingerprint(self.html)


PIECE = ("pk", "note", "entry_id", "entry__title", "entry__happened_on")


@dataclass(frozen=True)
class Piece:
    """An entry beside the section. `is_lent`: its readers can open it."""

    pk: UUID
    note: str
    entry: UUID
    entry_title: str
    happened_on: date
    is_lent: bool = True

    @property
    def title(self) -> str:
        return self.entry_title or _("Untitled")

    @property
    def url(self) -> str:
        return address("journal:entry", self.entry)


@dataclass(frozen=True)
class InSight:
    """A principle as it stands in one section."""

    principle: Principle
    claimed: bool
    readers: tuple[str, ...] = ()
    mine: bool = False


@dataclass(frozen=True)
class Desk:
    """What lies before the author of a section."""

    writings: Sequence[Writing]
    principles: Sequence[InSight]
    pieces: Sequence[Piece]
    neighbours: Neighbours
    sentence: str
    files_url: str
    words: str
    can_go: bool
    asked: SafeString
    signature: Signature | None
    origins: Sequence[elsewhere.Line]
    has_elsewhere: bool

    @property
    def evidence_beside(self) -> str:
        return evidence_beside(self.writings)

    @property
    def are_few(self) -> bool:
        return len(self.principles) <= FEW_PRINCIPLES


def of(section: Section, *, now: datetime) -> Desk:
    """For its author."""
    rows = siblings(section)
    return Desk(
        writings=writings(section),
        principles=in_sight(section, None),
        pieces=pieces(section, now),
        neighbours=neighbours(section, rows),
        sentence=who_can_see([section], now=now)[section.pk],
        files_url=reverse("item_files", args=[section.pk]),
        words=words_against(section.words, section.advice),
        can_go=can_go(section, rows),
        asked=asked(section.portfolio.edition, section.code),
        signature=signature(section),
        origins=elsewhere.lines(section),
        has_elsewhere=elsewhere.is_any_beside(section),
    )


def signature(section: Section) -> Signature | None:
    """What was signed here; only a declaration is asked."""
    return Signature.objects.filter(section=section).first() if section.sentences else None


def evidence_beside(texts: Sequence[Writing]) -> str:
    """The code of the text that the evidence stands beside: the one about evidence, else the first."""
    codes = [text.code for text in texts]
    return "evidence" if "evidence" in codes else codes[0] if codes else ""


def writings(section: Section) -> list[Writing]:
    """The texts of the framework, then what was written under names it no longer has."""
    prompts = {facet.code: facet.prompt for facet in section.facets}
    return [
        Writing(code, title, prompts.get(code, ""), section.text(code), reverse("text", args=[section.pk, code]))
        for code, title in section.text_labels.items()
    ]


def pieces(section: Section, now: datetime) -> list[Piece]:
    found = Evidence.objects.filter(section=section, entry__removed_at=None).with_lending(now=now)
    return [Piece(*row) for row in found.values_list(*PIECE, "is_lent")]


def in_sight(section: Section, reader: Person | None) -> list[InSight]:
    """The principles that this section may show, with who claims and who recognises them (two queries)."""
    if section.node is None or section.node.kind != "writing":
        return []
    claimed = set(Claim.objects.filter(section=section).values_list("code", flat=True))
    seen: defaultdict[str, dict[UUID, str]] = defaultdict(dict)
    for code, by, name in Recognition.objects.filter(section=section).values_list("code", "by", "by__name"):
        seen[code][by] = name
    return [
        InSight(
            each, each.code in claimed, tuple(seen[each.code].values()), bool(reader and reader.pk in seen[each.code])
        )
        for each in section.portfolio.framework.principles
    ]


@dataclass(frozen=True)
class Sheet:
    """What lies before a reader of a section."""

    texts: Sequence[Writing]
    principles: Sequence[InSight]
    pieces: Sequence[Piece]
    whole_visible: bool
    neighbours: Neighbours
    words: str
    asked: SafeString
    signature: Signature | None

    @property
    def evidence_beside(self) -> str:
        return evidence_beside(self.texts)

    @property
    def is_empty(self) -> bool:
        return not self.texts


def sheet(section: Section, viewer: Any, *, now: datetime, is_mine: bool) -> Sheet:
    """For its readers, and for its author to see what they see."""
    whole_visible = is_mine or section.whole_is_visible
    return Sheet(
        texts=[writing for writing in writings(section) if writing.html],
        principles=in_sight(section, viewer.person),
        pieces=lent_pieces(section, viewer, now=now, is_mine=is_mine),
        whole_visible=whole_visible,
        neighbours=neighbours(section, siblings(section)) if whole_visible else Neighbours(None, None),
        words=words_against(section.words, None),
        asked=asked(section.portfolio.edition, section.code),
        signature=signature(section),
    )


def lent_pieces(section: Section, viewer: Any, *, now: datetime, is_mine: bool) -> list[Piece]:
    """The evidence a reader can open. Its author is shown exactly what is lent."""
    if is_mine:
        return [piece for piece in pieces(section, now) if piece.is_lent]
    found = Evidence.objects.filter(section=section).lent_to(viewer, now=now)
    return [Piece(*row) for row in found.values_list(*PIECE)]
