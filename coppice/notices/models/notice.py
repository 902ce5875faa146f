"""What somebody is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.template.loader import select_template
from django.urls import reverse
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.audience.models import Block
from coppice.audience.rule import visible
from coppice.audience.viewing import Viewer
from coppice.groups.models import Group
from coppice.happenings.models import Happening
from coppice.kernel.ids import uuid7
from coppice.notices import kinds
from coppice.notices.kinds import MAILED_OTHERWISE, When
from coppice.notices.models.choice import Choice, Hours
from coppice.notices.models.letter import Letter

TOGETHER = timedelta(minutes=15)
TOGETHER_BY_NAME = timedelta(minutes=2)


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices, in the community's words."""

    def visible_to(self, viewer: object) -> NoticeQuerySet:
        """A person's own notices of what they can still see; nothing of anybody with whom there is a block.

        What is of a group alone is seen while the group is, and what waits for those who tend it by nobody else.
        """
        person = getattr(viewer, "person", viewer)
        if not isinstance(person, Person):
            return self.none()
        seen = visible(Viewer.of(viewer), timezone.now(), item="happening__item_id")
        actor = models.OuterRef("happening__actor")
        block = models.Q(by=person, against=actor) | models.Q(by=actor, against=person)
        in_group = models.Q(group=None) | models.Q(group__in=Group.objects.visible_to(person).order_by().values("pk"))
        mine = self.filter(models.Q(happening__item=None) & in_group | models.Q(seen), person=person)
        tended = models.Q(group__in=person.memberships.filter(is_facilitator=True).order_by().values("group_id"))
        if person.is_steward:
            tended |= models.Q(group=None)
        mine = mine.filter(~models.Q(happening__verb__in=kinds.FOR_THOSE_WHO_TEND) | tended)
        return mine.exclude(models.Exists(Block.objects.filter(block)))

    def new(self) -> NoticeQuerySet:
        return self.filter(seen_at=None)

    def unmailed(self) -> NoticeQuerySet:
        return self.filter(seen_at=None, mailed_at=None)


class Notice(models.Model):
    """One person is told of one happening, once, and mailed of it in one letter at most."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    happening = models.ForeignKey(Happening, on_delete=models.CASCADE, related_name="notices")
    group = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    when = models.CharField(max_length=10, choices=When.choices, default=When.NEVER)
    due_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    letter = models.ForeignKey(Letter, on_delete=models.SET_NULL, null=True, related_name="notices")

    objects: ClassVar[NoticeQuerySet] = NoticeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["person", "happening"], name="told_once")]
        indexes = [
            models.Index(fields=["person", "-made_at", "-id"]),
            models.Index(
                fields=["when", "due_at"],
                name="notices_to_be_mailed",
                condition=models.Q(seen_at=None, mailed_at=None),
            ),
            models.Index(
                fields=["person", "when"],
                name="notices_waiting_for_one",
                condition=models.Q(seen_at=None, mailed_at=None),
            ),
        ]

    @property
    def kind(self) -> kinds.Kind:
        return kinds.of(self.happening, self.person_id)

    @property
    def sentence(self) -> str:
        """What happened, as plain text."""
        verb = self.happening.verb.replace(" ", "-")
        words = select_template([f"notices/{verb}.txt", "notices/other.txt"])
        context = {"actor": self.happening.actor, "item": self.happening.item, "about": self.happening.about}
        return plain(words.render({**context, "verb": self.happening.verb}))

    def get_absolute_url(self) -> str:
        path: str = self.happening.about.get("path", "")
        return path or (reverse("item", args=[self.happening.item_id]) if self.happening.item_id else "/")


def plain(rendered: str) -> str:
    """A rendered template as plain text on one line (the page escapes it again)."""
    from html import unescape

    return " ".join(unescape(rendered).split())


def tell(happening: Happening, *, now: datetime) -> None:
    """Give a notice to everybody the happening concerns, and never the same twice."""
    people = Person.objects.filter(pk__in=happening.about.get("tell", []), is_active=True)
    group = group_of(happening)
    rows = [Notice(person=person, happening=happening, group_id=group, made_at=now) for person in people]
    arrange(rows)
    Notice.objects.bulk_create(rows, ignore_conflicts=True)


def group_of(happening: Happening) -> UUID | None:
    """The group in which it happened: as the log says, else the group that the item is shared with."""
    if said := happening.about.get("group"):
        return Group.objects.filter(pk=said).values_list("pk", flat=True).first()
    return happening.item.group_id if happening.item else None


def arrange(notices: Sequence[Notice]) -> None:
    """Say of each when it is to be mailed, as its person chose (two queries, however many)."""
    people = {notice.person_id for notice in notices}
    choices = Choice.made_by(people)
    hours = {row.person_id: row for row in Hours.objects.filter(person__in=people)}
    for notice in notices:
        kind, person = notice.kind, notice.person
        elsewhere = notice.happening.verb in MAILED_OTHERWISE
        notice.when = When.NEVER if elsewhere else choices.when(person.pk, kind, notice.group_id)
        due = notice.made_at + (TOGETHER_BY_NAME if kind.addressed else TOGETHER)
        own = hours.get(person.pk)
        notice.due_at = (own.next_loud(due, person) if own else due) if notice.when == When.NOW else None
