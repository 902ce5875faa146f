"""Looking up links, by the clock, for those who allow it."""

from datetime import timedelta

from django.tasks import task
from django.utils import timezone

from coppice.accounts.agreements import LOOKING_UP
from coppice.accounts.models import Consent, Person
from coppice.audience.models import Item
from coppice.hints import looking_up
from coppice.hints.models import Look
from coppice.queue.marks import attempts, long
from coppice.queue.periodic import every

KEPT_UNRENEWED = timedelta(days=90)
A_WHILE = timedelta(hours=3)


@every(minutes=1)
@task
@attempts(1)
@long
def look_up() -> int:
    """A few of the addresses that are due."""
    return looking_up.go_round(now=timezone.now())


@every(hours=1)
@task
def plan_what_changed() -> None:
    """New links come into the plan before long."""
    changed = Item.objects.filter(changed_at__gte=timezone.now() - A_WHILE, author__in=Consent.givers(LOOKING_UP))
    for person_id in changed.order_by().values_list("author_id", flat=True).distinct():
        plan_one.enqueue(str(person_id), lately=True)


@every(days=1)
@task
def plan_everything() -> None:
    """What is cited no longer leaves the plan; what nobody renewed is forgotten."""
    Look.objects.filter(looked_at__lt=timezone.now() - KEPT_UNRENEWED).delete()
    for person_id in Consent.givers(LOOKING_UP):
        plan_one.enqueue(str(person_id))


@task
@attempts(3)
@long
def plan_one(person_id: str, lately: bool = False) -> None:
    """The addresses of one person, if they still allow it."""
    person, now = Person.objects.filter(pk=person_id).first(), timezone.now()
    if person:
        looking_up.plan(person, now=now, since=now - A_WHILE if lately else None)
