"""A file kept with an item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.audience.models import Block, Item
from coppice.audience.rule import visible
from coppice.audience.viewing import Viewer
from coppice.files import apart, covering, keeping, looking
from coppice.files.covering import Area
from coppice.kernel.addresses import address
from coppice.kernel.ids import uuid7


@dataclass(frozen=True)
class Brought:
    """What somebody brought: looked at, and on the disk."""

    seen: looking.Seen
    kept: keeping.Kept
    said: str = ""

    def as_sound(self, said: str) -> Brought:
        """As a recording with what it says. A browser's own recorder calls sound in a film's container a film."""
        media_type = self.seen.media_type.replace("video/", "audio/")
        return replace(self, seen=replace(self.seen, media_type=media_type), said=said)


class FileQuerySet(models.QuerySet["File"]):
    """Files, as far as somebody may see the items they hang on, and hears whoever brought them there."""

    def visible_to(self, viewer: object) -> FileQuerySet:
        who = Viewer.of(viewer)
        seen = self.filter(visible(who, timezone.now(), item="item_id"))
        if who.person is None:
            return seen
        between = Q(by=who.person, against=OuterRef("owner")) | Q(by=OuterRef("owner"), against=who.person)
        for way in apart.ways():
            seen = seen.exclude(way(who.person))
        return seen.exclude(Exists(Block.objects.filter(between)))

    def of(self, item: Item) -> FileQuerySet:
        return self.filter(item_id=item.pk)


class File(models.Model):
    """A copy of what somebody brought: its bytes lie in COPPICE_HOME/files under their SHA-256."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="files")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    alt = models.CharField(max_length=500, blank=True)
    said = models.TextField(max_length=20_000, blank=True)
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
                said=brought.said,
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

    @property
    def is_sound(self) -> bool:
        return self.media_type.startswith("audio/")

    def cover(self, areas: Sequence[Area], *, now: datetime) -> None:
        """Show everybody the picture with these areas covered, and keep the original for its owner alone.

        The file keeps its address and takes on other bytes, so that no text, list or export still has the old ones.
        Covered anew, it is always the original that is drawn on.
        """
        source = Original.objects.filter(file=self).first() or Original.of(self, now=now)
        with source.path.open("rb") as content:
            kept = keeping.keep(covering.cover(content, source.media_type, areas))
        with transaction.atomic():
            row = File.objects.select_for_update(of=("self",)).get(pk=self.pk)
            original = Original.objects.filter(file=row).first() or Original.of(row, now=now)
            original.areas, original.covered_at = [area.as_row() for area in areas], now
            original.save()
            self.take_on(sha256=kept.sha256, size=kept.size)

    @transaction.atomic
    def uncover(self) -> None:
        """Show the original again, as if nothing had been covered."""
        if original := Original.objects.filter(file=self).first():
            self.take_on(sha256=original.sha256, size=original.size)
            original.delete()

    def take_on(self, *, sha256: str, size: int) -> None:
        self.sha256, self.size = sha256, size
        self.save(update_fields=["sha256", "size"])

    @property
    def sort(self) -> str:
        """What it is, in a few letters that people know: PDF, DOCX, PNG."""
        return self.name.rpartition(".")[2].upper() if "." in self.name else ""

    def can_be_changed_by(self, person: object) -> bool:
        """By whoever brought it, where others write as well; else by whoever made what it hangs on."""
        if self.item.is_of_many:
            return isinstance(person, Person) and person.pk == self.owner_id
        return self.item.can_be_changed_by(person)

    def get_absolute_url(self) -> str:
        return address("file", self.pk)


class OriginalQuerySet(models.QuerySet["Original"]):
    """Originals: never by a rule of who may see, only by whose they are."""

    def owned_by(self, person: object) -> OriginalQuerySet:
        if not isinstance(person, Person):
            return self.none()
        return self.filter(file__owner=person, file__item__removed_at=None)


class Original(models.Model):
    """What a covered picture showed before. Its owner's alone, whatever is lent or shared."""

    file = models.OneToOneField(File, on_delete=models.CASCADE, primary_key=True, related_name="original")
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    areas = models.JSONField(default=list)
    covered_at = models.DateTimeField()

    objects: ClassVar[OriginalQuerySet] = OriginalQuerySet.as_manager()  # type: ignore[assignment]

    @classmethod
    def of(cls, file: File, *, now: datetime) -> Original:
        return cls(file=file, media_type=file.media_type, size=file.size, sha256=file.sha256, covered_at=now)

    @property
    def path(self) -> Path:
        return keeping.path_of(self.sha256)
