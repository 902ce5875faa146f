"""Groups and who belongs to them."""

from __future__ import annotations

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.kernel.ids import uuid7
from coppice.kernel.refusals import Refusal


class LastFacilitator(Refusal):
    """A group would be left with nobody to tend it."""


class GroupQuerySet(models.QuerySet["Group"]):
    """Groups, in the community's words."""

    def visible_to(self, person: object) -> GroupQuerySet:
        """Groups are for members; for anybody else there are none."""
        return self if isinstance(person, Person) and person.is_member else self.none()

    def with_size(self) -> GroupQuerySet:
        return self.annotate(size=models.Count("memberships"))

    def of(self, person: Person) -> GroupQuerySet:
        return self.filter(memberships__person=person)


class Group(models.Model):
    """People who meet around something: a special interest, a support circle, a writing group. Open to every member."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    purpose = models.TextField(max_length=600)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("group", args=[self.slug])

    @classmethod
    @transaction.atomic
    def found(cls, *, name: str, slug: str, purpose: str, by: Person) -> Group:
        """A new group, tended by its founder."""
        group = cls.objects.create(name=name, slug=slug, purpose=purpose)
        Membership.objects.create(group=group, person=by, is_facilitator=True)
        return group

    def join(self, *, person: Person) -> Membership:
        membership, _ = Membership.objects.get_or_create(group=self, person=person)
        return membership

    @transaction.atomic
    def leave(self, *, person: Person) -> None:
        """End the person's membership; the last facilitator must hand over first."""
        memberships = Membership.objects.select_for_update().filter(group=self)
        mine = memberships.filter(person=person).first()
        if mine is None:
            return
        if mine.is_facilitator and not memberships.filter(is_facilitator=True).exclude(pk=mine.pk).exists():
            raise LastFacilitator(_("You are the only facilitator. Ask another member to take over before you leave."))
        mine.delete()


class Membership(models.Model):
    """One person in one group."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    is_facilitator = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["person__name", "person_id"]
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="one_membership_each")]
