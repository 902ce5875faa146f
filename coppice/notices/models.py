"""What somebody is told, and how they want to be mailed."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.template.loader import select_template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.audience.rule import visible
from coppice.audience.viewing import Viewer
from coppice.happenings.models import Happening
from coppice.kernel.ids import uuid7


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices, in the community's words."""

    def visible_to(self, viewer: object) -> NoticeQuerySet:
        """A person's own notices of what they can still see."""
        person = getattr(viewer, "person", viewer)
        if not isinstance(person, Person):
            return self.none()
        seen = visible(Viewer.of(viewer), timezone.now(), item="happening__item_id")
        return self.filter(models.Q(happening__item=None) | models.Q(seen), person=person)

    def new(self) -> NoticeQuerySet:
        return self.filter(seen_at=None)


class Notice(models.Model):
    """One person is told of one happening, once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    happening = models.ForeignKey(Happening, on_delete=models.CASCADE, related_name="notices")
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    objects: ClassVar[NoticeQuerySet] = NoticeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["person", "happening"], name="told_once")]
        indexes = [models.Index(fields=["person", "-made_at", "-id"])]

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


class How(models.TextChoices):
    """When mail about notices comes."""

    SOON = "soon", _("Soon: one mail for all that came in a quarter of an hour")
    DAILY = "daily", _("Once a day, if there is something")
    NEVER = "never", _("Never: I look here")


class MailChoice(models.Model):
    """How somebody wants to be mailed about their notices; without a row, soon."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="mail_choice"
    )
    how = models.CharField(max_length=10, choices=How.choices, default=How.SOON)

    @classmethod
    def of(cls, person: Person) -> str:
        found = cls.objects.filter(person=person).values_list("how", flat=True).first()
        return found or How.SOON

    @classmethod
    def choose(cls, how: str, *, by: Person) -> None:
        cls.objects.update_or_create(person=by, defaults={"how": how})


def tell(happening: Happening, *, now: datetime) -> None:
    """Give a notice to everybody the happening concerns, and never the same twice."""
    people = Person.objects.filter(pk__in=happening.about.get("tell", []), is_active=True)
    rows = [Notice(person=person, happening=happening, made_at=now) for person in people]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
