"""The spine: one row for each thing a person made, whatever its kind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from coppice.accounts.models import Person
from coppice.audience import rule
from coppice.audience.viewing import Viewer
from coppice.groups.models import Group
from coppice.kernel.ids import uuid7
from coppice.kernel.refusals import Refusal

if TYPE_CHECKING:
    from coppice.audience.models.grants import Grant, Link


class Reach(models.TextChoices):
    """How far its author lets a thing go."""

    ONLY_ME = "only_me", gettext_lazy("Only me")
    GROUP = "group", gettext_lazy("A group of mine")
    MEMBERS = "members", gettext_lazy("All members")
    PUBLIC = "public", gettext_lazy("Anyone on the web")


KINDS = [gettext_noop("entry"), gettext_noop("portfolio"), gettext_noop("section"), gettext_noop("topic")]
KINDS += [gettext_noop("poll"), gettext_noop("charter"), gettext_noop("chat")]
KINDS += [gettext_noop("fact"), gettext_noop("offer"), gettext_noop("statement")]
OF_MANY = {"topic", "poll", "charter", "chat"}
"""Kinds in which others write as well: how far such an item goes is not for its author alone to change later."""


class NotYourGroup(Refusal):
    """Somebody shared with a group they do not belong to."""


class ItemQuerySet[M: "Item"](models.QuerySet[M]):
    """Items of one kind or of every kind, as far as somebody may see them."""

    def visible_to(self, viewer: object, *, now: datetime | None = None) -> Self:
        """What the viewer (a Viewer, a person, or nobody) can see. The only way into a page."""
        return self.filter(rule.visible(Viewer.of(viewer), now or timezone.now()))

    def named_for(self, person: object, *, now: datetime | None = None) -> Self:
        """What is the person's own or was granted to them by name: never by reach or link."""
        return self.filter(rule.visible(Viewer.of(person), now or timezone.now(), only_named=True))

    def given_to(self, person: object, *, now: datetime | None = None) -> Self:
        """What somebody granted to the person by name: itself, not only something that it is lent through."""
        who = Viewer.of(person)
        return self.filter(rule.visible(who, now or timezone.now(), only_named=True, only_given=True))

    def by(self, person: Person) -> Self:
        """What is theirs and not in the bin; of one kind, found by the index that has its kind in it."""
        mine = self.filter(author=person, removed_at=None)
        return mine if self.model is Item else mine.filter(kind=self.model._meta.model_name)

    def in_bin_of(self, person: Person) -> Self:
        return self.filter(author=person, removed_at__isnull=False)


