"""A portfolio on its way in or out."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from functools import partial
from typing import Any, BinaryIO, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.accounts.models import Person
from coppice.frameworks.models import Edition
from coppice.happenings.models import Happening
from coppice.kernel.ids import uuid7
from coppice.kernel.refusals import Refusal
from coppice.portfolios.documents.unpacking import Limits
from coppice.portfolios.models.folder import InAFolder
from coppice.portfolios.models.portfolio import Portfolio

KEPT = timedelta(days=7)
ENTRIES = {"wordpress", "list"}
READ_BY_PASSAGE = {"docx", "odt", "html", "markdown", "google"}
type Pathway = tuple[Edition | None, str]
NO_ROOM = gettext_lazy("There is no room for this file just now. Nothing was changed; try again later.")


class Format(models.TextChoices):
    """What a portfolio can leave as."""

    PDF = "pdf", "PDF"
    SITE = "site", gettext_lazy("Web pages")
    ARCHIVE = "archive", gettext_lazy("Complete archive")
    DOCX = "docx", gettext_lazy("Word document")
    ODT = "odt", gettext_lazy("OpenDocument text")
    EPUB = "epub", "E-book"
    LEAP2A = "leap2a", gettext_lazy("Leap2A")


class State(models.TextChoices):
    WAITING = "waiting", gettext_lazy("Waiting")
    WORKING = "working", gettext_lazy("Working")
    READY = "ready", gettext_lazy("Ready for you")
    DONE = "done", gettext_lazy("Done")
    FAILED = "failed", gettext_lazy("Not done")


class NotReady(Refusal):
    """Somebody asked for what is not there yet, or no longer."""


class TransferQuerySet(models.QuerySet["Transfer"]):
    """Transfers. Each is its person's alone."""

    def visible_to(self, viewer: object) -> TransferQuerySet:
        person = getattr(viewer, "person", viewer)
        return self.filter(person=person) if isinstance(person, Person) else self.none()

    def out_of(self, portfolio: Portfolio) -> TransferQuerySet:
        return self.filter(portfolio=portfolio, is_inward=False).order_by("-made_at", "-id")

    def inward(self) -> TransferQuerySet:
        return self.filter(is_inward=True).order_by("-made_at", "-id")

    def over(self, now: datetime) -> TransferQuerySet:
        return self.filter(made_at__lt=now - KEPT)


