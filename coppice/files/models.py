"""A file kept with an item."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.audience.rule import visible
from coppice.audience.viewing import Viewer
from coppice.files import keeping, looking
from coppice.kernel.addresses import address
from coppice.kernel.ids import uuid7


@dataclass(frozen=True)
class Brought:
    """What somebody brought: looked at, and on the disk."""

    seen: looking.Seen
    kept: keeping.Kept


class FileQuerySet(models.QuerySet["File"]):
    """Files, as far as somebody may see the items they hang on."""

    def visible_to(self, viewer: object) -> FileQuerySet:
        return self.filter(visible(Viewer.of(viewer), timezone.now(), item="item_id"))

    def of(self, item: Item) -> FileQuerySet:
        return self.filter(item_id=item.pk)


class File(models.Model):
    """A copy of what somebody brought: its bytes lie in COPPICE_HOME/files under their SHA-256."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="files")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    alt = models.CharField(max_length=500, blank=True)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    kept_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[FileQuerySet] = FileQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["kept_at", "id"]
        indexes = [models.Index(fields=["sha256"])]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def keep(cls, *, item: Item, upload: BinaryIO, name: str, by: Person, alt: str = "") -> File:
        """A copy of the upload, hanging on the item. Raises a Refusal that says why it can't be kept.

        Pictures are written anew, so that no location or camera travels with them. The bytes are on the disk, and
        synced, before the row is.
        """
        return cls.hang(cls.bring(upload, name), item=item, by=by, alt=alt)

    @classmethod
    def bring(cls, upload: BinaryIO, name: str) -> Brought:
        """Look at the upload and put its bytes on the disk, where they wait for their row."""
        seen = looking.look(upload, name)
        return Brought(seen, keeping.keep(seen.content))

    @classmethod
    def hang(cls, brought: Brought, *, item: Item, by: Person, alt: str = "") -> File:
        """The row of what was brought."""
        seen, kept = brought.seen, brought.kept
        with transaction.atomic():
            return cls.objects.create(
                item_id=item.pk,
                owner=by,
                name=seen.name,
                alt=alt[:500],
                media_type=seen.media_type,
                size=kept.size,
                sha256=kept.sha256,
                width=seen.width,
                height=seen.height,
            )

    @property
    def path(self) -> Path:
        return keeping.path_of(self.sha256)

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")

    def get_absolute_url(self) -> str:
        return address("file", self.pk)
