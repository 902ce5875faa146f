"""What comes round by the clock: who asked is forgotten, and no question stays alone without somebody knowing."""

from django.tasks import task
from django.utils import timezone

from coppice.conversations import ladder
from coppice.conversations.models import Asking
from coppice.queue.marks import long
from coppice.queue.periodic import every


@every(hours=12)
@task
@long
def forget_askers() -> None:
    """Who asked without a name is known for thirty days, and then nowhere. (What lies in files goes after the rows.)"""
    Asking.forget(now=timezone.now())


@every(hours=1)
@task
def look_after_questions() -> None:
    """The next step for each question that nobody answered, and for each answer that is two weeks old."""
    ladder.climb(now=timezone.now())
    ladder.ask_back(now=timezone.now())