class Item(models.Model):
    """Something a person made. Each kind is a table of its own that continues this row (one level, never deeper)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=30, editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="items")
    title = models.CharField(max_length=200, blank=True)
    reach = models.CharField(max_length=10, choices=Reach.choices, default=Reach.ONLY_ME)
    group = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, blank=True, related_name="items")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[Any] = ItemQuerySet.as_manager()
    everything: ClassVar[Any] = ItemQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["author", "kind", "-changed_at", "-id"]),
            models.Index(fields=["reach", "group"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="group_reach_names_a_group", condition=~models.Q(reach="group") | models.Q(group__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return self.title or _("Untitled")

    def save(self, *args: Any, **kwargs: Any) -> None:
        if type(self) is Item and self._state.adding:
            raise TypeError("An Item is made as one of its kinds.")
        self.kind = self.kind or type(self)._meta.model_name or ""
        super().save(*args, **kwargs)

    @property
    def kind_in_words(self) -> str:
        return _(self.kind)

    @property
    def item_id(self) -> Any:
        """The spine's key, whatever the kind."""
        return self.pk

    def as_kind(self) -> Any:
        """This row as its own kind (one query)."""
        if type(self) is not Item:
            return self
        kinds = {kind._meta.model_name: kind for kind in Item.__subclasses__()}
        return kinds[self.kind].everything.get(pk=self.pk)

    def get_absolute_url(self) -> str:
        return reverse("item", args=[self.pk])

    def is_visible_to(self, viewer: object, *, now: datetime | None = None) -> bool:
        return bool(Item.objects.visible_to(viewer, now=now).filter(pk=self.pk).exists())

    def viewers(self, *, now: datetime | None = None) -> models.QuerySet[Person]:
        """Everybody with an account who can see this."""
        from coppice.audience.reaching import people_reached

        return Person.objects.filter(people_reached(self.pk, now or timezone.now()))

    def is_opened_by(self, person: Person, *, now: datetime) -> bool:
        """Whether they let themselves in, to this or what it is lent through: to look, and for nothing else."""
        from coppice.audience.models.grants import Grant

        own = Grant.objects.live(now).filter(person=person, made_by=person).exclude(item__author=person)
        return own.filter(models.Q(item=self.pk) | models.Q(item__lends__item=self.pk)).exists()

    @property
    def is_of_many(self) -> bool:
        return self.kind in OF_MANY

    def can_be_changed_by(self, person: object) -> bool:
        """Writing and sharing are the author's alone."""
        return isinstance(person, Person) and person.pk == self.author_id

    @transaction.atomic
    def share(self, *, reach: str, by: Person, now: datetime, group: Group | None = None) -> None:
        """Choose how far this goes; it counts from the next request on, everywhere."""
        if reach == Reach.GROUP and (group is None or not group.takes_from(by)):
            raise NotYourGroup(_("Choose one of the groups you belong to. Nothing was changed."))
        self.record("reach", by=by, now=now, said=f"{self.reach} to {reach}")
        self.reach, self.group = reach, group if reach == Reach.GROUP else None
        Item.everything.filter(pk=self.pk).update(reach=self.reach, group=self.group)

    @transaction.atomic
    def grant(
        self,
        *,
        reason: str,
        by: Person,
        now: datetime,
        person: Person | None = None,
        address: str = "",
        through: Item | None = None,
        ends_at: datetime | None = None,
    ) -> Grant:
        """Let somebody named, or whoever sees `through`, see this. Asked again, the new end and reason count."""
        from coppice.audience.models.grants import Grant

        to = {"person": person, "address": address.lower(), "through_id": through.pk if through else None}
        grant = Grant.objects.live(now).filter(item_id=self.pk, **to).first()
        if grant is None:
            grant = Grant(item_id=self.pk, made_by=by, made_at=now, **to)
        grant.reason, grant.ends_at = reason, ends_at
        grant.save()
        self.record("grant", by=by, now=now, said=reason)
        return grant

    @staticmethod
    @transaction.atomic
    def lend(items: Sequence[Item], *, through: Item, reason: str, by: Person, now: datetime) -> None:
        """Let whoever sees `through` see things that were made just now (two queries, however many)."""
        from coppice.audience.models.grants import AudienceChange, Grant

        grants = (Grant(item_id=one.pk, through_id=through.pk, reason=reason, made_by=by, made_at=now) for one in items)
        Grant.objects.bulk_create(grants)
        changes = (AudienceChange(item_id=one.pk, by=by, at=now, what="grant", said=reason) for one in items)
        AudienceChange.objects.bulk_create(changes)

    @transaction.atomic
    def make_link(self, *, by: Person, now: datetime, ends_at: datetime) -> Link:
        """An address that shows exactly this, and what is lent through it, until it ends."""
        from coppice.audience.models.grants import Link

        self.record("link", by=by, now=now, said=f"until {ends_at:%Y-%m-%d}")
        return Link.objects.create(item_id=self.pk, made_by=by, made_at=now, ends_at=ends_at)

    @transaction.atomic
    def remove(self, *, by: Person, now: datetime) -> None:
        """Put this into its author's bin, where it stays for thirty days and can be taken out again."""
        self.record("removed", by=by, now=now)
        self.removed_at = now
        Item.everything.filter(pk=self.pk).update(removed_at=now)

    @transaction.atomic
    def take_back(self, *, by: Person, now: datetime) -> None:
        """Take this out of the bin, as it was."""
        self.record("taken back", by=by, now=now)
        self.removed_at = None
        Item.everything.filter(pk=self.pk).update(removed_at=None)

    def cautions(self) -> list[str]:
        """Sentences to read before this is shared; each kind may have some."""
        return []

    def touch(self, *, now: datetime) -> None:
        """Say that this was changed now."""
        self.changed_at = now
        Item.everything.filter(pk=self.pk).update(changed_at=now)

    def record(self, what: str, *, by: Person, now: datetime, said: str = "") -> None:
        """Add to the history of who could see this."""
        from coppice.audience.models.grants import AudienceChange

        AudienceChange.objects.create(item_id=self.pk, by=by, at=now, what=what, said=said[:200])
