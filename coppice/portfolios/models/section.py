"""One section of a portfolio: a few texts against one requirement of the framework."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.accounts.models import Person
from coppice.audience.models import Item
from coppice.frameworks.parts import Facet, Node, Placement, Words
from coppice.happenings.models import Happening
from coppice.journal.models import Entry
from coppice.journal.wording import line
from coppice.kernel.refusals import Refusal
from coppice.portfolios.models.evidence import Evidence
from coppice.portfolios.models.portfolio import NoRoom, Portfolio
from coppice.portfolios.models.signature import Signature
from coppice.portfolios.models.speaking import Claim, Recognition
from coppice.revisions.models import Written


class Status(models.TextChoices):
    """How far its author says a section has come."""

    NOT_BEGUN = "not_begun", gettext_lazy("Not begun")
    DRAFTING = "drafting", gettext_lazy("Drafting")
    READY = "ready", gettext_lazy("Ready for feedback")
    FINISHED = "finished", gettext_lazy("Finished")

    @property
    def shape(self) -> str:
        return {"not_begun": "none", "drafting": "half", "ready": "full", "finished": "done"}[self.value]


class NotYours(Refusal):
    """Somebody used what is not theirs."""


class Section(Written, Item):
    """What is written for one part of the pathway; `number` tells several of one code apart.

    The field that names its portfolio is `whole`, since every Item has a reverse `portfolio` already.
    """

    whole = models.ForeignKey(Portfolio, on_delete=models.CASCADE, related_name="sections")
    code = models.CharField(max_length=80)
    number = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveSmallIntegerField(default=0)
    own_title = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.NOT_BEGUN)

    reflecting = ("reflection",)

    # Asked for along with a section that a page loads (views/loading.py).
    whole_is_visible: bool
    is_read_by_name: bool

    class Meta:
        constraints = [models.UniqueConstraint(fields=["whole", "code", "number"], name="sections_are_numbered")]

    @property
    def portfolio(self) -> Portfolio:  # type: ignore[override]
        return self.whole

    def get_absolute_url(self) -> str:
        return reverse("portfolios:section", args=[self.pk])

    @property
    def node(self) -> Node | None:
        """What the framework says of it; None when the edition no longer has it."""
        return self.portfolio.framework.nodes.get(self.code)

    @property
    def placement(self) -> Placement | None:
        """How the pathway has it; None when it belongs to another pathway and is kept aside."""
        return next((each for each in self.portfolio.placements if each.node.code == self.code), None)

    @property
    def facets(self) -> tuple[Facet, ...]:
        return self.node.facets if self.node else ()

    @property
    def text_labels(self) -> Mapping[str, str]:
        """The texts it is written in; what was written under other names stays reachable."""
        labels = {facet.code: facet.title for facet in self.facets}
        return labels | {code: code.capitalize() for code, html in self.texts.items() if html and code not in labels}

    @property
    def text_codes(self) -> Collection[str]:
        return self.text_labels.keys()

    @property
    def advice(self) -> Words | None:
        """The advice on its length, if there is any."""
        return self.node.words if self.node else None

    @property
    def label(self) -> str:
        """What the framework calls it, with a number where there are several without titles of their own."""
        if self.node is None:
            return self.title or self.code
        label = self.node.label
        return f"{label} ({self.number})" if self.number > 1 and not self.own_title else label

    @property
    def heading(self) -> str:
        """The framework's title, and what tells this one from others of its kind."""
        return f"{self.label}: {self.own_title}"[:200] if self.own_title and self.node else self.label

    @property
    def status_shape(self) -> str:
        return Status(self.status).shape

    def put(self, code: str, html: str, *, now: datetime, writer: str = "", sequence: int = 0) -> None:
        """As ever; the first words make a section one that is being drafted, and its portfolio the one last touched."""
        super().put(code, html, now=now, writer=writer, sequence=sequence)
        if self.status == Status.NOT_BEGUN and self.words:
            self.status = Status.DRAFTING
            self.save(update_fields=["status"])
        Item.everything.filter(pk=self.whole_id).update(changed_at=now)

    @transaction.atomic
    def set_status(self, *, status: str, by: Person, now: datetime) -> None:
        if status not in Status.values:
            raise Refusal(_("Choose one of the four words for how far this section is."))
        if status == self.status:
            return
        was, self.status = self.status, status
        self.save(update_fields=["status"])
        self.touch(now=now)
        Happening.record(actor=by, verb="status changed", item=self, about={"from": was, "to": status})

    @transaction.atomic
    def rename(self, *, own_title: str, by: Person, now: datetime) -> None:
        """Give it a title of one's own beside the framework's."""
        self.own_title = line(own_title)[:120]
        self.title = self.heading
        self.save(update_fields=["own_title", "title"])
        self.touch(now=now)
        Happening.record(actor=by, verb="section named", item=self)

    @transaction.atomic
    def speak_to(self, *, codes: Iterable[str], by: Person, now: datetime) -> None:
        """Say which principles this section speaks to: these, and no others."""
        known = {principle.code for principle in self.portfolio.framework.principles}
        wanted, had = known & set(codes), set(self.claims.values_list("code", flat=True))
        self.claims.exclude(code__in=wanted).delete()
        Claim.objects.bulk_create(Claim(section=self, code=code, made_at=now) for code in sorted(wanted - had))
        if wanted != had:
            Happening.record(actor=by, verb="claims changed", item=self, about={"codes": sorted(wanted)})

    @transaction.atomic
    def recognise(self, *, code: str, by: Person, now: datetime) -> Recognition:
        """A reader says that they can see this principle here."""
        if by.pk == self.author_id:
            raise NotYours(_("Only a reader can say that they see this here."))
        if code not in {principle.code for principle in self.portfolio.framework.principles}:
            raise Refusal(_("This framework has no such principle. Nothing was changed."))
        recognition, new = Recognition.objects.get_or_create(section=self, code=code, by=by, defaults={"made_at": now})
        if new:
            Happening.record(actor=by, verb="principle recognised", item=self, about={"code": code})
        return recognition

    @transaction.atomic
    def take_back_recognition(self, *, code: str, by: Person) -> None:
        """A reader sees it no longer, or said so by mistake."""
        for recognition in self.recognitions.filter(by=by):
            if recognition.code == code:
                recognition.delete()
                Happening.record(actor=by, verb="recognition taken back", item=self, about={"code": code})

    @transaction.atomic
    def attach(self, *, entry: Entry, by: Person, now: datetime, note: str = "", shared: bool = True) -> Evidence:
        """Set a journal entry beside this section. Shared, whoever sees the section sees the entry too."""
        if entry.author_id != by.pk:
            raise NotYours(_("Evidence comes from your own journal. Nothing was added."))
        last = self.evidence.aggregate(last=models.Max("position"))["last"] or 0
        evidence, new = Evidence.objects.get_or_create(
            section=self,
            entry=entry,
            defaults={"note": note.strip(), "position": last + 1, "added_at": now, "shared": False},
        )
        if not new and note.strip():
            evidence.annotate(note=note, by=by, now=now)
        if shared:
            evidence.share(by=by, now=now)
        if new:
            Happening.record(actor=by, verb="evidence added", item=self, about={"entry": str(entry.pk)})
        if shared:
            self.touch(now=now)
        return evidence

    @property
    def sentences(self) -> tuple[str, ...]:
        """What its author declares here; none where there is nothing to sign."""
        return self.node.declares if self.node else ()

    @transaction.atomic
    def sign(self, *, name: str, by: Person, now: datetime, nominee: str = "") -> Signature:
        """Put one's name to the sentences. Signed again, the new day counts."""
        if not self.sentences:
            raise Refusal(_("There is nothing to sign here. Nothing was changed."))
        if not line(name):
            raise Refusal(_("Write your name to sign. Nothing was signed yet."))
        said = {"name": line(name)[:120], "sentences": list(self.sentences), "nominee": line(nominee)[:120]}
        signature = Signature.objects.update_or_create(section=self, defaults={**said, "signed_at": now})[0]
        self.set_status(status=Status.FINISHED, by=by, now=now)
        Happening.record(actor=by, verb="declaration signed", item=self)
        return signature

    @transaction.atomic
    def take_back_signature(self, *, by: Person, now: datetime) -> None:
        """Not signed any more, until one signs again."""
        if Signature.objects.filter(section=self).delete()[0]:
            self.set_status(status=Status.NOT_BEGUN, by=by, now=now)
            Happening.record(actor=by, verb="signature taken back", item=self)

    @transaction.atomic
    def put_away(self, *, by: Person, now: datetime) -> None:
        """Into the bin, unless the pathway asks for it."""
        placement = self.placement
        others = self.portfolio.here().filter(code=self.code).exclude(pk=self.pk).count()
        if placement and others < placement.min:
            raise NoRoom(
                _("This pathway asks for {label}, so it stays. Nothing was removed.").format(label=placement.node.label)
            )
        self.remove(by=by, now=now)
        Happening.record(actor=by, verb="section removed", item=self, about={"portfolio": str(self.whole_id)})


def still_in_use(sections: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Sections whose portfolio is not in the bin."""
    return sections.filter(whole__removed_at=None)
