"""Where somebody says they are, statement by statement; looked at again later and compared with the last time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.happenings.models import Happening
from coppice.kernel.refusals import Refusal
from coppice.portfolios.models.portfolio import Portfolio
from coppice.portfolios.models.section import Section


class Occasion(models.Model):
    """One time of looking at all statements of a portfolio. `kept_as` names the version of its texts when it ended."""

    portfolio = models.ForeignKey(Portfolio, on_delete=models.CASCADE, related_name="occasions")
    number = models.PositiveSmallIntegerField()
    begun_at = models.DateTimeField()
    kept_as = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["portfolio", "number"], name="occasions_are_numbered")]

    def __str__(self) -> str:
        return f"{self.begun_at:%Y}"

    @classmethod
    def newest(cls, portfolio: Portfolio) -> Occasion | None:
        return cls.objects.filter(portfolio=portfolio).first()

    @classmethod
    @transaction.atomic
    def say(cls, portfolio: Portfolio, said: Mapping[UUID, str], *, by: Person, now: datetime) -> None:
        """Where one is in these sections; an empty word takes it back. The first words begin the first occasion."""
        known = {step.code for step in portfolio.framework.steps} | {""}
        if not set(said.values()) <= known:
            raise Refusal(_("Choose from the words that this framework has. Nothing was changed."))
        occasion = cls.newest(portfolio) or cls.objects.create(portfolio=portfolio, number=1, begun_at=now)
        for section in portfolio.here().filter(pk__in=said):
            occasion.put(section, said[section.pk], now=now)
        portfolio.touch(now=now)
        Happening.record(actor=by, verb="standing said", item=portfolio)

    def put(self, section: Section, step: str, *, now: datetime) -> None:
        there = Standing.objects.filter(occasion=self, section=section)
        if not step:
            there.delete()
        elif not there.filter(step=step).exists():
            Standing.objects.update_or_create(occasion=self, section=section, defaults={"step": step, "said_at": now})

    @classmethod
    @transaction.atomic
    def begin_again(cls, portfolio: Portfolio, *, by: Person, now: datetime) -> Occasion:
        """Look at all of it anew. The texts are kept under a name, and what was said the last time stays as it is."""
        last = cls.newest(portfolio)
        if last is None or not last.standings.exists():
            raise Refusal(
                _("Say where you are first. Once you have, you can look again and compare. Nothing was changed.")
            )
        last.kept_as = _("Before looking again on {day}").format(day=date_format(now, "j F Y"))
        last.save(update_fields=["kept_as"])
        portfolio.name_version(name=last.kept_as, by=by, now=now)
        Happening.record(actor=by, verb="looked again", item=portfolio)
        return cls.objects.create(portfolio=portfolio, number=last.number + 1, begun_at=now)


class Standing(models.Model):
    """Where its author is with one statement, in a word of the framework."""

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="standings")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="standings")
    step = models.CharField(max_length=80)
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["section__position", "section__number", "pk"]
        constraints = [models.UniqueConstraint(fields=["occasion", "section"], name="one_standing_each_time")]

    def __str__(self) -> str:
        return self.step
