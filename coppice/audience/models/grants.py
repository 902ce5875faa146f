"""The rows that widen or narrow who may see an item, and the record of changes."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core import signing
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from coppice.accounts.models import Person
from coppice.audience import rule
from coppice.audience.models.item import Item, Reach
from coppice.audience.viewing import Viewer
from coppice.kernel.ids import uuid7


class EndingQuerySet[M: models.Model](models.QuerySet[M]):
    """Rows that hold until they end."""

    def live(self, now: datetime) -> EndingQuerySet[M]:
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now))

    def visible_to(self, viewer: object) -> EndingQuerySet[M]:
        """Those of items that the viewer can see: asked of each row, never of all items there are."""
        return self.filter(rule.visible(Viewer.of(viewer), timezone.now(), item="item_id"))


class Grant(models.Model):
    """Somebody may see an item: a person, an address’s owner, or whoever sees another item it is lent through."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="grants")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="grants")
    address = models.EmailField(blank=True)
    through = models.ForeignKey(Item, on_delete=models.CASCADE, null=True, related_name="lends")
    reason = models.CharField(max_length=200)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    objects = EndingQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "id"]
        indexes = [
            models.Index(fields=["item", "ends_at"]),
            models.Index(fields=["address"], name="grant_by_address", condition=Q(address__gt="")),
        ]
        constraints = [
            models.CheckConstraint(
                name="grant_names_one",
                condition=Q(person__isnull=False, address="", through__isnull=True)
                | (Q(person__isnull=True, through__isnull=True) & ~Q(address=""))
                | Q(person__isnull=True, address="", through__isnull=False),
            ),
            models.CheckConstraint(name="grant_gives_a_reason", condition=~Q(reason="")),
        ]

    @property
    def why(self) -> str:
        """The reason; one of the house's own in the reader's language."""
        return _(self.reason)

    @property
    def to(self) -> str:
        """Whom it names, in words."""
        return self.person.name if self.person else self.address

    @transaction.atomic
    def end(self, *, by: Person, now: datetime) -> None:
        """From the next request on it widens nothing."""
        self.ends_at = now
        self.save(update_fields=["ends_at"])
        self.item.record("grant ended", by=by, now=now, said=self.reason)


class Link(models.Model):
    """An address under which an item can be seen without an account. It is signed: no secret is kept here."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="links")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = EndingQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "id"]

    @property
    def token(self) -> str:
        return signing.Signer(salt="audience.link", sep=".").sign(self.pk.hex)

    def get_absolute_url(self) -> str:
        return reverse("open_link", args=[self.token])

    @classmethod
    def from_token(cls, token: str, *, now: datetime) -> Link | None:
        """The live link of the token, if there is one."""
        try:
            pk = signing.Signer(salt="audience.link", sep=".").unsign(token)
        except signing.BadSignature:
            return None
        return cls.objects.live(now).filter(pk=pk, item__removed_at=None).select_related("item").first()

    @transaction.atomic
    def end(self, *, by: Person, now: datetime) -> None:
        """Whoever holds the address sees nothing from the next request on."""
        self.ends_at = now
        self.save(update_fields=["ends_at"])
        self.item.record("link ended", by=by, now=now)


REASONS = [
    gettext_noop("asked to read and comment"),
    gettext_noop("evidence in a section"),
    gettext_noop("section of the portfolio"),
]
WORDS = {
    "grant": gettext_lazy("shared by name ({})"),
    "grant ended": gettext_lazy("sharing by name ended ({})"),
    "link": gettext_lazy("a link was made, until {}"),
    "link ended": gettext_lazy("a link was ended"),
    "removed": gettext_lazy("put into the bin"),
    "taken back": gettext_lazy("taken out of the bin"),
}


class AudienceChange(models.Model):
    """The history of who could see an item. Rows are only ever added."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="audience_changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    what = models.CharField(max_length=20)
    said = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-at", "-id"]

    @property
    def in_words(self) -> str:
        """What changed, for the item's author."""
        if self.what == "reach":
            before, after = self.said.split(" to ", 1)
            return _("from “{before}” to “{after}”").format(before=Reach(before).label, after=Reach(after).label)
        said = self.said.removeprefix("until ")
        return WORDS.get(self.what, self.what).format(_(said) if said else "")
