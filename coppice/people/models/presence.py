"""Whether and how others find and reach somebody; letters; aims; and that somebody was welcomed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.accounts.models import Person
from coppice.audience.models import unblocked
from coppice.audience.viewing import Viewer
from coppice.kernel.ids import uuid7
from coppice.kernel.refusals import Refusal
from coppice.people.folding import fold
from coppice.people.models.skill import Skill

MOST_A_DAY, MOST_TO_ONE = 5, 2
A_DAY, KEPT = timedelta(days=1), timedelta(days=30)


class PresenceQuerySet(models.QuerySet["Presence"]):
    """Choices of people, in the words of this app."""

    def visible_to(self, viewer: object) -> Self:
        """Those of members between whom and the viewer, who is one, there is no block."""
        person = Viewer.of(viewer).person
        if person is None or not person.is_member:
            return self.none()
        return self.filter(unblocked(person), person__is_active=True, person__is_member=True)

    def listed(self) -> Self:
        return self.filter(listed_at__isnull=False)

    def contactable(self) -> Self:
        return self.filter(contactable_at__isnull=False)

    def askable(self) -> Self:
        return self.filter(askable_at__isnull=False)


class Presence(models.Model):
    """Three choices of one person, none of which follows from another. Without a row none of them was made.

    *Listed*: found in the directory. *Contactable*: others may write through Coppice. *Askable*: Coppice may tell
    them of a question that nobody has answered.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="presence"
    )
    listed_at = models.DateTimeField(null=True)
    contactable_at = models.DateTimeField(null=True)
    askable_at = models.DateTimeField(null=True)
    by_name = models.CharField(max_length=160, editable=False)
    by_surname = models.CharField(max_length=160, editable=False)

    objects: ClassVar[PresenceQuerySet] = PresenceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(fields=["by_name", "person"], name="listed_by_name", condition=Q(listed_at__isnull=False)),
            models.Index(fields=["by_surname"], name="listed_by_surname", condition=Q(listed_at__isnull=False)),
        ]

    @classmethod
    def of(cls, person: Person) -> Presence:
        return cls.objects.filter(pk=person.pk).first() or cls(person=person)

    @classmethod
    @transaction.atomic
    def choose(cls, *, listed: bool, contactable: bool, askable: bool, by: Person, now: datetime) -> Presence:
        """From the next request on, everywhere."""
        row = cls.of(by)
        for name, wanted in (("listed_at", listed), ("contactable_at", contactable), ("askable_at", askable)):
            setattr(row, name, (getattr(row, name) or now) if wanted else None)
        row.take_name(by.name)
        row.save()
        return row

    def take_name(self, name: str) -> None:
        words = fold(name).split()
        self.by_name = " ".join(words)[:160]
        self.by_surname = " ".join(words[-1:] + words[:-1])[:160]


@receiver(post_save, sender=Person)
def follow_name(instance: Person, *, created: bool, **_kwargs: object) -> None:
    """What the directory is sorted by follows from the name."""
    if not created and (row := Presence.objects.filter(pk=instance.pk).first()):
        row.take_name(instance.name)
        row.save(update_fields=["by_name", "by_surname"])


class TooMany(Refusal):
    """Enough letters for one day."""

    status = 429


class Letter(models.Model):
    """That somebody wrote to somebody through Coppice, so that nobody is flooded. Their words are not kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["sender", "at"])]

    @classmethod
    @transaction.atomic
    def count_one(cls, *, sender: Person, to: Person, now: datetime) -> Letter:
        """Write down that one is sent, or refuse when there were enough in a day. In the transaction that sends it."""
        Person.objects.select_for_update().get(pk=sender.pk)
        lately = cls.objects.filter(sender=sender, at__gt=now - A_DAY)
        if lately.count() >= MOST_A_DAY:
            raise TooMany(_("Five letters in a day are as many as we carry. Your words are below; send them tomorrow."))
        if lately.filter(to=to).count() >= MOST_TO_ONE:
            raise TooMany(
                _("You wrote to {name} twice today. Give them time to answer; your words are below.").format(
                    name=to.name
                )
            )
        return cls.objects.create(sender=sender, to=to, at=now)


class Place(models.IntegerChoices):
    """Where one sees oneself with a skill."""

    NOT_YET = 0, gettext_lazy("Not yet")
    AWARE = 1, gettext_lazy("I know what it is")
    PRACTISING = 2, gettext_lazy("I do it")
    LEADING = 3, gettext_lazy("Others learn it from me")


class Aim(models.Model):
    """Where somebody is with a skill and where they want to be. For their eyes alone, always."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    here = models.PositiveSmallIntegerField(choices=Place.choices)
    wanted = models.PositiveSmallIntegerField(choices=Place.choices)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "skill"], name="one_aim_for_a_skill"),
            models.CheckConstraint(
                name="aims_are_places", condition=Q(here__gte=0, here__lte=3, wanted__gte=0, wanted__lte=3)
            ),
        ]

    @property
    def way(self) -> int:
        """How many steps there are to go."""
        return max(0, self.wanted - self.here)

    @classmethod
    def set(cls, skill: Skill, *, here: int, wanted: int, by: Person, now: datetime) -> Aim:
        defaults = {"here": here, "wanted": wanted, "at": now}
        return cls.objects.update_or_create(person=by, skill=skill, defaults=defaults)[0]


class Welcomed(models.Model):
    """Somebody had their first visit, or put it aside: it is not offered again."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="welcomed"
    )
    at = models.DateTimeField()

    @classmethod
    def is_due(cls, person: Person, *, now: datetime) -> bool:
        """For members who joined lately (no query for anybody else)."""
        is_new = person.is_member and person.joined_at > now - KEPT
        return is_new and not cls.objects.filter(pk=person.pk).exists()

    @classmethod
    def done(cls, *, by: Person, now: datetime) -> None:
        cls.objects.get_or_create(person=by, defaults={"at": now})
