"""Passing the care of a group on: offered, accepted, thanked for, done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.accounts.models import Person
from coppice.groups.models import Group
from coppice.kernel.ids import uuid7
from coppice.kernel.refusals import Refusal
from coppice.tending.people import NotYours, happened, members, must_tend


class NoLonger(Refusal):
    """It was answered, taken back or finished meanwhile, or somebody it is about has left."""

    status = 409


class State(models.TextChoices):
    """How far it is."""

    OFFERED = "offered", gettext_lazy("Offered")
    ACCEPTED = "accepted", gettext_lazy("Accepted: you tend the group together")
    DECLINED = "declined", gettext_lazy("Declined")
    TAKEN_BACK = "taken_back", gettext_lazy("Taken back")
    DONE = "done", gettext_lazy("Done")


UNDER_WAY = (State.OFFERED.value, State.ACCEPTED.value)


class HandoverQuerySet(models.QuerySet["Handover"]):
    """Handovers, as far as somebody belongs to their groups."""

    def visible_to(self, person: Person) -> HandoverQuerySet:
        return self.filter(group__in=Group.objects.visible_to(person).of(person))

    def under_way(self) -> HandoverQuerySet:
        return self.filter(state__in=UNDER_WAY)


class Handover(models.Model):
    """One facilitator hands over to one member. Every command holds the row of the group, so that two can't cross."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="handovers")
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    taker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    words = models.TextField(max_length=1000, blank=True)
    thanks = models.TextField(max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OFFERED)
    offered_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects: ClassVar[HandoverQuerySet] = HandoverQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-offered_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "giver"], condition=Q(state__in=UNDER_WAY), name="one_handover_at_a_time"
            ),
            models.CheckConstraint(name="handed_to_somebody_else", condition=~Q(giver=F("taker"))),
        ]

    def __str__(self) -> str:
        return self.get_state_display()

    def get_absolute_url(self) -> str:
        return reverse("tending:handovers", args=[self.group.slug])

    @classmethod
    @transaction.atomic
    def offer(cls, *, group: Group, to: Person, words: str, by: Person, now: datetime) -> Handover:
        """Ask a member to take over."""
        group = group.held_open()
        must_tend(group, by)
        if to == by or not group.has(to):
            raise Refusal(_("Choose another member of the group. Nothing was sent."))
        if cls.objects.under_way().filter(group=group, giver=by).exists():
            raise Refusal(_("You are handing over already. Finish that or take it back first."))
        made = cls.objects.create(group=group, giver=by, taker=to, words=words, offered_at=now, changed_at=now)
        made.tell("handover offered", by=by, to=[to.pk], now=now)
        return made

    def tell(self, verb: str, *, by: Person, to: Iterable[UUID | None], now: datetime) -> None:
        happened(verb, self.group, by=by, to=to, path=self.get_absolute_url(), now=now)

    def held(self, *states: str) -> Handover:
        """Its row as it is now, after the row of its group; refuses when it is elsewhere by now."""
        self.group.held_open()
        row = Handover.objects.select_related("group", "giver", "taker").get(pk=self.pk)
        if row.state not in states:
            raise NoLonger(_("This handover was answered, taken back or finished meanwhile. Nothing was changed."))
        return row

    def go_to(self, state: State, *, now: datetime, thanks: str = "") -> None:
        self.state, self.changed_at, self.thanks = state, now, thanks
        self.save(update_fields=["state", "changed_at", "thanks"])

    @transaction.atomic
    def accept(self, *, by: Person, now: datetime) -> None:
        """Whoever was asked tends the group from now on, together with who asked until that is done."""
        row = self.held(State.OFFERED)
        must_be(by, row.taker)
        if not row.group.has(row.taker) or not row.group.is_tended_by(row.giver):
            row.go_to(State.TAKEN_BACK, now=now)
            return
        row.group.begin_to_tend(person=row.taker, today=timezone.localdate(now))
        row.go_to(State.ACCEPTED, now=now)
        row.tell("handover accepted", by=by, to=members(row.group), now=now)

    @transaction.atomic
    def decline(self, *, by: Person, now: datetime) -> None:
        """Say no, which needs no reason."""
        row = self.held(State.OFFERED)
        must_be(by, row.taker)
        row.go_to(State.DECLINED, now=now)
        row.tell("handover declined", by=by, to=[row.giver_id], now=now)

    @transaction.atomic
    def take_back(self, *, by: Person, now: datetime) -> None:
        """Go on after all. Who accepted already goes on as well."""
        row = self.held(*UNDER_WAY)
        must_be(by, row.giver)
        row.go_to(State.TAKEN_BACK, now=now)
        row.tell("handover taken back", by=by, to=[row.taker_id], now=now)

    @transaction.atomic
    def finish(self, *, thanks: str, by: Person, now: datetime) -> None:
        """Whoever gives stops tending, with words of thanks that all members can read. Refuses to leave nobody."""
        row = self.held(State.ACCEPTED)
        if by.pk not in {row.giver_id, row.taker_id}:
            raise NotYours(_("Only the two whom it is about can do that."))
        if not row.group.is_tended_by(row.taker):
            raise NoLonger(
                _("{name} does not tend the group any more. Take this back and ask somebody else.").format(
                    name=row.taker.name
                )
            )
        if row.group.is_tended_by(row.giver):
            row.group.stop_tending(person=row.giver)
        row.go_to(State.DONE, now=now, thanks=thanks)
        row.tell("handover done", by=by, to=members(row.group), now=now)


def must_be(by: Person, who: Person) -> None:
    if by.pk != who.pk:
        raise NotYours(_("Only {name} can do that.").format(name=who.name))
