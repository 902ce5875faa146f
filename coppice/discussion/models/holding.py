"""A reader keeps what they say to themselves until they have finished."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.models import Grant, Item
from coppice.happenings.models import Happening
from coppice.kernel.addresses import address
from coppice.kernel.ids import uuid7
from coppice.kernel.refusals import Refusal

if TYPE_CHECKING:
    from coppice.discussion.models.comment import Comment


class NothingToHold(Refusal):
    """An author wanted to keep their own answers back."""


class Holding(models.Model):
    """One reader's choice about one item and what is read through it. Their comments point at it until it ends."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="one_holding_each")]

    def get_absolute_url(self) -> str:
        return address("discussion:holding", self.item_id)

    @classmethod
    def covering(cls, item: Item, *, person: Person, now: datetime) -> Holding | None:
        """The person's, for the item itself or something that it is lent through; mostly they have none anywhere."""
        mine = list(cls.objects.filter(person=person).order_by("since", "id"))
        if not mine:
            return None
        through = Grant.objects.live(now).filter(item_id=item.pk, through__isnull=False)
        covered = {item.pk, *through.values_list("through_id", flat=True)}
        return next((one for one in mine if one.item_id in covered), None)

    @classmethod
    @transaction.atomic
    def begin(cls, *, item: Item, by: Person, now: datetime) -> Holding:
        """From now on nobody else sees what the reader says here."""
        if by.pk == item.author_id:
            raise NothingToHold(_("This is your own, and your readers wait for your answers. Nothing was changed."))
        return cls.covering(item, person=by, now=now) or cls.objects.create(item_id=item.pk, person=by, since=now)

    @transaction.atomic
    def release(self, *, by: Person, now: datetime) -> int:
        """Everybody who may sees all of it, as said now, and is told once. How many comments there were."""
        held = list(self.comments.select_for_update().filter(withdrawn_at=None))
        for comment in held:
            comment.remember_version(now=now)
        people = [self.item.author, *spoken_to(held)]
        self.comments.update(holding=None, made_at=now, edited_at=None)
        if held:
            path = getattr(self.item.as_kind(), "comments_url", address("discussion:comments", self.item_id))
            Happening.record(actor=by, verb="comments shown", item=self.item, tell=people, path=path, at=now)
        self.delete()
        return len(held)


def spoken_to(answers: list[Comment]) -> list[Any]:
    """The ids of those whose threads were answered."""
    return [person for answer in answers if answer.parent for person in answer.parent.people()]
