"""How somebody wants to be asked, and what they were asked."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core import signing
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coppice.accounts.languages import in_language_of
from coppice.accounts.models import Person
from coppice.kernel.ids import uuid7
from coppice.prompts import missing, questions
from coppice.prompts.times import Often, Weekday, next_time

SIGNER = signing.Signer(salt="prompts.wish", sep=".")


class Way(models.TextChoices):
    """Where a question comes."""

    PAGE = "page", _("As a line on my home page")
    MAIL = "mail", _("By mail")


class WishQuerySet(models.QuerySet["Wish"]):
    """Wishes, in the community's words."""

    def due(self, now: datetime) -> WishQuerySet:
        return self.filter(next_at__lte=now, person__is_active=True)


class Wish(models.Model):
    """How somebody wants to be asked; without a row, never."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    often = models.CharField(max_length=10, choices=Often.choices, default=Often.NEVER)
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices, default=Weekday.FRIDAY)
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.PAGE)
    asked = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(null=True, db_index=True)

    objects: ClassVar[WishQuerySet] = WishQuerySet.as_manager()  # type: ignore[assignment]

    @classmethod
    def of(cls, person: Person) -> Wish:
        return cls.objects.filter(person=person).first() or cls(person=person)

    @classmethod
    @transaction.atomic
    def choose(cls, *, often: str, weekday: int, way: str, by: Person, now: datetime) -> None:
        """Be asked so from now on. What was asked and waits is put away."""
        chosen = {"often": often, "weekday": weekday, "way": way}
        next_at = next_time(often, weekday, by.time_zone, after=now)
        cls.objects.update_or_create(person=by, defaults={**chosen, "next_at": next_at})
        Prompt.objects.open_for(by).update(closed_at=now)

    @classmethod
    def end(cls, token: str, *, now: datetime) -> bool:
        """Never ask again whoever the token is for; False when it is for nobody."""
        try:
            pk = UUID(SIGNER.unsign(token))
        except signing.BadSignature:
            return False
        Prompt.objects.filter(person=pk, closed_at=None).update(closed_at=now)
        return bool(cls.objects.filter(person=pk).update(often=Often.NEVER, next_at=None))

    @property
    def ending_url(self) -> str:
        """The whole address that ends it, for a mail."""
        return settings.BASE_URL + reverse("prompts:ending", args=[SIGNER.sign(self.person_id.hex)])

    @transaction.atomic
    def ask(self, *, now: datetime) -> Prompt | None:
        """The next question, once; None when it is not its time. An older one that waits makes room for it."""
        row = Wish.objects.select_for_update(of=("self",)).select_related("person").get(pk=self.pk)
        if row.next_at is None or row.next_at > now:
            return None
        Prompt.objects.open_for(row.person).update(closed_at=now)
        by_mail = row.way == Way.MAIL
        with in_language_of(row.person):
            question = row.question(now)
        prompt = Prompt.objects.create(person=row.person, question=question, by_mail=by_mail, made_at=now)
        row.asked += 1
        row.next_at = next_time(row.often, row.weekday, row.person.time_zone, after=now)
        row.save(update_fields=["asked", "next_at"])
        return prompt

    def question(self, now: datetime) -> str:
        """Every second time from what one's own journal is quiet about, if it is."""
        today = now.astimezone(ZoneInfo(self.person.time_zone)).date()
        quiet = missing.quiet(self.person, today=today) if self.asked % 2 else []
        if not quiet:
            return questions.question(self.asked)
        code, last = quiet[self.asked // 2 % len(quiet)]
        return missing.question(code, last, today=today)


class PromptQuerySet(models.QuerySet["Prompt"]):
    """Prompts, in the community's words."""

    def open_for(self, person: Person) -> PromptQuerySet:
        return self.filter(person=person, closed_at=None)


class Prompt(models.Model):
    """One question that somebody asked to be asked. At most one waits."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=400)
    by_mail = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects: ClassVar[PromptQuerySet] = PromptQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(closed_at=None), name="one_prompt_waits_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("prompts:prompt", args=[self.pk])

    def close(self, *, now: datetime) -> None:
        """Answered, or not now: either way it is not shown again."""
        Prompt.objects.filter(pk=self.pk, closed_at=None).update(closed_at=now)
