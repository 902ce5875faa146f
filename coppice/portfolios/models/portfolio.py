"""A portfolio: what one person says of their practice against one edition of a framework."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.frameworks.framework import Framework
from coppice.frameworks.models import Edition
from coppice.frameworks.parts import Pathway, Placement
from coppice.happenings.models import Happening
from coppice.journal.wording import line
from coppice.kernel.refusals import Refusal
from coppice.revisions.models import Cause

if TYPE_CHECKING:
    from coppice.portfolios.models.section import Section


LAST = 1000


class NoSuchPathway(Refusal):
    """The framework has no pathway of this name."""


class NoRoom(Refusal):
    """The pathway takes no more, or not fewer, sections of this kind."""


class Portfolio(Item):
    """Sections, written for a pathway of one edition of a framework. Whoever sees it sees its sections."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="portfolios")
    pathway_code = models.CharField(max_length=32)
    language = models.CharField(max_length=12, default="en")
    aim = models.DateField(null=True, blank=True)

    @classmethod
    @transaction.atomic
    def begin(
        cls, *, edition: Edition, pathway: str, by: Person, now: datetime, title: str = "", aim: date | None = None
    ) -> Portfolio:
        """A new portfolio with an empty section for each one that the pathway asks for."""
        framework = edition.framework
        if pathway not in {each.code for each in framework.pathways}:
            raise NoSuchPathway(_("{name} has no such pathway. Choose one of the list.").format(name=framework.name))
        named = line(title)[:200] or title_for(framework, framework.pathway(pathway))
        portfolio = cls.objects.create(
            edition=edition, pathway_code=pathway, author=by, title=named, aim=aim, created_at=now, changed_at=now
        )
        portfolio.fill(by=by, now=now)
        Happening.record(actor=by, verb="portfolio begun", item=portfolio)
        return portfolio

    def get_absolute_url(self) -> str:
        return reverse("portfolios:show", args=[self.pk])

    @property
    def comments_url(self) -> str:
        """Where everything that readers say is gathered."""
        return reverse("portfolios:feedback", args=[self.pk])

    @property
    def framework(self) -> Framework:
        return self.edition.framework

    @property
    def pathway(self) -> Pathway:
        return self.framework.pathway(self.pathway_code)

    @property
    def written_for(self) -> str:
        """“CMALT 2019”; with the pathway where it has a name of its own: “CMALT 2019, Senior CMALT”."""
        pathway = self.pathway.title
        return str(self.edition) if pathway == self.framework.name else f"{self.edition}, {pathway}"

    @property
    def placements(self) -> Sequence[Placement]:
        """The sections of the pathway, in order, with how often each is written."""
        return self.framework.sections_for(self.pathway_code)

    @property
    def is_self_assessment(self) -> bool:
        return self.framework.mode == "self-assessment"

    def here(self) -> models.QuerySet[Any]:
        """The sections that are not in the bin, in the order of reading."""
        return self.sections.filter(removed_at=None).order_by("position", "number", "pk")

    def fill(self, *, by: Person, now: datetime) -> None:
        """Add the sections that the pathway asks for and that are not there yet."""
        have = Counter(self.here().values_list("code", flat=True))
        missing = ((each, max(0, each.min - have[each.node.code])) for each in self.placements)
        self.make_sections([each for each, times in missing for _time in range(times)], by=by, now=now)

    @transaction.atomic
    def add_section(self, *, code: str, by: Person, now: datetime, own_title: str = "") -> Section:
        """One more section of a kind that the pathway has, for instance a further specialist area."""
        placement = next((each for each in self.placements if each.node.code == code), None)
        if placement is None:
            raise NoRoom(_("This pathway does not have that section. Nothing was added."))
        if placement.max is not None and self.here().filter(code=code).count() >= placement.max:
            raise NoRoom(_("{label} is there as often as this pathway takes it.").format(label=placement.node.label))
        [section] = self.make_sections([placement], by=by, now=now, own_title=own_title)
        Happening.record(actor=by, verb="section added", item=section, about={"portfolio": str(self.pk)})
        self.touch(now=now)
        return section

    def make_sections(
        self, placements: Sequence[Placement], *, by: Person, now: datetime, own_title: str = ""
    ) -> list[Section]:
        """A section each, with the lowest free number, lent through the portfolio, in the caller's transaction."""
        from coppice.portfolios.models.section import Section

        taken, made = set(self.sections.values_list("code", "number")), []
        for placement in placements:
            code = placement.node.code
            number = next(n for n in range(1, len(taken) + 2) if (code, n) not in taken)
            taken.add((code, number))
            section = Section(whole=self, code=code, number=number, position=placement.position, author=by)
            section.own_title, section.created_at, section.changed_at = line(own_title)[:120], now, now
            section.title = section.heading
            section.save()
            made.append(section)
        Item.lend(made, through=self, reason="section of the portfolio", by=by, now=now)
        return made

    @transaction.atomic
    def move_to(self, *, pathway: str, by: Person, now: datetime, edition: Edition | None = None) -> None:
        """Go on with another pathway or edition: what is missing is added, and nothing that was written is lost."""
        from coppice.portfolios.going_on import recode

        was, old, new = self.pathway_code, self.edition, edition or self.edition
        if new.slug != old.slug or pathway not in {each.code for each in new.framework.pathways}:
            raise NoSuchPathway(_("{name} has no such pathway. Nothing was changed.").format(name=self.framework.name))
        if (new.pk, pathway) == (old.pk, was):
            return
        self.edition, self.pathway_code = new, pathway
        self.save(update_fields=["edition", "pathway_code"])
        if new.pk != old.pk:
            recode(self, old)
        self.fill(by=by, now=now)
        self.put_in_order()
        self.touch(now=now)
        Happening.record(
            actor=by, verb="pathway changed", item=self, about={"from": was, "to": pathway, "edition": str(new.pk)}
        )

    def put_in_order(self) -> None:
        """Every section where the pathway has it; what it does not have comes last."""
        places = {placement.node.code: placement.position for placement in self.placements}
        for code in set(self.sections.values_list("code", flat=True)):
            self.sections.filter(code=code).update(position=places.get(code, LAST))

    @transaction.atomic
    def describe(self, *, title: str, aim: date | None, by: Person, now: datetime) -> None:
        """Its name, and the day one aims at."""
        self.title, self.aim = line(title)[:200] or title_for(self.framework, self.pathway), aim
        self.save(update_fields=["title", "aim"])
        self.touch(now=now)
        Happening.record(actor=by, verb="portfolio described", item=self)

    @transaction.atomic
    def name_version(self, *, name: str, by: Person, now: datetime) -> int:
        """Keep every section as it is now under one name. Answers how many were kept."""
        sections = [section for section in self.here() if section.words]
        for section in sections:
            section.keep_revision(by=by, now=now, cause=Cause.NAMED, name=line(name)[:120])
        Happening.record(actor=by, verb="version named", item=self)
        return len(sections)


def title_for(framework: Framework, pathway: Pathway) -> str:
    """What to call a portfolio that was given no name."""
    if framework.mode == "self-assessment":
        return _("{framework} self-assessment").format(framework=framework.name)
    return pathway.title if framework.name in pathway.title else f"{framework.name}: {pathway.title}"
