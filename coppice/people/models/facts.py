"""Facts: who somebody is and where, line by line."""

from __future__ import annotations

from datetime import datetime
from typing import Any, BinaryIO, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.files.models import File
from coppice.groups.models import Group
from coppice.kernel.refusals import Refusal
from coppice.people.folding import fold
from coppice.people.models.line import Line, LineQuerySet


class What(models.TextChoices):
    """The sorts of facts, in the order of the page."""

    PRONOUNS = "pronouns", _("Pronouns")
    SAYING = "saying", _("How to say the name")
    ROLE = "role", _("Role title")
    ORGANISATION = "organisation", _("Organisation")
    SECTOR = "sector", _("Sector")
    ZONE = "zone", _("Time zone")
    LANGUAGE = "language", _("Language")
    LINK = "link", _("Link")
    ABOUT = "about", _("A few words about you")
    ASKING = "asking", _("How to ask you")
    HELD = "held", _("Accreditation held")
    PICTURE = "picture", _("Picture")


SEVERAL = (What.ROLE, What.LANGUAGE, What.LINK, What.HELD)


class Sector(models.TextChoices):
    """Where somebody works."""

    HIGHER = "higher", _("Higher education")
    FURTHER = "further", _("Further education")
    SCHOOL = "school", _("Schools")
    WORK = "work", _("Learning at work")
    HEALTH = "health", _("Health")
    PUBLIC = "public", pgettext_lazy("sector", "Public and charity")
    COMPANY = "company", _("A company for learning technology")
    OWN = "own", _("Working for themselves")
    OTHER = "other", pgettext_lazy("sector", "Somewhere else")


class Fact(Line, Item):
    """One fact on somebody’s profile."""

    what = models.CharField(max_length=15, choices=What.choices)
    words = models.CharField(max_length=1000, blank=True)
    key = models.CharField(max_length=120, blank=True, editable=False)

    objects: ClassVar[Any] = LineQuerySet["Fact"].as_manager()
    everything: ClassVar[Any] = LineQuerySet["Fact"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "what"], name="facts_of_somebody"),
            models.Index(fields=["what", "key", "-item_ptr"], name="facts_by_key"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "what"], name="one_fact_of_a_sort", condition=~models.Q(what__in=SEVERAL)
            )
        ]

    def __str__(self) -> str:
        return self.said or str(What(self.what).label)

    @property
    def content(self) -> tuple[Any, ...]:
        return (self.words,)

    @property
    def said(self) -> str:
        """What it says, in words."""
        return str(Sector(self.words).label) if self.what == What.SECTOR and self.words in Sector else self.words

    @property
    def shown_files(self) -> list[File]:
        """The picture, if this is one (its newest file)."""
        return [file for file in self.files.all() if file.is_picture][-1:]

    @classmethod
    @transaction.atomic
    def portray(
        cls, upload: BinaryIO, *, name: str, alt: str, reach: str, by: Person, now: datetime, group: Group | None = None
    ) -> Fact:
        """A picture of oneself, in place of the last one, with what it shows in words."""
        fact = cls.say(What.PICTURE, alt, reach=reach, group=group, by=by, now=now)
        kept = File.keep(item=fact, upload=upload, name=name, alt=alt, by=by)
        if not kept.is_picture:
            raise Refusal(_now("Choose a picture: a JPEG, PNG or WebP. Nothing was changed."))
        fact.files.exclude(pk=kept.pk).delete()
        return fact

    @property
    def is_address(self) -> bool:
        return self.what == What.LINK and self.words.startswith(("https://", "http://"))

    @classmethod
    @transaction.atomic
    def say(cls, what: str, words: str, *, reach: str, by: Person, now: datetime, group: Group | None = None) -> Fact:
        """One more fact; of those that there is one of, that one."""
        there = None if what in SEVERAL else cls.everything.filter(person=by, what=what).first()
        fact = there or cls(author=by, person=by, what=what, created_at=now)
        fact.take(words)
        fact.kept(reach=reach, group=group, by=by, now=now, is_new=there is None)
        return fact

    @transaction.atomic
    def reword(
        self, words: str, *, seen: str, reach: str, by: Person, now: datetime, group: Group | None = None
    ) -> bool:
        """Say it anew, unless it says something else meanwhile than was `seen`."""
        row: Fact = Fact.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if row.mark != seen and row.words != words:
            return False
        row.take(words)
        row.kept(reach=reach, group=group, by=by, now=now)
        return True

    def take(self, words: str) -> None:
        self.words = words.strip()
        self.key = fold(self.words)[:120]
        self.title = self.said[:200]
