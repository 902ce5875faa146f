"""Work that comes round: groups whose last day is over, and days that somebody should know of."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.tasks import task
from django.urls import reverse
from django.utils import timezone

from coppice.groups.models import Membership, Stage
from coppice.queue.periodic import every
from coppice.tending.models import CharterVersion, Ending, Experiment
from coppice.tending.people import happened

AHEAD = timedelta(days=60)


@every(hours=1)
@task
def end_groups() -> None:
    """Those whose last day is over."""
    now = timezone.now()
    for ending in Ending.objects.due(timezone.localdate(now)).select_related("group"):
        ending.come(now=now)


@every(days=1)
@task
def remind() -> None:
    """Of charters to look at again, experiments whose day has come, and terms that end in two months."""
    now = timezone.now()
    today = timezone.localdate(now)
    for version in CharterVersion.objects.due(today).select_related("group"):
        version.remind(now=now)
    for experiment in Experiment.objects.due(today).select_related("group"):
        experiment.remind(now=now)
    for membership in ending_terms(today).select_related("group"):
        remind_of_term(membership)


def ending_terms(today: date) -> QuerySet[Membership]:
    """Of those who were not told of this very end yet."""
    ending = Membership.objects.filter(tends_until__lte=today + AHEAD).exclude(group__stage=Stage.ENDED)
    return ending.filter(Q(told_of_end=None) | ~Q(told_of_end=F("tends_until")))


@transaction.atomic
def remind_of_term(membership: Membership) -> None:
    """Once for each end of a term."""
    path = reverse("tending:handovers", args=[membership.group.slug])
    happened("term ending", membership.group, by=None, to=[membership.person_id], path=path)
    membership.told_of_end = membership.tends_until
    membership.save(update_fields=["told_of_end"])
