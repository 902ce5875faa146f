"""The transcript of a chat: made once, never changed; what is taken out of it later leaves a trace.

The database itself refuses anything else (`coppice.chats.protecting`).
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coppice.accounts.models import Person
from coppice.audience.rule import visible
from coppice.audience.viewing import Viewer
from coppice.chats.models.answer import Answer, hidden_from
from coppice.chats.models.chat import Chat
from coppice.chats.models.phase import Closed, Phase
from coppice.kernel.addresses import address
from coppice.kernel.refusals import Refusal


class Transcript(models.Model):
    """What is published of one chat: so many lines, and no more."""

    chat = models.OneToOneField(Chat, on_delete=models.CASCADE, primary_key=True, related_name="transcript")
    size = models.PositiveIntegerField()
    opening = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return str(self.chat)

    @classmethod
    @transaction.atomic
    def publish(cls, chat: Chat, *, by: Person, now: datetime) -> Transcript:
        """Close the chat: what its participants chose is said as they chose, and whoever said nothing is left out."""
        from coppice.chats import arranging

        row = chat.held()
        if row.phase(now) == Phase.PUBLISHED:
            raise Closed(_("The transcript is published already."))
        if row.phase(now) != Phase.OVER:
            raise Closed(_("Answers are still welcome until {day}, so the transcript waits.").format(day=in_words(row)))
        lines = arranging.lines_of(row, now=now)
        made = cls(chat=row, size=len(lines), published_at=now, published_by=by)
        made.opening, made.summary = row.text("opening"), row.text("summary")
        made.save(force_insert=True)
        for place, line in enumerate(lines, 1):
            line.transcript, line.place = made, place
        Line.objects.bulk_create(lines)
        row.changes(offered_to=None)
        people = row.parts.values_list("person_id", flat=True)
        row.tell("chat transcript", by=by, now=now, people=people, path=address("chats:transcript", row.pk))
        return made


def in_words(chat: Chat) -> str:
    return f"{timezone.localtime(chat.closes_at):%d.%m.%Y, %H:%M}"


class Kind(models.TextChoices):
    """What a line is."""

    QUESTION = "question"
    ANSWER = "answer"
    REPLY = "reply"
    CUT = "cut"
    LEFT_OUT = "left_out"
    GONE = "gone"


class TranscriptLineQuerySet(models.QuerySet["Line"]):
    """Lines of transcripts, as far as somebody may read them."""

    def visible_to(self, viewer: object) -> TranscriptLineQuerySet:
        """Without what people say under their names who are blocked: a gap where a pseudonym was would tell whose."""
        who = Viewer.of(viewer)
        seen = self.filter(visible(who, timezone.now(), item="transcript_id"))
        hidden = hidden_from(who.person)
        return seen.exclude(person__in=hidden, is_pseudonym=False) if hidden else seen


class Line(models.Model):
    """One line. `count` says of how many answers it stands in the place; `is_under` that it is below another answer."""

    transcript = models.ForeignKey(Transcript, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    number = models.PositiveSmallIntegerField()
    is_under = models.BooleanField(default=False)
    name = models.CharField(max_length=120, blank=True)
    is_pseudonym = models.BooleanField(default=False)
    html = models.TextField(blank=True)
    is_later = models.BooleanField(default=False)
    said_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=1)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answer = models.ForeignKey(Answer, on_delete=models.SET_NULL, null=True, related_name="+")
    redacted_at = models.DateTimeField(null=True)
    redacted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    redacted_why = models.CharField(max_length=200, blank=True)

    # For the page that shows it.
    can_be_taken_out = False

    objects: ClassVar[TranscriptLineQuerySet] = TranscriptLineQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["transcript", "place"], name="lines_are_in_order")]

    def __str__(self) -> str:
        return f"{self.kind} {self.place}"

    @property
    def says(self) -> bool:
        return bool(self.html) and self.kind in {Kind.ANSWER, Kind.REPLY}

    def can_be_redacted_by(self, person: object) -> bool:
        """One's own words always; somebody else's by whoever may take the chair."""
        if not isinstance(person, Person) or not self.says:
            return False
        return person.pk == self.person_id or self.transcript.chat.may_chair(person)

    def is_own_pseudonym(self, person: Person) -> bool:
        return self.is_pseudonym and person.pk == self.person_id

    @transaction.atomic
    def redact(self, *, why: str, by: Person, now: datetime) -> None:
        """Take the words out, everywhere, and tell whose they were: who did so, when and why stays in their place.

        Not who, where somebody takes out what they said under a pseudonym.
        """
        why = " ".join(why.split())[:200]
        if not why:
            raise Refusal(_("Say why, in a few words that everybody can read. Nothing was changed."))
        blank([self.pk], why=why, by=None if self.is_own_pseudonym(by) else by, now=now)
        if self.answer_id:
            Answer.objects.get(pk=self.answer_id).withdraw(now=now)
        if self.person_id != by.pk:
            path, whose = address("chats:transcript", self.transcript_id), [self.person_id]
            self.transcript.chat.tell("chat answer taken out", by=by, now=now, people=whose, path=path)


def blank(lines: list[int], *, why: str, by: Person | None, now: datetime) -> None:
    """Words and name go, and the trace comes, in one statement: nothing else does the database allow."""
    fields = {"redacted_at": now, "redacted_by": by, "redacted_why": why}
    Line.objects.filter(pk__in=lines, redacted_at=None).update(html="", name="", **fields)
