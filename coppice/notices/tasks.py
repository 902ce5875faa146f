"""Reading the log of happenings into notices, and notices into mail."""

from datetime import timedelta
from uuid import UUID

from django.tasks import TaskContext, task
from django.utils import timezone

from coppice.happenings.models import Cursor
from coppice.notices import planning, sending
from coppice.notices.models import Notice, tell
from coppice.queue.marks import long
from coppice.queue.periodic import every
from coppice.queue.running import settle

KEPT_SEEN = timedelta(days=180)
KEPT_LETTERS = timedelta(days=60)


@every(minutes=0.5)
@task
def tell_everybody() -> None:
    """Make notices of what happened since the last time."""
    for happening in Cursor.read("notices"):
        tell(happening, now=timezone.now())


@every(minutes=1)
@task
@long
def mail_everybody() -> None:
    """Plan the letters that go at once, and ask again for those whose task was given up."""
    planning.plan_at_once(timezone.now())
    planning.plan_what_was_left_lying(timezone.now())
    settle()


@every(minutes=10)
@task
@long
def mail_digests() -> None:
    """Plan the digests of everybody for whom it is time. Killed, it goes on with those who have no letter yet."""
    planning.plan_digests(timezone.now())
    settle()


@task(takes_context=True)
@long
def send_letters(context: TaskContext[..., None], letters: list[str]) -> None:
    """Write and send these letters. Killed, it goes on with those that are open."""
    sending.send_all([UUID(pk) for pk in letters], task=context.task_result.id)
    settle()


@every(days=1)
@task
def forget_seen() -> None:
    """Notices that were seen half a year ago go, and letters after two months."""
    Notice.objects.filter(seen_at__lt=timezone.now() - KEPT_SEEN).delete()
    planning.forget_old(timezone.now(), kept=KEPT_LETTERS)
