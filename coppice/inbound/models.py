"""Addresses that take mail, and the messages that came: each kept before its server is told so, and never twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.inbound import addresses
from coppice.inbound.reading import mime
from coppice.kernel.addresses import address
from coppice.kernel.ids import uuid7

KEPT = timedelta(days=30)
MOST_KEPT = 200 * 1024 * 1024


class PrivateAddress(models.Model):
    """Where somebody sends what they want to keep in their journal. One each; a new one ends the one before."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="private_address"
    )
    key = models.CharField(max_length=addresses.KEY, unique=True, default=addresses.new_key)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return addresses.with_token("keep", self.key)

    @classmethod
    def renew(cls, *, by: Person, now: datetime) -> PrivateAddress:
        """A new address; mail to the one before is no longer kept."""
        found, _made = cls.objects.update_or_create(person=by, defaults={"key": addresses.new_key(), "made_at": now})
        return found

    @classmethod
    def end(cls, *, by: Person) -> None:
        cls.objects.filter(person=by).delete()


class ReplyAddress(models.Model):
    """Where one person answers in one topic. Ends with the person and with the topic."""

    key = models.CharField(max_length=addresses.KEY, primary_key=True, default=addresses.new_key)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "item"], name="one_reply_address_each")]

    def __str__(self) -> str:
        return addresses.with_token("reply", self.key)

    @classmethod
    def of(cls, person: Person, item: Item, *, now: datetime) -> ReplyAddress:
        known = {"person": person, "item_id": item.pk}
        return cls.objects.get_or_create(**known, defaults={"made_at": now})[0]


class State(models.TextChoices):
    """What became of a message."""

    WAITING = "waiting", _("Being looked at")
    HELD = "held", _("Waits for you")
    KEPT = "kept", _("Arrived")
    REFUSED = "refused", _("Not taken")
    SET_ASIDE = "set aside", _("Set aside")


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    """Messages, in the order they came."""

    def of(self, person: Person) -> ArrivalQuerySet:
        return self.filter(person=person).order_by("-arrived_at", "-id")

    def since(self, moment: datetime) -> ArrivalQuerySet:
        return self.filter(arrived_at__gt=moment)


class Arrival(models.Model):
    """A message to one of our addresses. `sender` and `author` (From) are kept until it is known whose it is."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    same = models.CharField(max_length=64)
    recipient = models.CharField(max_length=254)
    sender = models.CharField(max_length=64)
    author = models.CharField(max_length=64)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    subject = models.CharField(max_length=200, blank=True)
    size = models.PositiveIntegerField()
    arrived_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    is_confirmed = models.BooleanField(default=False)
    said = models.TextField(blank=True)
    path = models.CharField(max_length=300, blank=True)

    objects: ClassVar[ArrivalQuerySet] = ArrivalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["same", "recipient"], name="taken_once")]
        indexes = [
            models.Index(fields=["person", "-arrived_at", "-id"], name="arrivals_of_one"),
            models.Index(fields=["arrived_at"], name="arrivals_by_time"),
            models.Index(fields=["sender", "arrived_at"], name="arrivals_from_one"),
            models.Index(fields=["author", "arrived_at"], name="arrivals_by_one"),
            models.Index(fields=["recipient", "arrived_at"], name="arrivals_to_one"),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return address("inbound:arrival", self.pk)

    @property
    def known(self) -> addresses.Known | None:
        return addresses.read(self.recipient)

    @classmethod
    @transaction.atomic
    def take(cls, raw: bytes, *, sender: str, recipients: Sequence[str], now: datetime) -> list[Arrival]:
        """Keep a message, once for each address it came to; those that were new. Processing is asked for with it."""
        from coppice.inbound.tasks import process

        found = []
        for recipient in dict.fromkeys(one.strip().strip("<>").lower() for one in recipients):
            if arrival := cls._keep(raw, sender, recipient, now):
                process.enqueue(str(arrival.pk))
                found.append(arrival)
        return found

    @classmethod
    def _keep(cls, raw: bytes, sender: str, recipient: str, now: datetime) -> Arrival | None:
        from coppice.inbound.checking import author_of

        headers = mime.Headers.read(mime.divided(raw)[0])
        author = author_of(headers)
        known = {"same": addresses.same(headers.get("message-id"), author, raw), "recipient": recipient}
        try:
            with transaction.atomic():
                arrival = cls.objects.create(
                    **known,
                    sender=addresses.fingerprint(sender),
                    author=addresses.fingerprint(author),
                    size=len(raw),
                    arrived_at=now,
                )
        except IntegrityError:
            return None
        Raw.objects.create(arrival=arrival, content=raw, sender=sender[:254])
        return arrival

    def settle(self, state: State, said: str = "", *, path: str = "") -> None:
        """Say what became of it."""
        self.state, self.said, self.path = state, said, path
        self.save(update_fields=["state", "said", "path", "person", "subject"])
        self.make_room()

    def make_room(self) -> None:
        """Of somebody who sends very much, or is said to, only the newest is kept as it came."""
        sizes = Arrival.objects.of(self.person).filter(raw__isnull=False) if self.person else Arrival.objects.none()
        total, beyond = 0, []
        for pk, size in sizes.values_list("pk", "size"):
            total += size
            if total > MOST_KEPT:
                beyond.append(pk)
        Raw.objects.filter(arrival__in=beyond[:500]).exclude(arrival__state=State.HELD).delete()

    def let_go(self) -> None:
        """Of somebody who is not known nothing more is kept than that something came."""
        if self.person_id is None:
            Raw.objects.filter(arrival=self).delete()

    @transaction.atomic
    def confirm(self) -> None:
        """Its sender says that it is theirs: go on with it."""
        from coppice.inbound.tasks import process

        row = Arrival.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if row.state == State.HELD:
            row.state, row.is_confirmed = State.WAITING, True
            row.save(update_fields=["state", "is_confirmed"])
            process.enqueue(str(row.pk))


class Raw(models.Model):
    """A message as it came, and the address that its server named as its sender."""

    arrival = models.OneToOneField(Arrival, on_delete=models.CASCADE, primary_key=True, related_name="raw")
    content = models.BinaryField()
    sender = models.CharField(max_length=254, blank=True)


class Answered(models.Model):
    """On this day this address was told so already."""

    who = models.CharField(max_length=64)
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["who", "day"], name="answered_once_a_day")]

    @classmethod
    def is_first(cls, who: str, why: str, *, now: datetime) -> bool:
        """Whether nothing was said to them of this today; from now on it was."""
        _row, made = cls.objects.get_or_create(who=addresses.fingerprint(f"{who} {why}"), day=now.date())
        return made
