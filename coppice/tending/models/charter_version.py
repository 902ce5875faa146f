"""A charter that was put to the members, and what they said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.accounts.models import Person
from coppice.groups.models import Group
from coppice.kernel.ids import uuid7
from coppice.kernel.refusals import Refusal
from coppice.revisions.models import Cause
from coppice.tending.models.charter import FACETS, Charter
from coppice.tending.people import facilitators, happened, members, must_belong, must_tend


class Choice(models.TextChoices):
    """What a member says to a charter that is put to them."""

    YES = "yes", gettext_lazy("Yes")
    NO = "no", gettext_lazy("No")
    ABSTAIN = "abstain", gettext_lazy("I leave it to the others")


class CharterVersionQuerySet(models.QuerySet["CharterVersion"]):
    """Versions, in the community's words."""

    def agreed(self, group: Group) -> CharterVersion | None:
        """What the group agreed last."""
        return self.filter(group=group, is_agreed=True).order_by("-number").first()

    def put(self, group: Group) -> CharterVersion | None:
        """What members are asked about now."""
        return self.filter(group=group, closed_at=None).first()

    def put_and_agreed(self, group: Group) -> tuple[CharterVersion | None, CharterVersion | None]:
        """Both at once (one query): what is asked about now is newer than all that was agreed."""
        stands = models.Q(closed_at=None) | models.Q(is_agreed=True)
        found = list(self.filter(stands, group=group).order_by("-number")[:2])
        put = next((one for one in found if one.closed_at is None), None)
        return put, next((one for one in found if one.is_agreed), None)

    def due(self, today: date) -> CharterVersionQuerySet:
        """The last agreed one of each living group whose day to look at it again has come, and nobody was told."""
        later = models.Exists(
            CharterVersion.objects.filter(
                group=models.OuterRef("group"), is_agreed=True, number__gt=models.OuterRef("number")
            )
        )
        due = self.filter(~later, is_agreed=True, review_on__lte=today, reminded_at=None)
        return due.exclude(group__stage="ended")


class CharterVersion(models.Model):
    """All its texts at the moment it was put to the members. Closed, it keeps three numbers and no names."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="charter_versions")
    number = models.PositiveIntegerField()
    texts = models.JSONField()
    note = models.CharField(max_length=300, blank=True)
    put_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    put_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    is_agreed = models.BooleanField(null=True)
    yes = models.PositiveIntegerField(default=0)
    no = models.PositiveIntegerField(default=0)
    abstained = models.PositiveIntegerField(default=0)
    review_on = models.DateField(null=True)
    reminded_at = models.DateTimeField(null=True)

    objects: ClassVar[CharterVersionQuerySet] = CharterVersionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="charters_are_numbered"),
            models.UniqueConstraint(fields=["group"], condition=Q(closed_at=None), name="one_charter_put_at_a_time"),
            models.CheckConstraint(
                name="charters_are_closed_whole",
                condition=Q(closed_at=None, is_agreed=None) | Q(closed_at__isnull=False, is_agreed__isnull=False),
            ),
            models.CheckConstraint(name="agreed_by_more", condition=~Q(is_agreed=True) | Q(yes__gt=models.F("no"))),
        ]

    def __str__(self) -> str:
        return _("Version {number}").format(number=self.number)

    def get_absolute_url(self) -> str:
        return reverse("tending:charter_version", args=[self.group.slug, self.number])

    @property
    def facets(self) -> Iterator[tuple[str, str]]:
        """Title and text of what it says."""
        for code, (title, _asks) in FACETS.items():
            if self.texts.get(code):
                yield str(title), self.texts[code]

    @classmethod
    @transaction.atomic
    def put_to_members(cls, *, draft: Charter, note: str, by: Person, now: datetime) -> CharterVersion:
        """Ask the members about the draft as it is now."""
        group = draft.tended.held_open()
        must_tend(group, by)
        row = draft.locked()
        texts = {code: row.text(code) for code in FACETS if row.text(code)}
        last = cls.objects.agreed(group)
        if not texts.get("purpose"):
            raise Refusal(_("Say at least what the group is for, under “Purpose”. Nothing was put to the members."))
        if last and last.texts == texts:
            raise Refusal(_("The draft says what is agreed already, word for word. Nothing was put to the members."))
        if cls.objects.put(group):
            raise Refusal(_("Members are asked about a version already. Close that one first; nothing is lost by it."))
        row.keep_revision(by=by, now=now, cause=Cause.READ)
        number = (cls.objects.filter(group=group).aggregate(last=models.Max("number"))["last"] or 0) + 1
        made = cls.objects.create(group=group, number=number, texts=texts, note=note, put_by=by, put_at=now)
        made.tell("charter put", by=by, now=now)
        return made

    def tell(self, verb: str, *, by: Person, now: datetime) -> None:
        path = reverse("tending:charter", args=[self.group.slug])
        happened(verb, self.group, by=by, to=members(self.group), path=path, now=now)

    def locked(self) -> CharterVersion:
        row = CharterVersion.objects.select_for_update(of=("self",)).select_related("group").get(pk=self.pk)
        if row.closed_at:
            raise Refusal(_("This was closed meanwhile, so nothing is said to it any more."))
        return row

    @transaction.atomic
    def say(self, choice: str, *, by: Person) -> None:
        """Each member, until it is closed; said again, the new word counts."""
        must_belong(self.group, by)
        Say.objects.update_or_create(version=self.locked(), person=by, defaults={"choice": Choice(choice)})

    @transaction.atomic
    def close(self, *, by: Person, now: datetime, review_on: date) -> bool:
        """Count what members said, keep the numbers and let the names go. Agreed if more said yes than no."""
        must_tend(self.group, by)
        row = self.locked()
        said = Say.objects.filter(version=row, person__memberships__group=row.group_id)
        counted = Counter(said.values_list("choice", flat=True))
        row.yes, row.no, row.abstained = (counted[choice.value] for choice in Choice)
        row.settle(is_agreed=row.yes > row.no, now=now, review_on=review_on)
        row.tell("charter agreed" if row.is_agreed else "charter not agreed", by=by, now=now)
        return bool(row.is_agreed)

    def settle(self, *, is_agreed: bool, now: datetime, review_on: date | None = None) -> None:
        self.is_agreed, self.closed_at = is_agreed, now
        self.review_on = review_on if is_agreed else None
        self.save(update_fields=["is_agreed", "closed_at", "yes", "no", "abstained", "review_on"])
        Say.objects.filter(version=self).delete()

    @transaction.atomic
    def remind(self, *, now: datetime) -> None:
        """Tell those who tend the group that the day has come to look at it again."""
        path = reverse("tending:charter", args=[self.group.slug])
        happened("charter due", self.group, by=None, to=facilitators(self.group), path=path, now=now)
        self.reminded_at = now
        self.save(update_fields=["reminded_at"])


class Say(models.Model):
    """What one member says to a version, while it is open."""

    version = models.ForeignKey(CharterVersion, on_delete=models.CASCADE, related_name="says")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    choice = models.CharField(max_length=8, choices=Choice.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="one_say_each")]

    def __str__(self) -> str:
        return self.choice
