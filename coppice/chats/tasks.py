"""Work that comes round: the clock of chats, reminders, and asking how people want to stand in a transcript."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from coppice.chats.models import Chat, hosting
from coppice.chats.models.phase import LATER
from coppice.kernel.addresses import address
from coppice.notices.kinds import When
from coppice.notices.models import Notice
from coppice.queue.periodic import every

AHEAD = timedelta(hours=1)
LAST_CALL = timedelta(hours=6)


@every(minutes=0.5)
@task
def let_the_clock_go_on() -> None:
    """What is due opens, even if nobody is looking; who comes is reminded; who said something is asked."""
    now = timezone.now()
    for chat in Chat.objects.filter(starts_at__lte=now, ends_at__gt=now - AHEAD, called_off_at=None, removed_at=None):
        chat.tick(now=now)
        forget_that_it_begins(chat)
    remind(now)
    ask(now)
    call_for_transcripts(now)


def remind(now: datetime) -> None:
    soon = Chat.objects.filter(starts_at__gt=now, starts_at__lte=now + AHEAD, reminded_at=None, called_off_at=None)
    for chat in soon.filter(removed_at=None):
        tell_once(chat, "reminded_at", "chat soon", hosting.who_come, now=now)


def forget_that_it_begins(chat: Chat) -> None:
    """Nobody is mailed that it begins within an hour once it has begun: in quiet hours, or with a digest."""
    soon = Notice.objects.unmailed().filter(happening__item=chat, happening__verb="chat soon")
    soon.exclude(when=When.NEVER).update(when=When.NEVER, due_at=None)


def ask(now: datetime) -> None:
    """Once it is over, and again before answers close: whoever said something and did not choose yet."""
    over = Chat.objects.waiting_for_a_transcript()
    last_call = now - LATER + LAST_CALL
    for chat in over.filter(ends_at__lte=last_call, asked_at__lte=now - LAST_CALL, asked_again_at=None):
        tell_once(chat, "asked_again_at", "chat over", silent, now=now)
    for chat in over.filter(ends_at__lte=now, asked_at=None):
        tell_once(chat, "asked_at", "chat over", silent, now=now)


def silent(chat: Chat) -> Iterable[Any]:
    said = chat.answers.filter(withdrawn_at=None).values("author_id")
    return chat.parts.filter(choice="", person__in=said).values_list("person_id", flat=True)


def call_for_transcripts(now: datetime) -> None:
    """Answers are closed: the host is told that it is their turn; a week later, whoever may do it in their place."""
    over = Chat.objects.waiting_for_a_transcript()
    for chat in over.filter(ends_at__lte=now - LATER, host_told_at=None):
        tell_once(chat, "host_told_at", "chat transcript due", host, now=now, path=address("chats:draft", chat.pk))
    for chat in over.filter(ends_at__lte=now - LATER - hosting.TURN, others_told_at=None):
        path, others = address("chats:draft", chat.pk), hosting.who_could_publish
        tell_once(chat, "others_told_at", "chat transcript waits", others, now=now, path=path)


def host(chat: Chat) -> Iterable[Any]:
    return [chat.author_id]


def tell_once(
    chat: Chat, mark: str, verb: str, whom: Callable[[Chat], Iterable[Any]], *, now: datetime, path: str = ""
) -> None:
    """Under a lock on the chat: of two that run at once one finds the mark."""
    with transaction.atomic():
        row = chat.held()
        if getattr(row, mark) is None:
            Chat.everything.filter(pk=row.pk).update(**{mark: now})
            row.tell(verb, by=None, now=now, people=whom(row), path=path)
