"""The address by which somebody's own reader fetches what they may see."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID, uuid4

from django.conf import settings
from django.core import signing
from django.db import models, transaction
from django.urls import reverse

from coppice.accounts.models import Person
from coppice.groups.models import Group

SIGNER = signing.Signer(salt="feeds.key", sep=".")


class Key(models.Model):
    """Lets whoever holds it read one person's feeds, and do nothing else. At most one each; a new one ends the old."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()

    objects: ClassVar[models.Manager[Key]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"

    @classmethod
    @transaction.atomic
    def make(cls, *, by: Person, now: datetime) -> Key:
        """A new address; one that there was opens nothing any more."""
        cls.end(by=by)
        return cls.objects.create(person=by, made_at=now)

    @classmethod
    def end(cls, *, by: Person) -> None:
        cls.objects.filter(person=by).delete()

    @classmethod
    def of(cls, person: Person) -> Key | None:
        return cls.objects.filter(person=person).first()

    @classmethod
    def reader(cls, token: str) -> Person | None:
        """Whose feeds this opens; nobody's when it was made up or ended, or its person left."""
        try:
            pk = UUID(SIGNER.unsign(token))
        except (signing.BadSignature, ValueError):
            return None
        found = cls.objects.filter(pk=pk, person__is_active=True).select_related("person").first()
        return found.person if found else None

    @property
    def token(self) -> str:
        """Made of the key and the server's secret: the database alone, or a copy of it, opens nothing."""
        return SIGNER.sign(self.pk.hex)

    @property
    def url(self) -> str:
        return settings.BASE_URL + reverse("feeds:mine", args=[self.token])

    def url_for(self, group: Group) -> str:
        return settings.BASE_URL + reverse("feeds:my_group", args=[self.token, group.slug])
