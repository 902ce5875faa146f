"""An entry made of a proposal, a proposal put aside, and whether somebody may be quoted."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from coppice.accounts.models import Person
from coppice.audience.models import Block
from coppice.happenings.models import Happening
from coppice.journal.models import Entry, Origin, Permission, PermissionState
from coppice.journal.models.entry import Details
from coppice.kernel import richtext
from coppice.kernel.ids import uuid7
from coppice.kernel.refusals import Refusal
from coppice.proposals.facts import Fact, Quoted, quotation

COMMUNITY = "community"


class NotThis(models.Model):
    """A proposal that its person does not want to see again."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="not_this_once")]

    def __str__(self) -> str:
        return self.key

    @classmethod
    def put(cls, fact: Fact, *, by: Person) -> None:
        cls.objects.get_or_create(person=by, key=fact.key)


@transaction.atomic
def take(fact: Fact, *, quoting: bool, by: Person, now: datetime) -> Entry:
    """Make a draft of it, once: the facts, the link, one's own words as they are now. Was it taken and put into the
    bin, it comes back as it was. `quoting` asks the others whether their words may be in as well."""
    Person.objects.select_for_update().get(pk=by.pk)
    origin = Origin.objects.of(by, COMMUNITY, [fact.key]).select_related("entry").first()
    if origin:
        entry: Entry = origin.entry
        if entry.removed_at:
            entry.take_back(by=by, now=now)
        return entry
    entry, _new = Entry.capture(html=fact.html, happened_on=fact.day, by=by, now=now)
    details = Details(
        fact.day,
        ended_on=fact.until if fact.until and fact.until > fact.day else None,
        title=fact.title,
        with_whom=fact.with_whom[:300],
        is_draft=True,
        links=[(settings.BASE_URL + fact.url, fact.where)],
    )
    entry.describe(details, by=by, now=now)
    Origin.objects.create(entry=entry, keeper=by, source=COMMUNITY, key=fact.key, brought_at=now)
    for quoted in fact.others if quoting else ():
        Ask.ask(entry, quoted, by=by, now=now)
    return entry


class AskQuerySet(models.QuerySet["Ask"]):
    """Questions whether somebody may be quoted."""

    def visible_to(self, person: Person) -> AskQuerySet:
        """Those that the person was asked, as long as there is the entry, and no block between the two."""
        asker = models.OuterRef("by")
        between = models.Q(by=person, against=asker) | models.Q(by=asker, against=person)
        return self.filter(~models.Exists(Block.objects.filter(between)), person=person, entry__removed_at=None)


class Ask(models.Model):
    """May I quote you? Until the answer the words lie here and nowhere else; afterwards they are not here any more."""

    class State(models.TextChoices):
        WAITING = "waiting"
        YES = "yes"
        NO = "no"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    who = models.CharField(max_length=120)
    words = models.TextField(blank=True)
    url = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    permission = models.ForeignKey(Permission, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[AskQuerySet] = AskQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "person", "url"], name="asked_once_to_be_quoted"),
            models.CheckConstraint(
                name="words_wait_for_an_answer", condition=models.Q(state="waiting") | models.Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return self.who

    def get_absolute_url(self) -> str:
        return reverse("proposals:quotation", args=[self.pk])

    @classmethod
    def ask(cls, entry: Entry, quoted: Quoted, *, by: Person, now: datetime) -> Ask:
        """Ask, and note with the entry that it is asked."""
        note = _("asked in Coppice whether they may be quoted")
        noted = Permission.objects.create(
            entry=entry, who=quoted.who[:120], state=PermissionState.ASKED, note=note, at=now
        )
        row = cls.objects.create(
            entry=entry,
            by=by,
            person_id=quoted.person_id,
            who=quoted.who[:120],
            words=quoted.words,
            url=quoted.url,
            asked_at=now,
            permission=noted,
        )
        row.tell("quotation asked", actor=by, to=quoted.person_id, path=row.get_absolute_url(), now=now)
        return row

    def tell(self, verb: str, *, actor: Person, to: object, path: str, now: datetime) -> None:
        Happening.record(actor=actor, verb=verb, tell=[to], path=path, at=now)  # type: ignore[list-item]

    @transaction.atomic
    def answer(self, *, yes: bool, by: Person, now: datetime) -> None:
        """Yes: the words go into the entry. No: they are gone. A yes can be taken back, which the author is told."""
        row = Ask.objects.select_for_update(of=("self",)).select_related("entry", "by", "permission").get(pk=self.pk)
        if row.state == self.State.NO or (row.state == self.State.YES and yes):
            raise Refusal(_("You have answered this already. Nothing was changed."))
        if yes:
            row.put_in(now=now)
        row.state = self.State.YES if yes else self.State.NO
        row.words, row.answered_at = "", now
        row.note(PermissionState.GIVEN if yes else PermissionState.REFUSED, now=now)
        row.save(update_fields=["state", "words", "answered_at", "permission"])
        row.tell("quotation answered", actor=by, to=row.by_id, path=row.entry.get_absolute_url(), now=now)

    def put_in(self, *, now: datetime) -> None:
        """The words, at the end of what happened."""
        entry: Entry = Entry.everything.get(pk=self.entry_id)
        was = entry.text("happened")
        html = f"{was}<p>{_(INTRODUCES)}</p>{quotation(self.words)}"
        entry.save_text(code="happened", html=html, bases=[richtext.fingerprint(was)], by=self.by, now=now)

    def note(self, state: str, *, now: datetime) -> None:
        """With the entry, also if its author took the row off meanwhile."""
        if self.permission is None:
            self.permission = Permission(entry=self.entry, who=self.who)
        self.permission.state, self.permission.at = state, now
        self.permission.note = _("answered in Coppice")
        self.permission.save()


INTRODUCES = gettext_noop("Quoted with the consent of whoever said it:")
