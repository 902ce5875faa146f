"""What the queue does for itself."""

from django.tasks import task
from django.utils import timezone

from .models import QueuedTask
from .periodic import every


@every(hours=24)
@task
def forget_finished() -> int:
    """Delete what finished more than 30 days ago."""
    return QueuedTask.objects.forget_finished(timezone.now())
