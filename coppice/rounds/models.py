"""A round, the answers while it is open, and what stays of them when it is closed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.viewing import Viewer
from coppice.frameworks.framework import Framework
from coppice.frameworks.models import Edition
from coppice.groups.models import Group
from coppice.happenings.models import Happening
from coppice.kernel.ids import uuid7
from coppice.kernel.refusals import Refusal
from coppice.rounds.tallying import FEWEST, middle

APART = timedelta(days=90)


class Closed(Refusal):
    """The round is over."""

    status = 409


class RoundQuerySet(models.QuerySet["Round"]):
    """Rounds, as far as somebody belongs to their groups."""

    def visible_to(self, viewer: object) -> RoundQuerySet:
        """A group's rounds are for its members, and for nobody else."""
        person = Viewer.of(viewer).person
        if person is None or not person.is_member:
            return self.none()
        return self.filter(group__memberships__person=person)

    def closed(self) -> RoundQuerySet:
        return self.filter(closed_at__isnull=False)

    def alike(self, group: Group, slug: str) -> RoundQuerySet:
        """Those of one group against one framework, the newest first."""
        return self.filter(group=group, edition__slug=slug).order_by("-opened_at", "-id")


class Round(models.Model):
    """The members of a group answer a self-assessment, each for themselves. `agreed` is what they make of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="rounds")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="rounds")
    about = models.CharField(max_length=200, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    agreed = models.TextField(max_length=4000, blank=True)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)

    objects: ClassVar[RoundQuerySet] = RoundQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "edition"], condition=models.Q(closed_at=None), name="one_open_round_of_an_edition"
            )
        ]

    def __str__(self) -> str:
        return self.about or self.edition.name

    def get_absolute_url(self) -> str:
        return reverse("rounds:show", args=[self.pk])

    @property
    def framework(self) -> Framework:
        return self.edition.framework

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @classmethod
    @transaction.atomic
    def open(cls, *, group: Group, edition: Edition, about: str, by: Person, now: datetime) -> Round:
        """Ask the members of the group. Every one of them is told, and nobody is asked twice."""
        group.held_open()
        if group.memberships.count() < FEWEST:
            raise Refusal(
                _(
                    "A round shows only what at least five people say, and your group has fewer members. "
                    "Nothing was opened."
                )
            )
        last = cls.objects.alike(group, edition.slug).first()
        if last and last.closed_at is None:
            raise Refusal(_("A round about this is open already. Close that one first; nothing is lost by it."))
        if last and last.closed_at and now - last.closed_at < APART:
            raise Refusal(
                _(
                    "The last round about this was closed less than three months ago. Two so close together could tell "
                    "who changed their mind, so please wait a little. Nothing was opened."
                )
            )
        made = cls.objects.create(group=group, edition=edition, about=about.strip(), opened_by=by, opened_at=now)
        made.tell("round opened", by=by, now=now)
        return made

    def tell(self, verb: str, *, by: Person, now: datetime) -> None:
        members = self.group.memberships.values_list("person_id", flat=True)
        about = {"group": str(self.group_id)}
        Happening.record(actor=by, verb=verb, about=about, tell=members, path=self.get_absolute_url(), at=now)

    def locked(self) -> Round:
        """Its row as it is now, held until the transaction ends. Refuses once it is closed."""
        row = Round.objects.select_for_update(of=("self",)).select_related("edition").get(pk=self.pk)
        if row.closed_at:
            raise Closed(_("This round is closed, so nothing can be answered or taken back any more."))
        return row

    @transaction.atomic
    def answer(self, said: Mapping[str, str], *, by: Person) -> None:
        """One's own answers: these, and no others. It is written down nowhere that somebody answered."""
        row, framework = self.locked(), self.framework
        steps = {step.code for step in framework.steps}
        if not set(said.values()) <= steps | {""}:
            raise Refusal(_("Choose from the words that this framework has. Nothing was changed."))
        Answer.objects.filter(round=row, person=by).delete()
        Answer.objects.bulk_create(
            Answer(round=row, person=by, code=code, step=said[code])
            for code in row.framework.statements
            if said.get(code)
        )

    @transaction.atomic
    def withdraw(self, *, by: Person) -> None:
        """Take all of one's answers back, as if they had never been given."""
        Answer.objects.filter(round=self.locked(), person=by).delete()

    @transaction.atomic
    def close(self, *, by: Person, now: datetime) -> None:
        """Work out the middle of what at least five said of each statement, and let every answer go."""
        row, said = self.locked(), defaultdict[str, list[str]](list)
        answers = Answer.objects.filter(round=row, person__memberships__group=row.group_id)
        for code, step in answers.values_list("code", "step"):
            said[code].append(step)
        steps = [step.code for step in row.framework.steps]
        for code in row.framework.statements:
            if found := middle(said[code], steps):
                Tally.objects.create(round=row, code=code, step=found.step, is_close=found.is_close)
        Answer.objects.filter(round=row).delete()
        row.closed_at = self.closed_at = now
        row.save(update_fields=["closed_at"])
        row.tell("round closed", by=by, now=now)

    @transaction.atomic
    def agree(self, words: str, *, seen: str, by: Person, now: datetime) -> bool:
        """Write down what the group makes of it, unless somebody wrote something else meanwhile than was `seen`."""
        row = Round.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if row.closed_at is None:
            raise Refusal(
                _("First close the round and look at the result together. Your words are below, to be copied.")
            )
        if row.agreed != seen:
            return False
        row.agreed, row.agreed_by, row.agreed_at = words, by, now
        row.save(update_fields=["agreed", "agreed_by", "agreed_at"])
        return True


class Answer(models.Model):
    """Where one member says the group is with one statement. There only while the round is open, and without a time."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=80)
    step = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "person", "code"], name="one_answer_each")]

    def __str__(self) -> str:
        return self.step


class Tally(models.Model):
    """What at least five said of one statement: the middle, and whether they are close. No number and no name."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="tallies")
    code = models.CharField(max_length=80)
    step = models.CharField(max_length=80)
    is_close = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "code"], name="one_tally_a_statement")]

    def __str__(self) -> str:
        return self.step
