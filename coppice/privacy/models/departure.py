"""Somebody is about to leave."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.groups.models import Group, Membership
from coppice.happenings.models import Happening
from coppice.kernel.refusals import Refusal


class OnlyAdministrator(Refusal):
    """The server would be left with nobody to look after it."""


class DepartureQuerySet(models.QuerySet["Departure"]):
    """Departures, in the community's words."""

    def due(self, now: datetime) -> DepartureQuerySet:
        return self.filter(due_at__lte=now)


class Departure(models.Model):
    """A person asked to leave. Until it is due they can come back, and nothing is different."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="departure")
    leaves_words = models.BooleanField()
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()

    objects: ClassVar[DepartureQuerySet] = DepartureQuerySet.as_manager()  # type: ignore[assignment]

    @classmethod
    @transaction.atomic
    def ask(cls, *, by: Person, leaves_words: bool, now: datetime) -> Departure:
        """Leave after the time to think it over. Asked again, the new choice counts and the day stays."""
        from coppice.privacy.tasks import mail_departure

        if by.is_staff and not Person.objects.filter(is_staff=True, is_active=True).exclude(pk=by.pk).exists():
            raise OnlyAdministrator(
                _("You are the only administrator of this server. Make somebody else one first; nothing was changed.")
            )
        due = now + timedelta(days=settings.COOLING_OFF_DAYS)
        known = {"leaves_words": leaves_words, "asked_at": now, "due_at": due}
        departure, new = cls.objects.get_or_create(person=by, defaults=known)
        if new:
            tell_groups("facilitator leaving", of=by, actor=by)
            mail_departure.enqueue(departure.pk)
        departure.leaves_words = leaves_words
        departure.save(update_fields=["leaves_words"])
        for session in UserSession.objects.filter(user=by):
            session.end()
        return departure

    def come_back(self) -> None:
        """Stay after all, with everything as it was."""
        self.delete()


def tended_alone(person: Person) -> models.QuerySet[Group]:
    """Groups that would have nobody to tend them, and others in them who should know."""
    others = Membership.objects.filter(group=models.OuterRef("pk")).exclude(person=person)
    tended = Group.objects.filter(memberships__person=person, memberships__is_facilitator=True)
    return tended.filter(models.Exists(others), ~models.Exists(others.filter(is_facilitator=True)))


def tell_groups(verb: str, *, of: Person, actor: Person) -> None:
    """Everybody in a group that the person tends alone gets a notice."""
    for group in tended_alone(of):
        members = group.memberships.exclude(person=of).values_list("person_id", flat=True)
        about = {"group": str(group.pk)}
        Happening.record(actor=actor, verb=verb, about=about, tell=members, path=group.get_absolute_url())
