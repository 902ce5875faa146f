"""Somebody who was asked to read."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.core import signing
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from coppice.accounts.models import Invitation, Person
from coppice.audience.models import Block, Grant, Item
from coppice.happenings.models import Happening
from coppice.kernel.ids import uuid7
from coppice.kernel.refusals import Refusal

REASON = gettext_noop("asked to read and comment")


class NotYourself(Refusal):
    """Somebody asked themselves to read."""


class ReaderQuerySet(models.QuerySet["Reader"]):
    """Readers, in the community's words."""

    def live(self, now: datetime) -> ReaderQuerySet:
        return self.filter(grant__ends_at__gt=now)

    def of(self, item: Item) -> ReaderQuerySet:
        return self.filter(grant__item_id=item.pk)


class Reader(models.Model):
    """One person or address asked to read one item."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    grant = models.OneToOneField(Grant, on_delete=models.CASCADE, related_name="reader")
    message = models.TextField(max_length=2000, blank=True)
    mailed_at = models.DateTimeField(null=True)

    objects: ClassVar[ReaderQuerySet] = ReaderQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["grant__made_at", "id"]

    @classmethod
    @transaction.atomic
    def ask(
        cls,
        *,
        item: Item,
        by: Person,
        until: datetime,
        now: datetime,
        person: Person | None = None,
        address: str = "",
        message: str = "",
    ) -> Reader:
        """Ask somebody to read `item` and comment until a day. Asked again, the new day and words count."""
        from coppice.readers.tasks import mail_reader

        if person == by or (address and address.lower() in {known.lower() for known in [by.email, *by.addresses]}):
            raise NotYourself(_("You can read this already. Ask somebody else."))
        grant = item.grant(person=person, address=address, reason=REASON, ends_at=until, by=by, now=now)
        reader = cls.objects.update_or_create(grant=grant, defaults={"message": message, "mailed_at": None})[0]
        if address:
            Invitation.invite(address, by=by, now=now)
        about = {"reader": str(reader.pk)}
        Happening.record(actor=by, verb="asked to read", item=item, about=about, tell=[person], at=now)
        transaction.on_commit(lambda: mail_reader.enqueue(str(reader.pk)))
        return reader

    @property
    def token(self) -> str:
        return signing.Signer(salt="readers.reader", sep=".").sign(self.pk.hex)

    @classmethod
    def from_token(cls, token: str, *, now: datetime) -> Reader | None:
        try:
            pk = signing.Signer(salt="readers.reader", sep=".").unsign(token)
        except signing.BadSignature:
            return None
        return (
            cls.objects.live(now).filter(pk=pk).select_related("grant__item", "grant__made_by", "grant__person").first()
        )

    @property
    def url(self) -> str:
        """The whole address of this request to read, for a mail."""
        return settings.BASE_URL + reverse("reading_request", args=[self.token])

    @property
    def is_across_a_block(self) -> bool:
        """Whether there is a block between whoever asks and whoever is asked, by name or by an address of theirs."""
        proved = Person.objects.filter(emailaddress__email__iexact=self.grant.address, emailaddress__verified=True)
        asked = self.grant.person or proved.first()
        return asked is not None and Block.is_between(self.grant.made_by, asked)

    @property
    def mail_address(self) -> str:
        return self.grant.person.email if self.grant.person else self.grant.address
