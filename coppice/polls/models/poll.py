"""A poll: what is asked, of whom, how it is counted, and how far it can be known who said what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.accounts.models import Person
from coppice.audience.models import Item, ItemQuerySet, Reach
from coppice.conversations.models import Topic
from coppice.groups.models import Group
from coppice.happenings.models import Happening
from coppice.kernel.addresses import address
from coppice.kernel.refusals import Refusal

FEWEST = 5
LEAST, MOST = 2, 20


class Closed(Refusal):
    """The poll is over."""

    status = 409


class Counting(models.TextChoices):
    """How many each may choose, and what the ballots come to."""

    SINGLE = "single", gettext_lazy("One choice each")
    MULTIPLE = "multiple", gettext_lazy("As many as you like")
    RUNOFF = "runoff", gettext_lazy("Ranked: the weakest drop out until one has more than half (instant run-off)")
    POINTS = "points", gettext_lazy("Ranked: the higher, the more points (Borda)")


class Secrecy(models.TextChoices):
    """Who gets to know what somebody voted. Each is stricter than the one before it."""

    NAMED = "named", gettext_lazy("With names: everybody sees at once who chose what")
    HIDDEN = (
        "hidden",
        gettext_lazy("Hidden until it closes: nobody sees anything before, then everybody sees it with names"),
    )
    ANONYMOUS = "anonymous", gettext_lazy("Without names: it is written down nowhere who chose what")


class PollQuerySet(ItemQuerySet["Poll"]):
    """Polls, in the community's words."""

    def of_group(self, group: Group) -> Self:
        return self.filter(reach=Reach.GROUP, group=group)

    def open_at(self, now: datetime) -> Self:
        return self.filter(models.Q(closes_at=None) | models.Q(closes_at__gt=now), closed_at=None)

    def due(self, now: datetime) -> Self:
        """Open still, though their day has come."""
        return self.filter(closed_at=None, closes_at__lte=now)

    def with_whether_voted(self, person: Person) -> Self:
        from coppice.polls.models.votes import Vote, Voter

        votes = Vote.objects.filter(poll=models.OuterRef("pk"), person=person)
        voters = Voter.objects.filter(poll=models.OuterRef("pk"), person=person)
        return self.annotate(have_voted=models.Exists(votes) | models.Exists(voters))


@dataclass(frozen=True)
class Terms:
    """What a poll asks, and how."""

    question: str
    choices: Sequence[str]
    counting: str
    secrecy: str
    about: str = ""
    closes_at: datetime | None = None
    group: Group | None = None
    topic: Topic | None = None


