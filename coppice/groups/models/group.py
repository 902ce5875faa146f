"""A group: what it is for, who comes in, and where it is in its life."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.accounts.models import Person
from coppice.groups.models.coming_in import Invitation
from coppice.groups.models.membership import Membership, Term
from coppice.groups.models.tended import Tended
from coppice.kernel.ids import uuid7
from coppice.kernel.refusals import Refusal

TAKEN = {"new"}  # what stands in addresses where a group's slug would


class NotOpen(Refusal):
    """Somebody wanted to come in by a door that is not there."""


class Kind(models.TextChoices):
    """What sort of group it is."""

    INTEREST = "interest", gettext_lazy("Special interest group")
    SUPPORT = "support", gettext_lazy("Support group")
    WRITING = "writing", gettext_lazy("Portfolio writing group")
    LEARNING_SET = "learning_set", gettext_lazy("Action learning set")
    EDITORIAL = "editorial", gettext_lazy("Editorial team")
    SITE = "site", gettext_lazy("For the whole community")


class Door(models.TextChoices):
    """How one comes in."""

    OPEN = "open", gettext_lazy("Whoever likes joins")
    REQUEST = "request", gettext_lazy("One asks, and a facilitator answers")
    INVITATION = "invitation", gettext_lazy("By invitation")


class Stage(models.TextChoices):
    """Where a group is in its life. In all but the last one its members write."""

    POTENTIAL = "potential", gettext_lazy("Finding its people")
    ACTIVE = "active", gettext_lazy("Active")
    RESTING = "resting", gettext_lazy("Resting")
    CLOSING = "closing", gettext_lazy("Coming to its end")
    ENDED = "ended", gettext_lazy("Ended")

    @property
    def shape(self) -> str:
        return {"potential": "started", "active": "full", "resting": "half", "closing": "attention", "ended": "done"}[
            self.value
        ]


GOES_ON = (Stage.POTENTIAL, Stage.ACTIVE, Stage.RESTING)


class GroupQuerySet(models.QuerySet["Group"]):
    """Groups, in the community's words."""

    def visible_to(self, person: object) -> GroupQuerySet:
        """Groups are for members; an unlisted one is there only for who belongs to it or is invited. The one place."""
        if not isinstance(person, Person) or not person.is_member:
            return self.none()
        inside = Exists(Membership.objects.filter(group=OuterRef("pk"), person=person))
        invited = Exists(Invitation.objects.open().filter(group=OuterRef("pk"), person=person))
        return self.filter(Q(is_listed=True) | inside | invited)

    def with_size(self) -> GroupQuerySet:
        return self.annotate(size=models.Count("memberships"))

    def of(self, person: Person) -> GroupQuerySet:
        return self.filter(memberships__person=person)

    def open_for_writing(self) -> GroupQuerySet:
        return self.exclude(stage=Stage.ENDED)

    def sought(self, words: str, *, kind: str = "") -> GroupQuerySet:
        """Those whose name or purpose has every word, perhaps of one kind."""
        found = self.filter(kind=kind) if kind else self
        for word in words.split()[:8]:
            found = found.filter(Q(name__icontains=word) | Q(purpose__icontains=word))
        return found


