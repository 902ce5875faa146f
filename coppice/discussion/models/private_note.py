"""What a reader notes for themselves: seen by nobody else, told to nobody, in no log."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.audience.viewing import Viewer
from coppice.discussion.models.saying import NothingSaid, said
from coppice.kernel import richtext
from coppice.kernel.addresses import address
from coppice.kernel.ids import uuid7


class PrivateNoteQuerySet(models.QuerySet["PrivateNote"]):
    """Private notes are their person's alone, whoever may see what they are about."""

    def visible_to(self, viewer: object) -> PrivateNoteQuerySet:
        person = Viewer.of(viewer).person
        return self.filter(person=person) if person else self.none()

    def about(self, item: Item) -> PrivateNoteQuerySet:
        return self.filter(item_id=item.pk)


class PrivateNote(models.Model):
    """A few words of one person's about one item. Each is kept by itself, so that no tab overwrites another's."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="private_notes")
    html = models.TextField()
    made_at = models.DateTimeField()

    objects: ClassVar[PrivateNoteQuerySet] = PrivateNoteQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["made_at", "id"]
        indexes = [models.Index(fields=["person", "item", "made_at"], name="private_notes_of_one")]

    def __str__(self) -> str:
        return richtext.plain(self.html)[:80]

    def get_absolute_url(self) -> str:
        return address("discussion:note", self.pk)

    @classmethod
    def keep(cls, *, item: Item, html: str, by: Person, now: datetime) -> PrivateNote:
        """Note something down."""
        if not richtext.plain(richtext.clean(html)).strip():
            raise NothingSaid(_("Your note has no words yet. Write something and keep it again."))
        return cls.objects.create(item_id=item.pk, person=by, html=said(html), made_at=now)
