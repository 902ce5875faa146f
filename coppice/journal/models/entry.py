"""An entry of a journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from coppice.accounts.models import Person
from coppice.audience.models import Item, ItemQuerySet
from coppice.files.models import File
from coppice.happenings.models import Happening
from coppice.journal import wording
from coppice.journal.models.hangings import EntryCode, EntryLink, Tool
from coppice.journal.models.permission import Permission
from coppice.kernel.addresses import address
from coppice.revisions.models import Written

TEXTS = {"happened": _("What happened"), "so_what": _("So what?"), "now_what": _("Now what?")}


class Impact(models.TextChoices):
    """Who changed what: each step says more than the one before it."""

    AWARE = "aware", _("People came to know of it")
    REACTED = "reacted", _("People had a view of it")
    ENGAGED = "engaged", _("People took part")
    LEARNED = "learned", _("People learned something")
    APPLIED = "applied", _("People now do something differently")
    LEARNERS = "learners", _("Something changed for learners")


class EntryQuerySet(ItemQuerySet["Entry"]):
    """Entries, in the journal's words."""

    def by(self, person: Person) -> Self:
        """The person's own journal. `keeper` repeats the author so that one index finds the newest of ten thousand."""
        return self.filter(keeper=person, removed_at=None)

    def to_be_finished(self) -> Self:
        return self.filter(is_draft=True)

    def in_year(self, year: int) -> Self:
        return self.filter(happened_on__gte=date(year, 1, 1), happened_on__lte=date(year, 12, 31))

    def speaking_to(self, code: str) -> Self:
        return self.filter(pk__in=EntryCode.objects.filter(code=code).values("entry_id"))

    def with_tool(self, key: str) -> Self:
        return self.filter(tools__key=key)

    def with_files(self) -> Self:
        return self.filter(models.Exists(File.objects.filter(item=models.OuterRef("pk"))))

    def saying(self, words: str) -> Self:
        """Entries with each of the words somewhere in their texts, title or details."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(searchable__contains=wording.folded(word))
        return found

    def newest_first(self) -> Self:
        return self.order_by("-happened_on", "-pk")


@dataclass(frozen=True)
class Details:
    """Everything about an entry but its texts."""

    happened_on: date
    ended_on: date | None = None
    title: str = ""
    with_whom: str = ""
    impact: str = ""
    impact_reach: str = ""
    impact_known: str = ""
    impact_numbers: str = ""
    is_draft: bool = False
    tools: Sequence[str] = ()
    codes: Sequence[str] = ()
    links: Sequence[tuple[str, str]] = field(default=())


class Entry(Written, Item):
    """Something that happened in one's practice, and what one makes of it. Private until its author shares it."""

    keeper = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", editable=False)
    happened_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    has_own_title = models.BooleanField(default=False, editable=False)
    gist = models.CharField(max_length=300, blank=True, editable=False)
    searchable = models.TextField(blank=True, editable=False)
    with_whom = models.CharField(max_length=300, blank=True)
    impact = models.CharField(max_length=10, choices=Impact.choices, blank=True)
    impact_reach = models.CharField(max_length=300, blank=True)
    impact_known = models.TextField(max_length=2000, blank=True)
    impact_numbers = models.CharField(max_length=300, blank=True)
    is_draft = models.BooleanField(default=True)
    tools = models.ManyToManyField(Tool, related_name="entries", blank=True)
    once = models.UUIDField(null=True, editable=False)

    objects: ClassVar[Any] = EntryQuerySet.as_manager()
    everything: ClassVar[Any] = EntryQuerySet.as_manager()

    reflecting = ("so_what", "now_what")
    linked_by = "addresses"

    class Meta:
        indexes = [
            models.Index(fields=["keeper", "-happened_on", "-item_ptr"], name="journal_newest"),
            models.Index(fields=["keeper", "is_draft", "-happened_on", "-item_ptr"], name="journal_to_be_finished"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["keeper", "once"], name="captured_once"),
            models.CheckConstraint(
                name="entry_ends_after_it_starts",
                condition=models.Q(ended_on__isnull=True) | models.Q(ended_on__gte=models.F("happened_on")),
            ),
        ]

    @property
    def text_labels(self) -> dict[str, str]:
        return {code: str(label) for code, label in TEXTS.items()}

    @property
    def text_codes(self) -> Sequence[str]:
        return tuple(TEXTS)

    def get_absolute_url(self) -> str:
        return address("journal:entry", self.pk)

    @property
    def writing_url(self) -> str:
        return address("journal:edit", self.pk)

    @property
    def people_are_noted(self) -> bool:
        return bool(self.permissions.exists())

    @property
    def pictures_beside(self) -> Sequence[str]:
        written = "".join(self.texts.values())
        beside = [file for file in self.files.all() if file.is_picture and str(file.pk) not in written]
        return [file.alt for file in beside]

    def cautions(self) -> list[str]:
        """What to think of before this is shared: the people in it."""
        from coppice.journal.cautions import before_sharing

        return before_sharing(self)

    @classmethod
    def capture(
        cls, *, html: str, happened_on: date, by: Person, now: datetime, once: UUID | None = None
    ) -> tuple[Entry, bool]:
        """A new entry to be finished, and whether it is new: the same `once` again answers with the entry it made."""
        try:
            with transaction.atomic():
                if once and (there := cls.everything.filter(keeper=by, once=once).first()):
                    return there, False
                entry = cls(author=by, keeper=by, happened_on=happened_on, once=once, created_at=now, changed_at=now)
                entry.save()
                entry.save_text(code="happened", html=html, bases=[], by=by, now=now)
                Happening.record(actor=by, verb="captured", item=entry)
        except IntegrityError:
            return cls.everything.get(keeper=by, once=once), False
        entry.refresh_from_db()
        return entry, True

    @transaction.atomic
    def describe(self, details: Details, *, by: Person, now: datetime) -> None:
        """Say when, with whom, what came of it, and what it speaks to."""
        row = self.locked()
        was_draft = row.is_draft
        for name in (
            "happened_on",
            "ended_on",
            "with_whom",
            "impact",
            "impact_reach",
            "impact_known",
            "impact_numbers",
            "is_draft",
        ):
            setattr(row, name, getattr(details, name))
        row.has_own_title = bool(details.title.strip())
        row.title = wording.line(details.title)[:200] or row.title
        row.derive()
        row.save()
        row.tools.set(Tool.named(details.tools, person=by))
        row.set_codes(details.codes)
        row.set_links(details.links, now=now)
        row.touch(now=now)
        Happening.record(actor=by, verb="finished" if was_draft and not row.is_draft else "described", item=row)
        self.refresh_from_db()

    def put(self, code: str, html: str, *, now: datetime, writer: str = "", sequence: int = 0) -> None:
        """Set one text, and the title and the gist that follow from it."""
        super().put(code, html, now=now, writer=writer, sequence=sequence)
        self.derive()
        self.save(update_fields=["title", "gist", "searchable"])

    def derive(self) -> None:
        """The title, unless it was given; the gist for lists; the words to be found by."""
        told = wording.of(self.texts, self.title if self.has_own_title else "")
        self.title, self.gist = told.title, told.gist
        self.searchable = wording.folded(
            f"{told.title}\n{told.words}\n{self.with_whom}\n{self.impact_known}\n{self.impact_reach}"
        )

    def set_codes(self, codes: Sequence[str]) -> None:
        """Exactly these, leaving what is there already."""
        wanted = dict.fromkeys(code[:100] for code in codes)
        there = set(self.codes.values_list("code", flat=True))
        EntryCode.objects.filter(entry=self).exclude(code__in=wanted).delete()
        EntryCode.objects.bulk_create(EntryCode(entry=self, code=code) for code in wanted if code not in there)

    def set_links(self, links: Sequence[tuple[str, str]], *, now: datetime) -> None:
        """Exactly these; one that was there keeps its day."""
        days = dict(EntryLink.objects.filter(entry=self).values_list("url", "kept_on"))
        EntryLink.objects.filter(entry=self).delete()
        EntryLink.objects.bulk_create(
            EntryLink(entry=self, url=url, label=wording.line(label)[:200], kept_on=days.get(url, now.date()))
            for url, label in links
        )

    @transaction.atomic
    def set_permissions(self, people: Sequence[tuple[str, str, str]], *, by: Person, now: datetime) -> None:
        """Who is in the evidence and how each stands: (who, state, note). A row that changes gets a new day."""
        there = {(row.who, row.state, row.note): row for row in Permission.objects.filter(entry=self)}
        kept = [there[key].pk for key in people if key in there]
        Permission.objects.filter(entry=self).exclude(pk__in=kept).delete()
        fresh = [key for key in dict.fromkeys(people) if key not in there]
        Permission.objects.bulk_create(
            Permission(entry=self, who=who, state=state, note=note, at=now) for who, state, note in fresh
        )
        if fresh:
            Happening.record(actor=by, verb="permissions noted", item=self)
