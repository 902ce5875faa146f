"""Asking to come in, and being asked in. Who is told of it is a matter of upper floors."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.kernel.ids import uuid7
from coppice.kernel.refusals import Refusal

if TYPE_CHECKING:
    from coppice.groups.models.group import Group

WORDS = 600


class Answered(Refusal):
    """Somebody answers what was answered or taken back meanwhile."""

    status = 409


class KnockQuerySet[M: "Knock"](models.QuerySet[M]):
    """Requests or invitations."""

    def open(self) -> KnockQuerySet[M]:
        """Not answered yet."""
        return self.filter(answered_at=None)


class Knock(models.Model):
    """What a request and an invitation have in common: one person, one group, a few words, one answer."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="%(class)ss")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    words = models.TextField(max_length=WORDS, blank=True)
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    is_accepted = models.BooleanField(null=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], condition=Q(answered_at=None), name="one_open_%(class)s_each"
            ),
            models.CheckConstraint(
                name="%(class)ss_are_answered_whole",
                condition=Q(answered_at=None, is_accepted=None)
                | Q(answered_at__isnull=False, is_accepted__isnull=False),
            ),
        ]

    def answered(self, *, is_accepted: bool, now: datetime) -> None:
        """Once. Accepted, the person belongs to the group."""
        open_one = type(self).objects.select_for_update(of=("self",)).filter(pk=self.pk, answered_at=None)  # type: ignore[attr-defined]
        if not open_one.exists():
            raise Answered(_("This was answered or taken back meanwhile. Nothing was changed."))
        self.answered_at, self.is_accepted = now, is_accepted
        self.save(update_fields=["answered_at", "is_accepted"])
        if is_accepted:
            self.group.join(person=self.person)


class JoinRequest(Knock):
    """A member asks to come into a group; a facilitator answers with a few words."""

    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="requests")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answer_words = models.TextField(max_length=WORDS, blank=True)

    objects: ClassVar[KnockQuerySet[JoinRequest]] = KnockQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Knock.Meta):
        ordering = ["made_at", "id"]

    @classmethod
    @transaction.atomic
    def ask(cls, *, group: Group, by: Person, words: str, now: datetime) -> JoinRequest:
        """Ask; asked again before it is answered, the new words count."""
        if group.door != "request" or not group.is_open_for_writing:
            raise Refusal(_("This group takes no requests. Nothing was sent."))
        if group.has(by):
            raise Refusal(_("You belong to this group already."))
        one, _new = cls.objects.update_or_create(
            group=group,
            person=by,
            answered_at=None,
            defaults={"words": words},
            create_defaults={"words": words, "made_at": now},
        )
        return one

    @transaction.atomic
    def answer(self, *, is_accepted: bool, words: str, by: Person, now: datetime) -> None:
        self.answered(is_accepted=is_accepted, now=now)
        self.answered_by, self.answer_words = by, words
        self.save(update_fields=["answered_by", "answer_words"])


class Invitation(Knock):
    """A facilitator asks somebody in; whoever is asked sees the group until they have answered."""

    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[KnockQuerySet[Invitation]] = KnockQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Knock.Meta):
        ordering = ["made_at", "id"]
        indexes = [models.Index(fields=["person"], condition=Q(answered_at=None), name="open_invitations")]

    @classmethod
    @transaction.atomic
    def invite(cls, *, group: Group, person: Person, words: str, by: Person, now: datetime) -> Invitation:
        if not group.is_open_for_writing:
            raise Refusal(_("This group has ended. What it made can be read; nobody joins it any more."))
        if group.has(person):
            raise Refusal(_("{name} belongs to the group already.").format(name=person.name))
        known = {"words": words, "invited_by": by}
        one, _new = cls.objects.update_or_create(
            group=group, person=person, answered_at=None, defaults=known, create_defaults={**known, "made_at": now}
        )
        return one

    @transaction.atomic
    def answer(self, *, is_accepted: bool, now: datetime) -> None:
        self.answered(is_accepted=is_accepted, now=now)
