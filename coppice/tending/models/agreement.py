"""What the members of a group can rely on, version by version, and who accepted which."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.accounts.models import Person
from coppice.groups.models import Group
from coppice.kernel import richtext
from coppice.kernel.ids import uuid7
from coppice.kernel.refusals import Refusal
from coppice.tending.people import happened, members, must_belong, must_tend


class Confidentiality(models.TextChoices):
    """What may be told outside the group of what is said in it."""

    OPEN = "open", gettext_lazy("Open: it may be told elsewhere")
    QUOTE = "quote", gettext_lazy("Quote with permission: ask whoever said it first")
    CHATHAM = "chatham", gettext_lazy("Chatham House: what was said may be told, but not by whom")
    STAYS = "stays", gettext_lazy("It stays here: nothing is told elsewhere")


class Uses(models.TextChoices):
    """What the group may make of what members contribute."""

    FREE = "free", gettext_lazy("It may be used and changed by the group")
    NAMED = "named", gettext_lazy("It may be used if its author is named")
    ASK = "ask", gettext_lazy("Its author is asked each time")


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Agreements, in the community's words."""

    def in_force(self, group: Group) -> Agreement | None:
        return self.filter(group=group).order_by("-number").first()


class Agreement(models.Model):
    """One version. Never changed: another one follows it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="agreements")
    number = models.PositiveIntegerField()
    behaviour = models.TextField()
    confidentiality = models.CharField(max_length=8, choices=Confidentiality.choices)
    uses = models.CharField(max_length=6, choices=Uses.choices)
    note = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    objects: ClassVar[AgreementQuerySet] = AgreementQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="agreements_are_numbered"),
            models.CheckConstraint(
                name="agreements_say_what_is_told", condition=models.Q(confidentiality__in=Confidentiality.values)
            ),
            models.CheckConstraint(name="agreements_say_what_is_used", condition=models.Q(uses__in=Uses.values)),
        ]

    def __str__(self) -> str:
        return _("Version {number}").format(number=self.number)

    def get_absolute_url(self) -> str:
        return reverse("tending:agreement", args=[self.group.slug])

    @classmethod
    @transaction.atomic
    def make(
        cls,
        *,
        group: Group,
        behaviour: str,
        confidentiality: str,
        uses: str,
        by: Person,
        now: datetime,
        note: str = "",
        seen: int | None = None,
    ) -> Agreement:
        """The next version, which asks every member again. `seen`: the number of the one it was written over."""
        group = group.held_open()
        must_tend(group, by)
        last = cls.objects.in_force(group)
        if seen is not None and seen != (last.number if last else 0):
            raise Refusal(
                _("Somebody made another version meanwhile. Read it first; your words are below, to be copied.")
            )
        known = {"behaviour": richtext.clean(behaviour), "confidentiality": confidentiality, "uses": uses}
        if last and all(getattr(last, name) == value for name, value in known.items()):
            raise Refusal(_("This says what is agreed already. Nobody was asked again."))
        number = last.number + 1 if last else 1
        made = cls.objects.create(group=group, number=number, note=note, made_by=by, made_at=now, **known)
        made.accept(by=by, now=now)
        happened("agreement changed", group, by=by, to=members(group), path=made.get_absolute_url(), now=now)
        return made

    @transaction.atomic
    def accept(self, *, by: Person, now: datetime) -> None:
        """By a member, once."""
        must_belong(self.group, by)
        Acceptance.objects.get_or_create(agreement=self, person=by, defaults={"at": now})

    def is_accepted_by(self, person: Person) -> bool:
        return self.acceptances.filter(person=person).exists()


class Acceptance(models.Model):
    """A member accepted one version of an agreement, on a day."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="acceptances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="acceptances")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["agreement", "person"], name="accepted_once")]

    def __str__(self) -> str:
        return str(self.agreement)
