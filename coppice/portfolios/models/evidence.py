"""A journal entry beside a section, and what it shows there."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import models, transaction
from django.utils import timezone

from coppice.accounts.models import Person
from coppice.audience.models import Grant
from coppice.audience.rule import visible
from coppice.audience.viewing import Viewer
from coppice.happenings.models import Happening
from coppice.journal.models import Entry
from coppice.kernel.ids import uuid7

if TYPE_CHECKING:
    from coppice.portfolios.models.section import Section


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Evidence, in the order its author gave it."""

    def visible_to(self, viewer: object) -> EvidenceQuerySet:
        """Only where both the section and the entry can be seen."""
        who, now = Viewer.of(viewer), timezone.now()
        return self.filter(visible(who, now, item="section_id"), visible(who, now, item="entry_id"))

    def lent_to(self, viewer: object, *, now: datetime) -> EvidenceQuerySet:
        """Of a section that the viewer is known to see: only where they can see the entry too."""
        return self.filter(visible(Viewer.of(viewer), now, item="entry_id"))

    def in_sections_seen_by(self, viewer: object, *, now: datetime) -> EvidenceQuerySet:
        """Of an entry that the viewer is known to see: only where they can see the section too."""
        return self.filter(visible(Viewer.of(viewer), now, item="section_id"))

    def still_there(self) -> EvidenceQuerySet:
        return self.filter(entry__removed_at=None, section__removed_at=None)

    def with_lending(self, *, now: datetime) -> EvidenceQuerySet:
        """Each with `is_lent`: whether readers of the section can see the entry through it at this moment."""
        lent = Grant.objects.live(now).filter(item=models.OuterRef("entry_id"), through=models.OuterRef("section_id"))
        return self.annotate(is_lent=models.Exists(lent))


class Evidence(models.Model):
    """One entry in one section. While it is shared, a grant lends the entry through the section."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    section = models.ForeignKey("portfolios.Section", on_delete=models.CASCADE, related_name="evidence")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="evidence")
    note = models.TextField(max_length=2000, blank=True)
    shared = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)
    added_at = models.DateTimeField()

    objects: ClassVar[EvidenceQuerySet] = EvidenceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["section", "entry"], name="an_entry_once_in_a_section")]

    def __str__(self) -> str:
        return str(self.entry)

    @transaction.atomic
    def share(self, *, by: Person, now: datetime) -> None:
        """Whoever sees the section sees the entry from now on. Said again, it is lent again if that was ended."""
        self.shared = True
        self.save(update_fields=["shared"])
        self.entry.grant(through=self.section, reason="evidence in a section", by=by, now=now)
        Happening.record(actor=by, verb="evidence shared", item=self.section, about={"entry": str(self.entry_id)})

    @transaction.atomic
    def keep_back(self, *, by: Person, now: datetime) -> None:
        """Readers of the section do not see the entry from the next request on; it stays beside it for its author."""
        self.shared = False
        self.save(update_fields=["shared"])
        self.end_lending(by=by, now=now)
        Happening.record(actor=by, verb="evidence kept back", item=self.section, about={"entry": str(self.entry_id)})

    @transaction.atomic
    def annotate(self, *, note: str, by: Person, now: datetime) -> None:
        """Say what the entry shows here."""
        self.note = note.strip()
        self.save(update_fields=["note"])
        Happening.record(actor=by, verb="evidence annotated", item=self.section, about={"entry": str(self.entry_id)})

    @transaction.atomic
    def revise(self, *, note: str, shared: bool, by: Person, now: datetime) -> None:
        """What it shows, and whether readers see it, in one go."""
        if note.strip() != self.note:
            self.annotate(note=note, by=by, now=now)
        if shared:
            self.share(by=by, now=now)
        elif self.shared:
            self.keep_back(by=by, now=now)

    @transaction.atomic
    def move(self, *, later: bool, by: Person, now: datetime) -> None:
        """One place further up or down among the evidence of its section."""
        section: Section = self.section
        row = list(section.evidence.still_there().select_for_update(of=("self",)).order_by("position", "id"))
        at = next((place for place, piece in enumerate(row) if piece.pk == self.pk), None)
        if at is None or not 0 <= at + (1 if later else -1) < len(row):
            return
        row.insert(at + (1 if later else -1), row.pop(at))
        for place, piece in enumerate(row, 1):
            piece.position = place
        Evidence.objects.bulk_update(row, ["position"])
        if self.shared:
            section.touch(now=now)
        Happening.record(actor=by, verb="evidence moved", item=section, about={"entry": str(self.entry_id)})

    @transaction.atomic
    def detach(self, *, by: Person, now: datetime) -> None:
        """Take the entry away from this section; in the journal it stays as it is."""
        section: Section = self.section
        self.end_lending(by=by, now=now)
        self.delete()
        if self.shared:
            section.touch(now=now)
        Happening.record(actor=by, verb="evidence removed", item=section, about={"entry": str(self.entry_id)})

    def end_lending(self, *, by: Person, now: datetime) -> None:
        for grant in Grant.objects.live(now).filter(item=self.entry_id, through=self.section_id):
            grant.end(by=by, now=now)
