"""What an item said at one moment."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.audience.rule import visible
from coppice.audience.viewing import Viewer
from coppice.kernel.ids import uuid7

SITTING = timedelta(minutes=5)


class Cause(models.TextChoices):
    """Why a revision was made."""

    WRITING = "writing", gettext_lazy("while writing")
    NAMED = "named", gettext_lazy("named by you")
    REPLACED = "replaced", gettext_lazy("before another device or tab wrote")
    KEPT = "kept", gettext_lazy("kept from a tab that could not save")
    RESTORING = "restoring", gettext_lazy("before an earlier version was restored")
    READ = "read", gettext_lazy("as readers saw it")
    BROUGHT = "brought", gettext_lazy("as brought in")


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Revisions, as far as somebody may see the items they are of."""

    def visible_to(self, viewer: object) -> RevisionQuerySet:
        return self.filter(visible(Viewer.of(viewer), timezone.now(), item="item_id"))

    def of(self, item: Item) -> RevisionQuerySet:
        return self.filter(item_id=item.pk)

    def newest(self) -> Revision | None:
        return self.order_by("-number").first()


class Revision(models.Model):
    """All texts of an item at one moment: {"title": …, "texts": {code: html}}. Never changed; only ever added."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    cause = models.CharField(max_length=10, choices=Cause.choices)
    name = models.CharField(max_length=120, blank=True)
    snapshot = models.JSONField()
    words = models.PositiveIntegerField(default=0)

    objects: ClassVar[RevisionQuerySet] = RevisionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-number", "-id"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="revisions_are_numbered")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A revision is never changed.")
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.name or _("Version {number}").format(number=self.number)

    @property
    def texts(self) -> dict[str, str]:
        texts: dict[str, str] = self.snapshot["texts"]
        return texts

    def get_absolute_url(self) -> str:
        return reverse("revision", args=[self.item_id, self.number])

    @classmethod
    def make(
        cls,
        *,
        item: Item,
        snapshot: dict[str, Any],
        words: int,
        by: Person,
        now: datetime,
        cause: Cause,
        name: str = "",
    ) -> Revision:
        """The next revision of the item (whose row the caller has locked)."""
        last = cls.objects.of(item).aggregate(last=Max("number"))["last"] or 0
        return cls.objects.create(
            item_id=item.pk, number=last + 1, author=by, at=now, cause=cause, name=name, snapshot=snapshot, words=words
        )
