"""How somebody wants to be mailed: of which kind, from which group, when, and at which hours not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coppice.accounts.models import Person
from coppice.groups.models import Group
from coppice.kernel.refusals import Refusal
from coppice.notices import kinds, quiet
from coppice.notices.kinds import Kind, When

IN_THE_MORNING = time(7)


class Weekday(models.IntegerChoices):
    """When what comes once a week comes; numbered as in ISO 8601."""

    MONDAY = 1, gettext_lazy("Monday")
    TUESDAY = 2, gettext_lazy("Tuesday")
    WEDNESDAY = 3, gettext_lazy("Wednesday")
    THURSDAY = 4, gettext_lazy("Thursday")
    FRIDAY = 5, gettext_lazy("Friday")
    SATURDAY = 6, gettext_lazy("Saturday")
    SUNDAY = 7, gettext_lazy("Sunday")


class Choice(models.Model):
    """One person's choice: for a kind (empty: every kind), in a group (none: wherever no group's own counts)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30, blank=True)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, related_name="+")
    when = models.CharField(max_length=10, choices=When.choices)

    objects: ClassVar[models.Manager[Choice]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "group"], name="one_choice_a_kind_and_group"),
            models.UniqueConstraint(
                fields=["person", "kind"], condition=models.Q(group=None), name="one_choice_a_kind_without_group"
            ),
            models.CheckConstraint(condition=models.Q(when__in=When.values), name="mail_comes_at_a_known_time"),
        ]

    def __str__(self) -> str:
        return self.get_when_display()

    @classmethod
    @transaction.atomic
    def choose(cls, when: str, *, by: Person, kind: str = "", group: Group | None = None) -> None:
        """Be mailed so from now on; an empty `when` takes a choice back. What waits to be mailed follows."""
        if kind and when and when not in (known.offered if (known := kinds.named(kind)) else ()):
            raise Refusal(_("Choose one of those that are offered. Nothing was changed."))
        mine = cls.objects.filter(person=by, kind=kind, group=group)
        if not when:
            mine.delete()
        elif not mine.update(when=when):
            cls.objects.create(person=by, kind=kind, group=group, when=when)
        if not kind and group is None:
            cls.objects.filter(person=by, group=None).exclude(kind="").delete()
        rearrange(by)

    @classmethod
    def made_by(cls, people: Iterable[UUID]) -> Choices:
        rows = cls.objects.filter(person__in=people).values_list("person_id", "kind", "group_id", "when")
        return Choices({(person, kind, group): when for person, kind, group, when in rows})


class Choices:
    """The choices of some people, and what follows from them."""

    def __init__(self, made: dict[tuple[UUID, str, UUID | None], str]) -> None:
        self.made = made

    def when(self, person: UUID, kind: Kind, group: UUID | None = None) -> str:
        """The nearest counts: this kind in this group, this group, this kind, every kind, and else as is usual."""
        ways: list[tuple[UUID, str, UUID | None]] = [(person, kind.code, group)] if group else []
        if group and not kind.addressed:
            ways.append((person, "", group))
        ways += [(person, kind.code, None), (person, "", None)]
        found = next((self.made[way] for way in ways if way in self.made), kind.default)
        return kind.default if kind.collected and found == When.NOW else found

    def own(self, person: UUID, kind: str, group: UUID | None = None) -> str:
        return self.made.get((person, kind, group), "")

    def in_words(self, person: UUID) -> str:
        """One word when it is the same for every kind."""
        found = {self.when(person, kind) for kind in kinds.every()}
        return str(When(found.pop()).label) if len(found) == 1 else _("As you chose for each kind")


class Hours(models.Model):
    """When somebody is not to be mailed, and when digests come; without a row, at seven in the morning, on Mondays."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="mail_hours"
    )
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)
    digest_at = models.TimeField(default=IN_THE_MORNING)
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices, default=Weekday.MONDAY)

    objects: ClassVar[models.Manager[Hours]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quiet_from=None, quiet_until=None)
                | models.Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="quiet_hours_have_both_ends",
            ),
            models.CheckConstraint(
                condition=models.Q(weekday__gte=1, weekday__lte=7), name="digests_come_on_a_day_of_the_week"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiet_from}–{self.quiet_until}"

    @classmethod
    def of(cls, person: Person) -> Hours:
        """Theirs, fetched once for one person."""
        return getattr(person, "mail_hours", None) or cls(person=person)

    @classmethod
    @transaction.atomic
    def choose(cls, *, quiet_from: time | None, quiet_until: time | None, weekday: int, by: Person) -> None:
        """Not to be mailed between these; a digest that would come then comes at their end."""
        if quiet_from == quiet_until:
            quiet_from = quiet_until = None
        quiet_hours = {"quiet_from": quiet_from, "quiet_until": quiet_until}
        digest_at = IN_THE_MORNING
        if quiet_from and quiet_until and within(IN_THE_MORNING, quiet_from, quiet_until):
            digest_at = quiet_until
        cls.objects.update_or_create(person=by, defaults={**quiet_hours, "digest_at": digest_at, "weekday": weekday})
        rearrange(by)

    def hour_on(self, day: date, person: Person) -> datetime:
        """When the digest of that day is due; what comes later is the next one's."""
        return datetime.combine(day, self.digest_at, ZoneInfo(person.time_zone))

    def is_quiet(self, moment: datetime, person: Person) -> bool:
        return quiet.is_quiet(moment, person.time_zone, self.quiet_from, self.quiet_until)

    def next_loud(self, moment: datetime, person: Person) -> datetime:
        return quiet.next_loud(moment, person.time_zone, self.quiet_from, self.quiet_until)


def within(hour: time, start: time, end: time) -> bool:
    return start <= hour < end if start < end else hour >= start or hour < end


def rearrange(person: Person) -> None:
    """What waits to be mailed waits as is chosen now."""
    from coppice.notices.models.notice import Notice, arrange

    waiting = list(Notice.objects.filter(person=person).unmailed().select_related("happening__item", "person"))
    arrange(waiting)
    Notice.objects.bulk_update(waiting, ["when", "due_at"])
