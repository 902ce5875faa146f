"""Work that comes round: the clock of chats, reminders, and asking how people want to stand in a transcript."""

from datetime import datetime, timedelta

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from coppice.chats.models import Chat, hosting
from coppice.queue.periodic import every

AHEAD = timedelta(hours=1)


@every(minutes=0.5)
@task
def let_the_clock_go_on() -> None:
    """What is due opens, even if nobody is looking; who comes is reminded; who said something is asked."""
    now = timezone.now()
    for chat in Chat.objects.filter(starts_at__lte=now, ends_at__gt=now - AHEAD, called_off_at=None, removed_at=None):
        chat.tick(now=now)
    remind(now)
    ask(now)


def remind(now: datetime) -> None:
    soon = Chat.objects.filter(starts_at__gt=now, starts_at__lte=now + AHEAD, reminded_at=None, called_off_at=None)
    for chat in soon.filter(removed_at=None):
        with transaction.atomic():
            row = chat.held()
            if row.reminded_at is None:
                Chat.everything.filter(pk=row.pk).update(reminded_at=now)
                row.tell("chat soon", by=None, now=now, people=hosting.who_come(row))


def ask(now: datetime) -> None:
    """Once it is over: whoever said something and did not choose yet."""
    over = Chat.objects.filter(ends_at__lte=now, ends_at__gt=now - AHEAD, asked_at=None, called_off_at=None)
    for chat in over:
        with transaction.atomic():
            row = chat.held()
            if row.asked_at is None:
                Chat.everything.filter(pk=row.pk).update(asked_at=now)
                said = row.answers.filter(withdrawn_at=None).values("author_id")
                silent = row.parts.filter(choice="", person__in=said).values_list("person_id", flat=True)
                row.tell("chat over", by=None, now=now, people=silent)