class Transfer(InAFolder):
    """One export or import. Its file, pictures and result lie in a folder of their own for seven days."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="transfers")
    is_inward = models.BooleanField()
    format = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    sentence = models.CharField(max_length=400, blank=True)
    name = models.CharField(max_length=200, blank=True)
    portfolio = models.ForeignKey(Portfolio, on_delete=models.CASCADE, null=True, related_name="transfers")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="+")
    pathway_code = models.CharField(max_length=32, blank=True)
    proposal = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects: ClassVar[TransferQuerySet] = TransferQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["person", "-made_at", "-id"])]

    def __str__(self) -> str:
        return self.name or self.get_state_display()

    def get_absolute_url(self) -> str:
        return reverse("portfolios:transfer", args=[self.pk])

    @classmethod
    @transaction.atomic
    def take_out(cls, *, portfolio: Portfolio, format: str, by: Person, now: datetime) -> Transfer:
        """Ask for an export. One that is under way already is not asked for again."""
        from coppice.portfolios.tasks import make_export

        if format not in Format.values:
            raise Refusal(_("Choose one of the forms on this page."))
        under_way = cls.objects.out_of(portfolio).filter(
            format=format, person=by, state__in=[State.WAITING, State.WORKING]
        )
        if found := under_way.first():
            return found
        made = cls.objects.create(person=by, is_inward=False, format=format, portfolio=portfolio, made_at=now,
                                  sentence=_("It begins in a moment."))  # fmt: skip
        make_export.enqueue(str(made.pk))
        return made

    @classmethod
    def bring_in(
        cls,
        *,
        upload: BinaryIO,
        name: str,
        edition: Edition | None,
        pathway: str,
        by: Person,
        now: datetime,
        queued: bool = True,
    ) -> Transfer:
        """Keep what was uploaded and ask for it to be read. Raises a Refusal when it can be told at once."""
        from coppice.portfolios.documents.intake import kind_of
        from coppice.portfolios.tasks import read_import

        made = cls(person=by, is_inward=True, name=name[:200], edition=edition, pathway_code=pathway, made_at=now)
        made.folder.mkdir(parents=True, exist_ok=True)
        try:
            with made.source.open("wb") as copy:
                shutil.copyfileobj(upload, copy)
            made.format = kind_of(made.source, name, limits())
            made.ask_for_pathway()
        except OSError as error:
            made.forget_files()
            raise NotReady(NO_ROOM) from error
        except Refusal:
            made.forget_files()
            raise
        made.sentence = _("It begins in a moment.")
        with transaction.atomic():
            made.save()
            if queued:
                read_import.enqueue(str(made.pk))
        return made

    def ask_for_pathway(self) -> None:
        """A document does not say what it was written for; whoever brings it does."""
        if self.edition is None and self.format in READ_BY_PASSAGE:
            raise NotReady(_("Choose what this was written for, so that its parts can find their sections."))

    @property
    def is_moving(self) -> bool:
        return self.state in {State.WAITING, State.WORKING}

    @property
    def is_archive(self) -> bool:
        return self.format == "archive"

    @property
    def is_leap2a(self) -> bool:
        return self.format == Format.LEAP2A

    @property
    def is_entries(self) -> bool:
        return self.format in ENTRIES

    @property
    def ends_at(self) -> datetime:
        return self.made_at + KEPT

    @property
    def step(self) -> int:
        """Which of three steps it has come to."""
        return min(3, self.progress * 3 // 100 + (self.state == State.WORKING))

    @property
    def can_be_fetched(self) -> bool:
        return self.state == State.DONE and not self.is_inward and self.result.exists()

    def get_format_display(self) -> str:
        return str(Format(self.format).label) if self.format in Format.values else self.format

    def say(self, sentence: str, progress: int) -> None:
        """How far it is, at once, for whoever watches."""
        self.state, self.sentence, self.progress = State.WORKING, sentence, progress
        self.save(update_fields=["state", "sentence", "progress"])

    def finish(self, state: State, *, sentence: str, now: datetime, **fields: Any) -> None:
        """The end, in the caller's transaction, with a notice."""
        self.state, self.sentence, self.progress, self.finished_at = state, sentence[:400], 100, now
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(force_update=True)
        about: dict[str, Any] = {"transfer": str(self.pk), "tell": [str(self.person_id)], "state": str(state)}
        about["format"] = self.format
        Happening.record(
            actor=self.person, verb="transfer finished", item=self.portfolio, about=about, path=self.get_absolute_url()
        )

    def reconsider(self, *, proposal: Any) -> None:
        """Look at it again, as corrected so far."""
        Transfer.objects.filter(pk=self.pk, state=State.READY).update(proposal=proposal)

    @transaction.atomic
    def confirm(self, *, proposal: Any, now: datetime, written_for: Pathway | None = None, queued: bool = True) -> None:
        """Go ahead with what was found, as corrected. Said twice, it is done once."""
        from coppice.portfolios.tasks import settle_import

        row = Transfer.objects.select_for_update().get(pk=self.pk)
        if row.is_moving or row.state == State.DONE:
            return
        if row.state != State.READY:
            raise NotReady(_("This is not ready to be confirmed. Nothing was changed."))
        row.proposal, row.state, row.progress = proposal, State.WAITING, 0
        row.sentence = _("It begins in a moment.")
        if written_for is not None:
            row.edition, row.pathway_code = written_for
        row.save(update_fields=["proposal", "state", "progress", "sentence", "edition", "pathway_code"])
        if queued:
            settle_import.enqueue(str(self.pk))

    def forget(self) -> None:
        """Delete it, with its files. What was made of it stays."""
        if self.is_moving and self.made_at > timezone.now() - timedelta(hours=1):
            raise NotReady(_("We are still working on this. Please wait until it is done, then delete it."))
        self.forget_files()
        self.delete()

    def forget_with_its_files(self) -> None:
        """Delete it within the caller's transaction, and its files once that is committed."""
        transaction.on_commit(partial(shutil.rmtree, self.folder, ignore_errors=True))
        self.delete()


def limits() -> Limits:
    """A document may be four times as large as one file, since it holds many."""
    return Limits(most_bytes=4 * settings.LARGEST_FILE, most_unpacked=12 * settings.LARGEST_FILE)
