"""A person, and the invitations by which people come in."""

from __future__ import annotations

import secrets
import zoneinfo
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.dispatch import Signal
from django.utils.text import slugify
from django.utils.translation import gettext as _

from coppice.accounts import pages
from coppice.accounts.agreements import AGREEMENTS, Agreement
from coppice.accounts.sessions import Session  # noqa: F401  a table of this app
from coppice.kernel.ids import uuid7

# What stands before a name and is not one, so that “Dr Shirin Balint” is greeted as Shirin.
TITLES = {"dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "revd"}
WHO_LEFT = UUID(int=0)

consent_changed = Signal()
"""Sent with the new row, in its transaction: whoever acts on a consent begins there, or lets go of everything."""


def must_be_time_zone(name: str) -> None:
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("Choose a time zone from the list, for instance Europe/London."))


def default_time_zone() -> str:
    return settings.TIME_ZONE


class PersonManager(BaseUserManager["Person"]):
    """Ways to bring a person into being."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        person = Person(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save()
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Person:
        return self.create_user(email, password, is_staff=True, **fields)


class Person(AbstractBaseUser):
    """Somebody with an account. Addresses that proved to be theirs are allauth's verified EmailAddress rows."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=80, unique=True)
    email = models.EmailField(unique=True)
    time_zone = models.CharField(max_length=60, default=default_time_zone, validators=[must_be_time_zone])
    language = models.CharField(max_length=12, blank=True, help_text="Empty: as the browser prefers.")
    joined_at = models.DateTimeField(auto_now_add=True)
    is_active = models.BooleanField(default=True)
    is_member = models.BooleanField(default=True, help_text="A member of the community; otherwise a colleague.")
    is_steward = models.BooleanField(default=False)
    is_staff = models.BooleanField(default=False, help_text="An administrator of the server.")

    objects = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name or "Somebody"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = free_slug(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Their page; empty where there is none."""
        return pages.of(self)

    @property
    def first_name(self) -> str:
        names = [name for name in self.name.split() if name.rstrip(".").lower() not in TITLES]
        return names[0] if names else self.name

    @property
    def addresses(self) -> list[str]:
        """The addresses proved to be this person's."""
        return list(self.emailaddress_set.filter(verified=True).values_list("email", flat=True))  # type: ignore[attr-defined]

    @classmethod
    def who_left(cls) -> Person:
        """Nobody: whose name stands on what people left behind without one."""
        known = {"name": "Somebody who left", "email": "nobody@left.invalid", "is_active": False, "is_member": False}
        return cls.objects.get_or_create(pk=WHO_LEFT, defaults=known)[0]

    def deactivate(self) -> None:
        """End the account's use at once: no session, code or password works any more."""
        from allauth.usersessions.models import UserSession

        self.is_active = False
        self.save(update_fields=["is_active"])
        for session in UserSession.objects.filter(user=self):
            session.end()


def free_slug(name: str) -> str:
    """A slug from the name that nobody has."""
    stem = slugify(name)[:60] or "member"
    slug = stem
    while Person.objects.filter(slug=slug).exists():
        slug = f"{stem}-{secrets.token_hex(2)}"
    return slug


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, in the community's words."""

    def open_for(self, address: str, *, now: datetime) -> InvitationQuerySet:
        return self.filter(address__iexact=address, ends_at__gt=now)


class Invitation(models.Model):
    """An address that may sign up although sign-up is not open to everybody."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    address = models.EmailField()
    invited_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    ends_at = models.DateTimeField()

    objects = InvitationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["address"])]

    @classmethod
    def invite(cls, address: str, *, by: Person, now: datetime, days: int = 60) -> Invitation:
        """Let `address` sign up during the next days; asked again, the longer time counts."""
        ends_at = now + timedelta(days=days)
        open_one = cls.objects.open_for(address, now=now).first()
        if open_one:
            cls.objects.filter(pk=open_one.pk).update(ends_at=max(ends_at, open_one.ends_at))
            return open_one
        return cls.objects.create(address=address.lower(), invited_by=by, ends_at=ends_at)


class Erasure(models.Model):
    """Somebody left and was erased: no name, only what a restored backup must be told. Rows are only ever added."""

    person_id = models.UUIDField(primary_key=True, editable=False)
    at = models.DateTimeField()
    leaves_words = models.BooleanField(help_text="What they said to others stays, without a name.")

    class Meta:
        ordering = ["at", "person_id"]


class Consent(models.Model):
    """Somebody agreed to a wording, or took that back. Rows are only ever added, and go when their person is erased."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    what = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    wording = models.TextField()
    given = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["person", "what", "-at", "-id"], name="consents_newest")]

    @classmethod
    def record(cls, agreement: Agreement, *, by: Person, given: bool, now: datetime) -> Consent:
        """Write it down as it is worded now."""
        known = {"what": agreement.what, "version": agreement.version, "wording": str(agreement.wording)}
        return cls.objects.create(person=by, given=given, at=now, **known)

    @classmethod
    @transaction.atomic
    def decide(cls, agreement: Agreement, *, given: bool, by: Person, now: datetime) -> None:
        """Allow something, or take that back. Doing so twice is doing it once."""
        Person.objects.select_for_update().get(pk=by.pk)
        newest = cls.newest(agreement, of=by)
        is_so = bool(newest and newest.given and (newest.version == agreement.version or not given))
        if is_so != given:
            row = cls.record(agreement, by=by, given=given, now=now)
            consent_changed.send(cls, consent=row)

    @classmethod
    def newest(cls, agreement: Agreement, *, of: Person) -> Consent | None:
        return cls.objects.filter(person=of, what=agreement.what).first()

    @classmethod
    def stands(cls, agreement: Agreement, *, of: Person) -> bool:
        """Whether the person agreed to this version, and has not taken it back since."""
        newest = cls.newest(agreement, of=of)
        return bool(newest and newest.given and newest.version == agreement.version)

    @classmethod
    def givers(cls, agreement: Agreement) -> models.QuerySet[Consent, Any]:
        """The ids of everybody with whom it stands."""
        after = Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
        later = cls.objects.filter(after, person=OuterRef("person"), what=agreement.what)
        given = cls.objects.filter(what=agreement.what, version=agreement.version, given=True, person__is_active=True)
        return given.filter(~Exists(later)).order_by().values_list("person_id", flat=True)

    @property
    def title(self) -> str:
        return str(AGREEMENTS[self.what].title if self.what in AGREEMENTS else self.what.capitalize())