class Group(Tended):
    """People who meet around something: a special interest, a support circle, a writing group."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    purpose = models.TextField(max_length=600)
    created_at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.INTEREST)
    door = models.CharField(max_length=10, choices=Door.choices, default=Door.OPEN)
    is_listed = models.BooleanField(default=True)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.ACTIVE)

    objects: ClassVar[GroupQuerySet] = GroupQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(Lower("name"), "id", name="groups_by_name")]
        constraints = [
            models.CheckConstraint(
                name="unlisted_groups_invite", condition=Q(is_listed=True) | Q(door=Door.INVITATION.value)
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("group", args=[self.slug])

    @property
    def is_open_for_writing(self) -> bool:
        """Whether its members can write: until it has ended."""
        return self.stage != Stage.ENDED

    @property
    def stage_shape(self) -> str:
        return Stage(self.stage).shape

    @transaction.atomic
    def go_to(self, stage: str) -> None:
        """Say where it is in its life. Its end is a way of its own."""
        group = self.held_open()
        if stage not in GOES_ON or group.stage == Stage.CLOSING:
            raise Refusal(_("That can’t be chosen here. Nothing was changed."))
        self.stage = stage
        self.save(update_fields=["stage"])

    @classmethod
    @transaction.atomic
    def found(
        cls, *, name: str, purpose: str, by: Person, slug: str = "", today: date | None = None, **more: Any
    ) -> Group:
        """A new group, tended by its founder. `more`: kind, door, is_listed, stage."""
        slug = slug or free_slug(name, is_listed=more.get("is_listed", True))
        group = cls.objects.create(name=name, slug=slug, purpose=purpose, **more)
        Membership.objects.create(group=group, person=by, is_facilitator=True, **Term.beginning(today).as_fields())
        return group

    @transaction.atomic
    def describe(self, *, name: str, purpose: str, kind: str, door: str, is_listed: bool) -> None:
        """Say anew what it is and how one comes in. Its address stays, so that links to it do."""
        self.name, self.purpose, self.kind, self.door, self.is_listed = name, purpose, kind, door, is_listed
        self.save(update_fields=["name", "purpose", "kind", "door", "is_listed"])

    def has(self, person: Person) -> bool:
        return self.memberships.filter(person=person).exists()

    def name_for(self, person: object) -> str:
        """What somebody is told where something names it: of an unlisted group not theirs, only that it is one."""
        return self.name if self.is_known_to(person) else _("A group")

    def is_known_to(self, person: object) -> bool:
        """Whether its name tells them nothing new: it is listed, or there for them."""
        return self.is_listed or Group.objects.visible_to(person).filter(pk=self.pk).exists()

    @property
    def name_for_all(self) -> str:
        """For places that list things for many and can’t ask for each reader: never the name of an unlisted one."""
        return self.name if self.is_listed else _("A group")

    def takes_from(self, person: Person) -> bool:
        """Whether the person can share with it: its members, until it has ended."""
        return self.is_open_for_writing and self.has(person)

    @transaction.atomic
    def enter(self, *, person: Person) -> Membership:
        """Come in by oneself: through the open door."""
        group = self.held()
        if group.door != Door.OPEN and not group.has(person):
            raise NotOpen(_("This group is not open to whoever likes. Look at its page for how one comes in."))
        return group.join(person=person)

    def join(self, *, person: Person) -> Membership:
        """Belong to it, however one came in."""
        if not self.is_open_for_writing and not self.has(person):
            raise NotOpen(_("This group has ended. What it made can be read; nobody joins it any more."))
        membership, new = Membership.objects.get_or_create(group=self, person=person)
        if new:
            for open_ones in (self.requests, self.invitations):
                open_ones.filter(person=person, answered_at=None).delete()
        return membership

    @transaction.atomic
    def leave(self, *, person: Person) -> None:
        """End the person's membership; the last facilitator must hand over first."""
        self.held()
        mine = self.memberships.filter(person=person).first()
        if mine is None:
            return
        self.must_keep_a_facilitator_besides(
            mine, _("You are the only facilitator. Ask another member to take over before you leave.")
        )
        mine.delete()


def free_slug(name: str, *, is_listed: bool) -> str:
    """An address nobody has. An unlisted group's can't be guessed, and is in nobody's way who names a group alike."""
    stem = slugify(name)[:60] or "group"
    slug = stem if is_listed and stem not in TAKEN else f"{stem}-{secrets.token_hex(4)}"
    while Group.objects.filter(slug=slug).exists():
        slug = f"{stem}-{secrets.token_hex(4)}"
    return slug
