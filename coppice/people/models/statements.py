"""Statements: what somebody can help with, and what they want to learn."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.groups.models import Group
from coppice.people.models.line import Line, LineQuerySet
from coppice.people.models.skill import Skill


class Side(models.TextChoices):
    """What a statement says of a skill."""

    HELP = "help", _("I can help with")
    LEARN = "learn", _("I want to learn")


class Level(models.IntegerChoices):
    """How far somebody is."""

    AWARE = 1, pgettext_lazy("level", "Aware")
    PRACTISING = 2, pgettext_lazy("level", "Practising")
    LEADING = 3, pgettext_lazy("level", "Leading")


class Statement(Line, Item):
    """Somebody can help with a skill, or wants to learn it."""

    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="statements")
    side = models.CharField(max_length=5, choices=Side.choices)
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.PRACTISING)
    example = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects: ClassVar[Any] = LineQuerySet["Statement"].as_manager()
    everything: ClassVar[Any] = LineQuerySet["Statement"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["skill", "side", "-level", "-item_ptr"], name="statements_best_first")]
        constraints = [
            models.UniqueConstraint(fields=["person", "skill", "side"], name="said_once_of_a_skill"),
            models.CheckConstraint(name="level_is_one_of_three", condition=models.Q(level__gte=1, level__lte=3)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def content(self) -> tuple[Any, ...]:
        return self.level, str(self.example_id or "")

    @classmethod
    @transaction.atomic
    def say(
        cls,
        skill: Skill,
        *,
        side: str,
        level: int,
        reach: str,
        by: Person,
        now: datetime,
        group: Group | None = None,
        example: Item | None = None,
    ) -> Statement:
        """Say it of a skill; said before, the new words count."""
        there = cls.everything.filter(person=by, skill=skill, side=side).first()
        one = there or cls(author=by, person=by, skill=skill, side=side, created_at=now)
        one.level, one.example, one.title = level, example, skill.name
        one.kept(reach=reach, group=group, by=by, now=now, is_new=there is None)
        return one

    @transaction.atomic
    def change(
        self,
        *,
        level: int,
        example: Item | None,
        seen: str,
        reach: str,
        by: Person,
        now: datetime,
        group: Group | None = None,
    ) -> bool:
        """Say it anew, unless it says something else meanwhile than was `seen`."""
        row: Statement = Statement.objects.select_for_update(of=("self",)).get(pk=self.pk)
        wanted = (level, str(example.pk if example else ""))
        if row.mark != seen and row.content != wanted:
            return False
        row.level, row.example = level, example
        row.kept(reach=reach, group=group, by=by, now=now)
        return True
