"""Who gets a letter now. A letter is planned together with the task that sends it, a few hundred at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import batched
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, TimeField, Value
from django.db.models.functions import Coalesce

from coppice.accounts.models import Person
from coppice.notices import kinds
from coppice.notices.contents import NOT_OLDER
from coppice.notices.kinds import When
from coppice.notices.models import Choice, Letter, Notice
from coppice.notices.models.choice import IN_THE_MORNING, Weekday

AT_ONCE = 200
MORNING = Value(IN_THE_MORNING, output_field=TimeField())
LEFT_LYING = timedelta(hours=2)


def plan_at_once(now: datetime) -> None:
    """One letter for each person and item of which something is due."""
    due = Notice.objects.unmailed().filter(when=When.NOW, due_at__lte=now, due_at__gt=now - NOT_OLDER[When.NOW])
    whom = due.filter(person__is_active=True).order_by().values_list("person_id", "happening__item_id").distinct()
    plan((Letter(person_id=person, item_id=item, planned_at=now) for person, item in whom.iterator()))


def plan_digests(now: datetime) -> None:
    """One letter a day for each person who has something to read, once it is time where they are."""
    active = Person.objects.filter(is_active=True).annotate(digest_at=Coalesce(F("mail_hours__digest_at"), MORNING))
    hours = active.order_by().values_list("time_zone", "digest_at").distinct()
    for zone, digest_at in list(hours):
        here = now.astimezone(ZoneInfo(zone))
        hour = datetime.combine(here.date(), digest_at, here.tzinfo)
        if here >= hour:
            plan(at_this_hour(active.filter(time_zone=zone, digest_at=digest_at), hour, now=now))


def at_this_hour(people: QuerySet[Person, Any], hour: datetime, *, now: datetime) -> Iterator[Letter]:
    """Letters for those who had none today; with a week on their weekday, or on a later one when that was missed.

    What came after the hour waits for tomorrow's.
    """
    today, week = hour.date(), week_of(hour.date())
    had = Letter.objects.filter(person=OuterRef("pk"))
    people = people.filter(~Exists(had.filter(day=today))).annotate(
        weekday=Coalesce(F("mail_hours__weekday"), Weekday.MONDAY.value), had_week=Exists(had.filter(week=week))
    )
    weekly = Q(weekday__lte=today.isoweekday(), had_week=False)
    things, weekly_things = (waits_for(when, hour) | collected(when) for when in (When.DAILY, When.WEEKLY))
    whom = people.filter(things | weekly & weekly_things).values_list("pk", "weekday", "had_week")
    for person, day, had_week in whom.iterator():
        is_weekly = day <= today.isoweekday() and not had_week
        yield Letter(person_id=person, day=today, week=week if is_weekly else "", planned_at=now)


def waits_for(when: When, hour: datetime) -> Q:
    since = hour - NOT_OLDER[when]
    waiting = Notice.objects.unmailed().filter(person=OuterRef("pk"), when=when, made_at__gt=since, made_at__lte=hour)
    return Q(Exists(waiting))


def collected(when: When) -> Q:
    """Those for whom something is put together so often: by their own choice, or because it is usual."""
    found = Q(pk__in=[])
    for kind in kinds.collected():
        chosen = Choice.objects.filter(person=OuterRef("pk"), group=None)
        own, all_kinds = chosen.filter(kind=kind.code), chosen.filter(kind="").exclude(when=When.NOW)
        found |= Q(Exists(own.filter(when=when))) | ~Exists(own) & Exists(all_kinds.filter(when=when))
        if kind.default == when:
            found |= ~Exists(own) & ~Exists(all_kinds)
    return found


def week_of(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def plan(letters: Iterable[Letter]) -> None:
    """Write them down and ask for them to be sent, in one transaction a batch; who has such a letter gets no second."""
    for batch in batched(letters, AT_ONCE):
        with transaction.atomic():
            Letter.objects.bulk_create(batch, ignore_conflicts=True)
            made = Letter.objects.filter(pk__in=[letter.pk for letter in batch])
            ask([*made.order_by("pk").values_list("pk", flat=True)])


def plan_what_was_left_lying(now: datetime) -> None:
    """Ask once more for letters whose task was given up; one that another task holds is not touched."""
    old = Letter.objects.open().filter(planned_at__lt=now - LEFT_LYING)
    for pks in batched(list(old.order_by("planned_at", "pk").values_list("pk", flat=True)[: 50 * AT_ONCE]), AT_ONCE):
        with transaction.atomic():
            Letter.objects.open().filter(pk__in=pks).update(planned_at=now)
            ask(pks)


def ask(pks: Sequence[UUID], **using: Any) -> None:
    from coppice.notices.tasks import send_letters

    if pks:
        send_letters.using(**using).enqueue([str(pk) for pk in pks])


def forget_old(now: datetime, *, kept: timedelta) -> None:
    """Letters that ended long ago; that something was told stays known."""
    ended: QuerySet[Letter] = Letter.objects.filter(ended_at__lt=now - kept)
    ended.delete()