class Poll(Item):
    """A question with two to twenty choices, for a group or for all members. Its title is the question."""

    about = models.TextField(max_length=2000, blank=True)
    choices = models.JSONField(default=list)
    counting = models.CharField(max_length=10, choices=Counting.choices)
    secrecy = models.CharField(max_length=10, choices=Secrecy.choices)
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    asked_in = models.ForeignKey(Topic, on_delete=models.SET_NULL, null=True, related_name="polls")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[Any] = PollQuerySet.as_manager()
    everything: ClassVar[Any] = PollQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["closes_at"], condition=models.Q(closed_at=None), name="polls_due")]
        constraints = [
            models.CheckConstraint(name="poll_is_counted", condition=models.Q(counting__in=Counting.values)),
            models.CheckConstraint(name="poll_has_a_secrecy", condition=models.Q(secrecy__in=Secrecy.values)),
        ]

    def get_absolute_url(self) -> str:
        return address("polls:show", self.pk)

    @property
    def is_ranked(self) -> bool:
        return self.counting in {Counting.RUNOFF, Counting.POINTS}

    @property
    def is_anonymous(self) -> bool:
        return self.secrecy == Secrecy.ANONYMOUS

    @property
    def is_open(self) -> bool:
        return self.is_open_at(timezone.now())

    def is_open_at(self, now: datetime) -> bool:
        return self.closed_at is None and (self.closes_at is None or now < self.closes_at)

    @property
    def ended_at(self) -> datetime | None:
        return self.closed_at or self.closes_at

    @classmethod
    @transaction.atomic
    def open(cls, terms: Terms, *, by: Person, now: datetime) -> Poll:
        """Ask. The members of a group are told; all members at once are not, they find it in the list."""
        choices = [" ".join(words.split()) for words in terms.choices]
        if not LEAST <= len(choices) <= MOST or len({words.casefold() for words in choices}) < len(choices):
            raise Refusal(_("Give between two and twenty choices, each of them once. Nothing was opened."))
        if terms.closes_at and terms.closes_at <= now:
            raise Refusal(_("The day on which it closes is past. Nothing was opened."))
        if terms.group:
            terms.group.must_be_open()
        if terms.group and not terms.group.memberships.filter(person=by).exists():
            raise Refusal(_("Choose one of the groups you belong to. Nothing was opened."))
        poll = cls.objects.create(
            author=by,
            title=" ".join(terms.question.split()),
            reach=Reach.GROUP if terms.group else Reach.MEMBERS,
            group=terms.group,
            asked_in=terms.topic,
            about=terms.about.strip(),
            choices=choices,
            counting=terms.counting,
            secrecy=terms.secrecy,
            opened_at=now,
            closes_at=terms.closes_at,
            created_at=now,
            changed_at=now,
        )
        poll.tell("poll opened", by=by, now=now)
        return poll

    def tell(self, verb: str, *, by: Person | None, now: datetime) -> None:
        """The members of its group, or whoever asked all members. Never only those who voted."""
        members = self.group.memberships.values_list("person_id", flat=True) if self.group else [self.author_id]
        Happening.record(actor=by, verb=verb, item=self, tell=members, path=self.get_absolute_url(), at=now)

    def is_for(self, person: Person) -> bool:
        """Whether it asks them; somebody else who can see it does not vote."""
        return self.group.has(person) if self.group else person.is_member

    def can_be_closed_by(self, person: Person) -> bool:
        """Whoever asked; who tends the group; for all members, a steward."""
        if self.author_id == person.pk:
            return True
        return self.group.is_tended_by(person) if self.group else person.is_steward

    def locked(self) -> Poll:
        row: Poll = Poll.everything.select_for_update(of=("self",)).select_related("group").get(pk=self.pk)
        return row

    def held_open(self, otherwise: str, *, now: datetime) -> Poll:
        """Its row, as long as votes are taken: it is open, and so is its group."""
        row = self.locked()
        if not row.is_open_at(now):
            raise Closed(otherwise)
        if row.group:
            row.group.must_be_open()
        return row

    @transaction.atomic
    def vote(self, chosen: Sequence[int], *, by: Person, now: datetime) -> None:
        """Vote, or vote anew where that can be. It is written nowhere else that somebody did."""
        from coppice.polls.models.votes import Box, Vote

        row = self.held_open(_("This poll is closed, so your vote was not counted."), now=now)
        ballot = row.ballot_of(chosen)
        if row.is_anonymous:
            Box.drop(row, ballot, by=by)
        else:
            Vote.objects.update_or_create(poll=row, person=by, defaults={"chosen": list(ballot)})

    def ballot_of(self, chosen: Sequence[int]) -> tuple[int, ...]:
        """As it is kept; refuses what this poll does not take."""
        if not chosen:
            raise Refusal(_("Choose something first. Nothing was counted."))
        if len(set(chosen)) < len(chosen) or not set(chosen) <= set(range(len(self.choices))):
            raise Refusal(_("Each choice once, please, and only those there are. Nothing was counted."))
        if self.counting == Counting.SINGLE and len(chosen) > 1:
            raise Refusal(_("This poll takes one choice from each. Nothing was counted."))
        return tuple(chosen) if self.is_ranked else tuple(sorted(chosen))

    @transaction.atomic
    def take_vote_back(self, *, by: Person, now: datetime) -> None:
        """As if one had never voted. A ballot without a name can’t be found again, not even for this."""
        row = self.held_open(_("This poll is closed, so nothing can be taken back any more."), now=now)
        if row.is_anonymous:
            raise Refusal(_("Your ballot has no name, so nobody can find it to take it back. It still counts."))
        row.votes.filter(person=by).delete()

    @property
    def has_votes(self) -> bool:
        return self.votes.exists() or self.voters.exists()

    @transaction.atomic
    def withdraw(self, *, by: Person, now: datetime) -> None:
        """Into the bin, while nobody has voted: afterwards it is not one person’s any more."""
        row = self.locked()
        if row.has_votes:
            raise Refusal(_("Somebody has voted, so the poll stays. You can close it."))
        row.remove(by=by, now=now)

    @transaction.atomic
    def close(self, *, by: Person | None, now: datetime) -> bool:
        """End it, for everybody at once. Of fewer than five ballots without names nothing is kept."""
        from coppice.polls.models.votes import Box

        row = self.locked()
        if row.closed_at:
            return False
        if row.is_anonymous:
            Box.objects.filter(poll=row, total__lt=FEWEST).delete()
        row.closed_at, row.closed_by, self.closed_at = now, by, now
        row.save(update_fields=["closed_at", "closed_by"])
        row.tell("poll closed", by=by, now=now)
        return True
