"""Polls close on their day."""

from django.tasks import task
from django.utils import timezone

from coppice.polls.models import Poll
from coppice.queue.periodic import every


@every(minutes=5)
@task
def close_due() -> None:
    """Close those whose day has come; those that were closed meanwhile are left alone."""
    now = timezone.now()
    for poll in Poll.everything.due(now).select_related("group").order_by("closes_at", "pk")[:500]:
        poll.close(by=None, now=now)
