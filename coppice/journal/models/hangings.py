"""What hangs on an entry: the tools it is about, the parts of frameworks it speaks to, and links."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from django.conf import settings
from django.db import models

from coppice.accounts.models import Person
from coppice.journal import wording


class Tool(models.Model):
    """A technology by the name its person gives it; the key makes “Moodle ” and “moodle” one."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tools")
    name = models.CharField(max_length=60)
    key = models.CharField(max_length=120)

    class Meta:
        ordering = ["key", "id"]
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="one_tool_of_a_name")]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def key_of(name: str) -> str:
        return " ".join(unicodedata.normalize("NFKC", name).casefold().split())[:120]

    @classmethod
    def named(cls, names: Iterable[str], *, person: Person) -> list[Tool]:
        """The person's tools of these names, made where there is none yet (at most three queries)."""
        wanted: dict[str, str] = {}
        for name in names:
            if key := cls.key_of(name):
                wanted.setdefault(key, wording.line(name)[:60])
        known = set(cls.objects.filter(person=person, key__in=wanted).values_list("key", flat=True))
        fresh = [Tool(person=person, name=name, key=key) for key, name in wanted.items() if key not in known]
        Tool.objects.bulk_create(fresh, ignore_conflicts=True)
        return list(Tool.objects.filter(person=person, key__in=wanted))


class EntryCode(models.Model):
    """A part of a framework that an entry speaks to, as `edition:code`: "cmalt-2019:1a"."""

    entry = models.ForeignKey("journal.Entry", on_delete=models.CASCADE, related_name="codes")
    code = models.CharField(max_length=100)

    class Meta:
        ordering = ["code", "id"]
        constraints = [models.UniqueConstraint(fields=["entry", "code"], name="entry_speaks_once_to_a_code")]
        indexes = [models.Index(fields=["code", "entry"])]

    def __str__(self) -> str:
        return self.code


class EntryLink(models.Model):
    """An address that belongs to the evidence, with the day it was put there. Its page is never kept."""

    entry = models.ForeignKey("journal.Entry", on_delete=models.CASCADE, related_name="addresses")
    url = models.URLField(max_length=500)
    label = models.CharField(max_length=200, blank=True)
    kept_on = models.DateField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.label or self.url
